import type { Finding } from "../domain/finding.ts";
import { headOf } from "../domain/make-finding.ts";
import type { Rep } from "../domain/rep.ts";
import { imbalanceStays } from "../rules/imbalance-stays.ts";
import type { BalanceRule } from "../rules/rule.ts";
import { type Evening, EveningMoves, MOST_ADVISED } from "./evening-moves.ts";
import { Room } from "./room.ts";
import type { Imbalance } from "./seat-balance.ts";
import { type CheckedSeat, type CheckSubject, consultativeOnly, firstCellOf, otherSeat } from "./subject.ts";
import { amount, amountOf, listText, percent, whole } from "./words.ts";

/** An imbalance that no allowed move mends. */
interface Staying {
  readonly seat: CheckedSeat;
  readonly imbalance: Imbalance;
  readonly evening: Evening;
}

/**
 * Reps outside the tolerance: a warning for each whom allowed moves would bring nearer, with the moves; one note for all others, for nobody
 * can act on them row by row.
 */
export function balanceFindings(subject: CheckSubject): Finding[] {
  const staying: Staying[] = [];
  const { config } = subject.context;
  const warnings = subject.seats.flatMap((seat) => {
    const room = new Room(seat, otherSeat(subject, seat));
    return [...new EveningMoves(seat, room, config).find()].flatMap(([imbalance, way]) => {
      const rule = seat.model.balance[imbalance.measure] as BalanceRule;
      if (way.moves.length > 0) return [warning(subject, seat, rule, imbalance, way)];
      staying.push({ seat, imbalance, evening: way });
      return [];
    });
  });
  return [...warnings, ...(staying.length > 0 ? [summary(subject, staying)] : [])];
}

function warning(
  subject: CheckSubject,
  seat: CheckedSeat,
  rule: BalanceRule,
  { at, load, share }: Imbalance,
  evening: Evening,
): Finding {
  const { tolerance } = subject.context.config.balance;
  const rep = seat.model.reps[at] as Rep;
  const cents = rule.measure === "revenue" ? 100 : 1;
  const consultative = rule.measure === "consultative";
  const figures = `${whole(load / cents)} where the share is ${consultative ? amount(share) : whole(share / cents)}`;
  const difference = inUnits(Math.abs(load - share) / cents, rule.measure);
  const asked = load > share ? `give away about ${difference}` : `could take about ${difference} more`;
  return {
    ...headOf(rule),
    message: `${rep.name} (${rep.id}) has ${percent(load / share)} of the share of ${measureText(rule)} as ${seat.seat}: ${figures}, tolerance ${percent(tolerance)}`,
    remedy: `${asked}; ${movesText(seat, evening)}: ${resultText(evening, load, share, tolerance)}`,
    place: firstCellOf(subject, seat, rep.id, consultative ? consultativeOnly(seat) : undefined),
    related: [{ place: rep.place, message: rep.name }],
    repId: rep.id,
  };
}

/** "moving C03 to Ana Ruiz (R1) and C06 to Ben Okafor (R2)". */
function movesText({ model }: CheckedSeat, { moves }: Evening): string {
  const texts = moves.map(({ unit, to }) => {
    const rep = model.reps[to] as Rep;
    const ids = (model.units[unit]?.members ?? []).map(({ client }) => client.id).sort();
    return `${ids.join(" + ")} to ${rep.name} (${rep.id})`;
  });
  return `moving ${listText(texts)}`;
}

function resultText({ load: after, moves }: Evening, before: number, share: number, tolerance: number): string {
  const change = `${percent(before / share)} -> ${percent(after / share)}`;
  if (Math.abs(after / share - 1) <= tolerance) return `${change}, within the tolerance`;
  return moves.length < MOST_ADVISED ? `${change}; no allowed move mends the rest` : `${change}; then check again`;
}

/** One note for all whom no allowed move mends: who they are, by how much, and what stands in the way. */
function summary(subject: CheckSubject, staying: readonly Staying[]): Finding {
  const { tolerance } = subject.context.config.balance;
  const byRep = new Map<string, string[]>();
  for (const { seat, imbalance } of staying) {
    const rep = seat.model.reps[imbalance.at] as Rep;
    const measure = measureText(seat.model.balance[imbalance.measure] as BalanceRule);
    const who = `${rep.name} (${rep.id}), ${rep.level}${seat.seat === "desk" ? ", desk" : ""}`;
    byRep.set(who, [...(byRep.get(who) ?? []), `${measure} ${percent(imbalance.load / imbalance.share)}`]);
  }
  const reps = [...byRep].map(([who, shares]) => `${who}: ${shares.join(", ")}`);
  const one = reps.length === 1;
  return {
    ...headOf(imbalanceStays),
    message: `${one ? "1 rep is" : `${reps.length} reps are`} outside the tolerance of ${percent(tolerance)} and no allowed move that pays mends it: ${reps.join("; ")}`,
    remedy: `${stoppedText(staying)}; see Staffing in the report of evenbook plan: other people, a wider balance.tolerance or a larger limits.move_budget would change it`,
    place: subject.assignments.headerPlace,
  };
}

/** "the move budget stops 3 of 9 imbalances, full books 2, must rules and what a move costs 4". */
function stoppedText(staying: readonly Staying[]): string {
  const words = {
    "move budget": "the move budget",
    "full books": "full books",
    rules: "must rules and what a move costs",
  };
  const counts = (["move budget", "full books", "rules"] as const)
    .map((why) => ({ why, count: staying.filter(({ evening }) => evening.stoppedBy === why).length }))
    .filter(({ count }) => count > 0);
  const total = `${staying.length} ${staying.length === 1 ? "imbalance" : "imbalances"}`;
  const [first, ...others] = counts.map(({ why, count }, index) => {
    return `${words[why]}${index === 0 ? ` ${why === "move budget" ? "stops" : "stop"}` : ""} ${count}${index === 0 ? ` of ${total}` : ""}`;
  });
  return [first, ...others].join(", ");
}

function measureText({ measure }: BalanceRule): string {
  return measure === "consultative" ? "consultative clients" : measure;
}

/** "12 h", "1.5 consultative clients", "3400 of revenue". */
function inUnits(value: number, measure: BalanceRule["measure"]): string {
  if (measure === "revenue") return `${whole(value)} of revenue`;
  return measure === "hours" ? `${whole(value)} h` : amountOf(value, "consultative clients");
}
