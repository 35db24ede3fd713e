import type { AssignedCell } from "../domain/assignments.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import type { Place } from "../domain/place.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep, Seat } from "../domain/rep.ts";
import { capRules, firstBreach } from "../rules/catalogue.ts";
import { knownOwnerId, presentOwnerId } from "../rules/owner.ts";
import type { CapRule, RuleContext } from "../rules/rule.ts";
import { type Given, isOutside } from "./given.ts";
import type { Unit } from "./units.ts";

/** A row of the kept file that cannot be kept. */
export interface NotKept {
  readonly profile: ClientProfile;
  readonly seat: Seat;
  readonly rep: Rep;
  readonly place: Place;
  readonly why: string;
}

export interface KeptUnits {
  /** Those that are kept have the one candidate of the file. */
  readonly units: readonly Unit[];
  readonly notKept: readonly NotKept[];
}

/** A client's row, with the rep it names. */
interface Wish {
  readonly profile: ClientProfile;
  readonly rep: Rep;
  readonly cell: AssignedCell;
}

/** How much of a hard cap a unit would use with a rep. */
export type CapUse = (rule: CapRule, unit: Unit, rep: Rep) => number;

/**
 * Narrows the units to what the kept file says. A row is kept unless a must rule forbids it, its family has to be with somebody else, a hard
 * cap is full (who stays with the owner comes first, then the file's order), or it is outside a release.
 * @param capLeft what a rep has left of a hard cap in this seat.
 */
export function keepUnits(
  units: readonly Unit[],
  profiles: readonly ClientProfile[],
  seat: Seat,
  reps: readonly Rep[],
  context: RuleContext,
  given: Given,
  useOf: CapUse,
  capLeft: (rule: CapRule, rep: Rep) => number,
): KeptUnits {
  const { kept } = given;
  if (!kept) return { units, notKept: [] };
  const notKept: NotKept[] = [];
  const refuse = ({ profile, rep, cell }: Wish, why: string) => {
    notKept.push({ profile, seat, rep, place: placeOf(kept.file, cell), why });
  };
  const wishesOf = (members: readonly ClientProfile[]): Wish[] =>
    members.flatMap((profile) => {
      const cell = kept.rows.get(profile.client.id)?.seats[seat];
      const rep = cell?.repId === undefined ? undefined : context.reps.get(cell.repId);
      return cell && rep ? [{ profile, rep, cell }] : [];
    });
  // Clients whom nobody has are no part of a release, and of no unit.
  const vacant = profiles.filter(
    ({ client, coverage }) =>
      coverage.hours[seat] !== undefined &&
      isOutside(client, seat, given) &&
      knownOwnerId(client, seat, context) === undefined,
  );
  for (const wish of wishesOf(vacant)) refuse(wish, "nobody has it now, and only released books are dealt out");
  const settled = units.map((unit) => settle(unit, wishesOf(unit.members), seat, reps, context, given, refuse));
  const keptUnits = withinHardCaps(units, settled, seat, reps, context, useOf, capLeft, refuse);
  return {
    units: units.map((unit, at) => {
      const own = keptUnits.get(at);
      if (!own) return unit;
      const cells = new Map(own.wishes.map(({ profile, cell }) => [profile.client.id, cell] as const));
      const { position } = own;
      return { ...unit, candidates: [position], able: unit.candidates, kept: { file: kept.file, cells } };
    }),
    notKept,
  };
}

/** The rep that a unit is kept with, and the rows that say so. */
interface Settled {
  readonly position: number;
  readonly wishes: readonly Wish[];
}

/** What the rows of one client, or family, come to; rows that cannot be followed are refused. */
function settle(
  unit: Unit,
  wishes: readonly Wish[],
  seat: Seat,
  reps: readonly Rep[],
  context: RuleContext,
  given: Given,
  refuse: (wish: Wish, why: string) => void,
): Settled | undefined {
  const possible = wishes.filter((wish) => {
    const { profile, rep } = wish;
    if (isOutside(profile.client, seat, given)) {
      if (presentOwnerId(profile.client, seat) !== rep.id) refuse(wish, "its book is not released");
      return false;
    }
    const breach = firstBreach({ profile, rep, seat }, context)?.breach.message;
    if (breach !== undefined) refuse(wish, breach);
    else if (!unit.candidates.includes(reps.indexOf(rep)))
      refuse(wish, `its family stays together, and ${rep.name} may not take all of it`);
    else return true;
    return false;
  });
  const chosen = mostWished(possible, seat);
  if (chosen === undefined) return undefined;
  for (const wish of possible.filter(({ rep }) => rep !== chosen)) {
    const other = possible.find(({ rep }) => rep === chosen) as Wish;
    refuse(
      wish,
      `its family stays together: ${other.profile.client.id}, line ${other.cell.line}, is with ${chosen.name}`,
    );
  }
  return { position: reps.indexOf(chosen), wishes: possible.filter(({ rep }) => rep === chosen) };
}

/** Of a family's reps the present owner of a member, else who has most of the rows, else who stands first in the file. */
function mostWished(wishes: readonly Wish[], seat: Seat): Rep | undefined {
  const rank = ({ rep }: Wish) => ({
    owns: wishes.some(({ profile }) => presentOwnerId(profile.client, seat) === rep.id),
    rows: wishes.filter((other) => other.rep === rep).length,
  });
  const [first] = [...wishes].sort((a, b) => {
    const [one, other] = [rank(a), rank(b)];
    return Number(other.owns) - Number(one.owns) || other.rows - one.rows || a.cell.line - b.cell.line;
  });
  return first?.rep;
}

/** By unit: what is kept while no hard cap is passed. */
function withinHardCaps(
  units: readonly Unit[],
  settled: readonly (Settled | undefined)[],
  seat: Seat,
  reps: readonly Rep[],
  context: RuleContext,
  useOf: CapUse,
  capLeft: (rule: CapRule, rep: Rep) => number,
  refuse: (wish: Wish, why: string) => void,
): ReadonlyMap<number, Settled> {
  const rules = capRules.filter((rule) => rule.hard && rule.seats.includes(seat));
  const moves = ({ position, wishes }: Settled) =>
    wishes.some(({ profile }) => presentOwnerId(profile.client, seat) !== reps[position]?.id);
  const firstLine = ({ wishes }: Settled) => Math.min(...wishes.map(({ cell }) => cell.line));
  const ordered = settled
    .flatMap((own, at) => (own ? [{ own, at }] : []))
    .sort((a, b) => Number(moves(a.own)) - Number(moves(b.own)) || firstLine(a.own) - firstLine(b.own));
  const left = new Map<string, number>();
  const kept = new Map<number, Settled>();
  for (const { own, at } of ordered) {
    const rep = reps[own.position] as Rep;
    const unit = units[at] as Unit;
    const key = (rule: CapRule) => `${rule.code} ${rep.id}`;
    const leftOf = (rule: CapRule) => left.get(key(rule)) ?? capLeft(rule, rep);
    const full = rules.find((rule) => useOf(rule, unit, rep) > Math.max(0, leftOf(rule)));
    if (full) {
      const most = full.capacity(rep, context);
      for (const wish of own.wishes)
        refuse(wish, `${rep.name} may have ${most} ${full.unit}, and earlier rows fill that`);
      continue;
    }
    for (const rule of rules) left.set(key(rule), leftOf(rule) - useOf(rule, unit, rep));
    kept.set(at, own);
  }
  return kept;
}

/** Kept rows whose place others, who can go nowhere else, have taken under a hard cap. */
export function crowdedOut(
  units: readonly Unit[],
  seat: Seat,
  reps: readonly Rep[],
  holders: ReadonlyMap<ClientId, RepId>,
): NotKept[] {
  return units.flatMap(({ members, candidates, kept }) => {
    const rep = reps[candidates[0] ?? -1];
    if (!kept || !rep) return [];
    return members.flatMap((profile) => {
      const cell = kept.cells.get(profile.client.id);
      if (!cell || holders.has(profile.client.id)) return [];
      const why = `clients who can go nowhere else fill what ${rep.name} may have`;
      return [{ profile, seat, rep, place: placeOf(kept.file, cell), why }];
    });
  });
}

function placeOf(file: string, { line, column, endColumn }: AssignedCell): Place {
  return { file, line, column, ...(endColumn === undefined ? {} : { endColumn }) };
}

/** Why a kept client is with its holder; `undefined` for one that the file says nothing of. */
export function keptWords({ kept }: Unit, clientId: ClientId, nameOf: (id: ClientId) => string): string | undefined {
  if (!kept) return undefined;
  const own = kept.cells.get(clientId);
  if (own) return `${kept.file} line ${own.line} has it so`;
  const [[other, cell] = []] = kept.cells;
  return other && `its family stays together: ${kept.file} line ${cell?.line} has ${nameOf(other)} so`;
}
