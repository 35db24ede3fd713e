import type { DroppedRow } from "../domain/assignments.ts";
import type { Client } from "../domain/client.ts";
import type { Finding } from "../domain/finding.ts";
import type { RepId } from "../domain/ids.ts";
import { headOf } from "../domain/make-finding.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import type { Holders } from "../planning/overruns.ts";
import { pairRules } from "../rules/catalogue.ts";
import { familySplit } from "../rules/family-split.ts";
import type { Breach } from "../rules/rule.ts";
import { changesOnlyFinding, stays } from "./changes-only.ts";
import { clientMissing, seatMissing } from "./file-rules.ts";
import { Remedies } from "./remedy.ts";
import { type CheckedSeat, type CheckSubject, cellOf } from "./subject.ts";

/** What single rows break: clients that are missing, empty seats, must rules, split families. */
export function rowFindings(subject: CheckSubject): Finding[] {
  return [
    ...changesOnlyFinding(subject),
    ...missingClients(subject),
    ...subject.seats.flatMap((seat) => seatFindings(subject, seat)),
  ];
}

function missingClients({ assignments, profiles, context, isChangesOnly }: CheckSubject): Finding[] {
  return profiles
    .filter(({ client }) => !assignments.rows.has(client.id))
    .filter((profile) => !isChangesOnly || !stays(profile, context) || assignments.damaged.has(profile.client.id))
    .map(({ client, coverage }) => {
      const columns = assignments.seats
        .filter((seat) => coverage.hours[seat] !== undefined)
        .map((seat) => `${seat}_id`);
      const damaged = assignments.damaged.get(client.id);
      return {
        ...clientMissing.as,
        message: damaged
          ? `${client.name} (${client.id}) has a row here that does not count: it ${NOT_COUNTED[damaged.why]}`
          : `${client.name} (${client.id}) is in the clients file and not here`,
        remedy: damaged
          ? `mend line ${damaged.line}; it is ${client.id}'s only row`
          : `add a row for ${client.id}${columns.length > 0 ? ` with its ${columns.join(" and ")}` : ""}`,
        place: damaged
          ? { file: assignments.file, line: damaged.line, column: damaged.column }
          : assignments.headerPlace,
        related: [{ place: client.place, message: "the client" }],
        clientId: client.id,
      };
    });
}

const NOT_COUNTED: Readonly<Record<DroppedRow["why"], string>> = {
  "unknown client": "has the client's name and an id that nobody has",
  "a row before": "repeats another",
  "no client": "has the client's name and no id",
  "other cells than the header": "has more or fewer cells than the header",
};

function seatFindings(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const remedies = new Remedies(subject, seat);
  return [
    ...subject.profiles.flatMap((profile) => rowOf(subject, seat, profile, remedies)),
    ...(seat.seat === "seller" ? splitFamilies(subject, seat, remedies) : []),
  ];
}

function rowOf(
  subject: CheckSubject,
  { seat, holders }: CheckedSeat,
  profile: ClientProfile,
  remedies: Remedies,
): Finding[] {
  const { client, coverage } = profile;
  const cell = subject.assignments.rows.get(client.id)?.seats[seat];
  if (!cell) return [];
  const place = cellOf(subject, client.id, seat);
  if (cell.empty) {
    if (coverage.hours[seat] === undefined) return [];
    return [
      {
        ...seatMissing.as,
        message: `${client.name} (${client.id}) has no ${seat}`,
        remedy: remedies.forClient(client.id),
        place,
        clientId: client.id,
      },
    ];
  }
  const rep = subject.context.reps.get(holders.get(client.id) ?? ("" as never));
  if (!rep) return [];
  return pairRules.flatMap((rule) => {
    const breach = rule.forbids({ profile, rep, seat }, subject.context);
    if (!breach) return [];
    return [
      {
        ...headOf(rule),
        message: `${client.name} (${client.id}): ${breach.message}`,
        remedy: remedies.forClient(client.id),
        place,
        related: [{ place: breach.related ?? rep.place, message: relatedWords(breach, profile, rep) }],
        clientId: client.id,
        repId: rep.id,
      },
    ];
  });
}

function relatedWords({ related }: Breach, { client }: ClientProfile, rep: Rep): string {
  if (related === undefined) return `${rep.name}, ${rep.level}`;
  return related.file === client.place.file ? "the client" : "the decision";
}

/**
 * Members of a family that one rep may take as a whole, with sellers that differ: those are named who are not with the right one, who is
 * told in the remedy.
 */
function splitFamilies(subject: CheckSubject, seat: CheckedSeat, remedies: Remedies): Finding[] {
  const { model, holders } = seat;
  const line = (client: Client) => cellOf(subject, client.id, seat.seat).line;
  return model.units.flatMap((unit, at) => {
    const placed = unit.members
      .map((profile) => profile.client)
      .filter((client) => holders.has(client.id))
      .sort((a, b) => line(a) - line(b));
    const sellers = new Set(placed.map((client) => holders.get(client.id) as RepId));
    if (sellers.size < 2 || unit.candidates.length === 0) return [];
    const may = new Set(unit.candidates.map((position) => model.reps[position]?.id));
    const right = rightSeller(placed, holders, model.reps[model.problem.home[at] ?? -1]?.id, may);
    const first = placed.find((client) => holders.get(client.id) === right) as Client;
    const odd = placed.filter((client) => holders.get(client.id) !== right);
    return odd.map((client) => ({
      ...headOf(familySplit),
      message: `${client.name} (${client.id}) and ${first.name} (${first.id}) are one family with ${sellers.size === 2 ? "two" : sellers.size} sellers`,
      remedy: remedies.forFamily(client.id, right),
      place: cellOf(subject, client.id, seat.seat),
      related: [{ place: cellOf(subject, first.id, seat.seat), message: `${first.name}, the same family` }],
      clientId: client.id,
    }));
  });
}

/** The family's present owner, where a member is there; else who has most of the members, of those who may take them all if any may. */
function rightSeller(
  clients: readonly Client[],
  holders: Holders,
  home: RepId | undefined,
  may: ReadonlySet<RepId | undefined>,
): RepId {
  const counts = new Map<RepId, number>();
  for (const { id } of clients) {
    const holder = holders.get(id) as RepId;
    counts.set(holder, (counts.get(holder) ?? 0) + 1);
  }
  if (home !== undefined && counts.has(home)) return home;
  // The sort is stable: between equals the one whose client stands first in the file.
  const [[right]] = [...counts].sort(([a, some], [b, others]) => {
    return Number(may.has(b)) - Number(may.has(a)) || others - some;
  }) as [[RepId, number]];
  return right;
}
