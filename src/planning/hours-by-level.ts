import { guardOf } from "../config/schema.ts";
import { mayServeSeat } from "../coverage/availability.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Seat } from "../domain/rep.ts";
import type { RuleContext } from "../rules/rule.ts";
import { fold } from "../rules/same-word.ts";
import { undone } from "./hours-flow.ts";
import type { SeatModel } from "./seat-model.ts";
import { fullTimeReps } from "./staffing.ts";

/** Hours needed against hours there, of one level in one region. */
export interface LevelHours {
  readonly seat: Seat;
  /** Absent where regions do not tell reps apart. */
  readonly region?: string;
  /** Of the need the lowest level that may take the client, of what is there the rep's own; absent in the desk seat, which knows none. */
  readonly level?: string;
  readonly clients: number;
  readonly neededHours: number;
  /** A rep of several regions counts in equal parts in each of them; one without regions in a line of its own. */
  readonly thereHours: number;
  /** What stays undone when everybody who may takes over as much as possible, the most demanding work first. */
  readonly shortHours: number;
  readonly shortFte: number;
}

interface Line {
  readonly region: string | undefined;
  readonly rank: number;
  clients: number;
  needed: number;
  there: number;
  short: number;
}

/**
 * The hours of one seat by region and level, regions by name, the most junior level first. Short is what no rep who may do the work has
 * hours for; it stands at the lowest level that could mend it, in hours of the clients' region.
 */
export function hoursByLevel(model: SeatModel, context: RuleContext): LevelHours[] {
  const byRegion = usesRegions(model, context);
  const lines = new Map<string, Line>();
  const lineOf = (region: string | undefined, rank: number): Line => {
    const shown = byRegion ? region : undefined;
    const key = JSON.stringify([shown === undefined ? null : fold(shown), rank]);
    const known = lines.get(key) ?? { region: shown, rank, clients: 0, needed: 0, there: 0, short: 0 };
    lines.set(key, known);
    return known;
  };
  const needs = needsOf(model, context);
  for (const { line, amount, clients } of needs) {
    const own = lineOf(line.region, line.rank);
    own.clients += clients;
    own.needed += amount;
  }
  const capacity = [...model.hours].map((hours) => Math.round(hours * 100));
  undone(needs, capacity).forEach((open, at) => {
    const { line } = needs[at] as Need;
    lineOf(line.region, line.rank).short += open;
  });
  addThere(model, context, lineOf);
  const order = context.config.levels.order;
  return [...lines.values()]
    .filter(({ needed, there }) => needed > 0 || there > 0)
    .sort((a, b) => compareRegion(a.region, b.region) || a.rank - b.rank)
    .map(({ region, rank, clients, needed, there, short }) => ({
      seat: model.seat,
      ...(region === undefined ? {} : { region }),
      ...(model.seat === "desk" ? {} : { level: order[rank] ?? "" }),
      clients,
      neededHours: tenths(needed / 100),
      thereHours: tenths(there / 100),
      shortHours: tenths(short / 100),
      shortFte: fullTimeReps(short / 100, context),
    }));
}

interface Need {
  readonly line: { readonly region: string | undefined; readonly rank: number };
  readonly workers: readonly number[];
  amount: number;
  clients: number;
}

/** The work by region, level and who may do it; the most demanding first, so that what is left is mended by the most junior hire. */
function needsOf(model: SeatModel, context: RuleContext): Need[] {
  const needs = new Map<string, Need>();
  for (const { members, candidates } of model.units) {
    for (const profile of members) {
      const line = { region: profile.client.region, rank: lowestRank(profile, model.seat, context) };
      const key = JSON.stringify([line.region === undefined ? null : fold(line.region), line.rank, candidates]);
      const need = needs.get(key) ?? { line, workers: candidates, amount: 0, clients: 0 };
      need.amount += Math.round((profile.coverage.hours[model.seat] ?? 0) * 100);
      need.clients += 1;
      needs.set(key, need);
    }
  }
  return [...needs]
    .sort(([a, one], [b, other]) => other.line.rank - one.line.rank || (a < b ? -1 : 1))
    .map(([, need]) => need);
}

/** Position of the lowest level that may take the client. */
function lowestRank({ label, complexity }: ClientProfile, seat: Seat, { config }: RuleContext): number {
  if (seat === "desk" || label.name !== "consultative") return 0;
  const found = config.levels.order.findIndex((level) => {
    const most = guardOf(config, level);
    return most === undefined || complexity.score <= most;
  });
  return found < 0 ? config.levels.order.length - 1 : found;
}

function addThere(
  { seat, reps, hours }: SeatModel,
  context: RuleContext,
  lineOf: (region: string | undefined, rank: number) => Line,
): void {
  reps.forEach((rep, at) => {
    if (!mayServeSeat(rep, seat, context.quarter)) return;
    const regions = rep.regions.length > 0 ? rep.regions : [undefined];
    for (const region of regions) {
      const line = lineOf(region, seat === "desk" ? 0 : rep.levelRank);
      line.there += ((hours[at] as number) * 100) / regions.length;
    }
  });
}

/** Regions tell reps apart where a rep of the seat lists one and they can be compared. */
function usesRegions({ seat, reps }: SeatModel, { regionsComparable, quarter }: RuleContext): boolean {
  return regionsComparable && reps.some((rep) => mayServeSeat(rep, seat, quarter) && rep.regions.length > 0);
}

/** By name; without a region last. */
function compareRegion(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  return b === undefined || a < b ? -1 : 1;
}

function tenths(hours: number): number {
  return Math.round(hours * 10) / 10;
}
