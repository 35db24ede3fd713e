import { cutTo, padEnd, padStart, wrap } from "../layout.ts";
import { hoursText, moneyText, percent, whole } from "../numbers.ts";
import type { TextStyle } from "../plan-text.ts";
import type { ClientDocument } from "./client-document.ts";

type SeatFields = ClientDocument["seats"][number];
type CandidateFields = SeatFields["candidates"][number];

/** Terms of the plan's points, in the reader's words. */
const termWords: Readonly<Record<CandidateFields["costs"][number]["term"], string>> = {
  unplaced: "left without anybody",
  "over-capacity": "hours within capacity",
  "too-many-clients": "number of clients",
  "too-many-consultative-on-level": "number of consultative clients",
  "move-budget-revenue": "move budget",
  "move-budget-clients": "move budget",
  balance_hours: "even hours",
  balance_revenue: "even revenue",
  balance_consultative: "even consultative clients",
  continuity: "continuity",
  reaching_down: "routine work up the levels",
  industry_fit: "industry",
  affinity: "one desk for a seller",
};

/** Longest list of those who may not. */
const MOST_EXCLUDED = 12;

/** Those who may have the client with a number in front, by cost; then those who may not, with the rule. */
export function candidateLines({ candidates }: SeatFields, style: TextStyle): string[] {
  const may = candidates.filter(({ excluded }) => excluded === null);
  const mayNot = candidates.filter(({ excluded }) => excluded !== null);
  return [
    ...(may.length === 0 ? ["  nobody may have it"] : may.flatMap((one, at) => allowedLines(one, at + 1, style))),
    ...(mayNot.length > 0 ? ["  may not have it:"] : []),
    ...mayNot.slice(0, MOST_EXCLUDED).flatMap((one) => excludedLines(one, style)),
    ...(mayNot.length > MOST_EXCLUDED ? [`     and ${mayNot.length - MOST_EXCLUDED} more: --json has all`] : []),
  ];
}

function allowedLines(candidate: CandidateFields, rank: number, { width, paint }: TextStyle): string[] {
  const { chosen, owner, hours_used: hours } = candidate;
  const cost = chosen ? "the plan's choice" : pointsText(candidate);
  const who = `${nameOf(candidate)}${owner && !chosen ? ", has it now" : ""}`;
  const room = width - 6 - cost.length;
  const first = `  ${padStart(String(rank), 2)} ${padEnd(cutTo(who, room - 1), room)}${cost}`;
  const used =
    hours === null ? "" : chosen ? `hours ${percent(hours.after)} of capacity` : `hours ${change(hours)} of capacity`;
  const words = [
    ...candidate.passed.map(passedText),
    ...candidate.costs.filter(({ term, points }) => points < 0 || !isLimitTerm(term)).map(termText),
    ...candidate.shares
      .filter(({ measure }) => measure !== "hours" || used === "")
      .map((one) => `${one.measure} ${change(one)} of its share`),
    ...(used === "" ? [] : [used]),
  ];
  // Somebody who has a client without its family would get the rest.
  const whole = chosen && candidate.costs.length > 0 ? "the family whole: " : "";
  return [
    chosen ? paint.green(first) : first,
    ...wrap(`${whole}${words.join("; ")}`, width - 5).map((line) => paint.dim(`     ${line}`)),
  ];
}

function excludedLines(candidate: CandidateFields, { width, paint }: TextStyle): string[] {
  const { excluded, chosen, owner } = candidate;
  if (!excluded) return [];
  const mark = chosen ? ", has it in this file" : owner ? ", has it now" : "";
  const [first = "", ...more] = wrap(
    `${candidate.rep_name} (${candidate.rep_id}${mark}): ${excluded.code} ${excluded.message}`,
    width - 7,
  );
  return [`     ${first}`, ...more.map((line) => `       ${line}`)].map((line) =>
    chosen ? paint.red(line) : paint.dim(line),
  );
}

function nameOf({ rep_name, rep_id, level }: CandidateFields): string {
  return `${rep_name} (${rep_id}, ${level})`;
}

function change({ before, after }: { readonly before: number; readonly after: number }): string {
  return `${percent(before)} > ${percent(after)}`;
}

/** "+12.5 points"; what a passed limit costs is no figure to compare, so it is said in words. */
export function pointsText({
  points,
  points_within_limits: within,
  passed,
}: Pick<CandidateFields, "points" | "points_within_limits" | "passed">): string {
  return passed.length > 0 ? `${signedPoints(within)} points, over limit` : `${signedPoints(points)} points`;
}

/** Terms of limits are told by what passes them. */
export function isLimitTerm(term: CandidateFields["costs"][number]["term"]): boolean {
  return limitTerms.has(term);
}

const limitTerms: ReadonlySet<string> = new Set([
  "over-capacity",
  "too-many-clients",
  "too-many-consultative-on-level",
  "move-budget-revenue",
  "move-budget-clients",
]);

/** "over-capacity (EB301): 258.2 of 250 h". */
export function passedText({ code, rule, unit, use, most }: CandidateFields["passed"][number]): string {
  if (rule === "move-budget-exceeded") {
    const [used, limit] = unit === "cents" ? [moneyText(use), moneyText(most)] : [whole(use), whole(most)];
    return `move budget (${code}): ${unit === "cents" ? "revenue" : "clients"} of ${used}, ${limit} allowed`;
  }
  return `${rule} (${code}): ${hoursText(use)} of ${hoursText(most)} ${unit}`;
}

/** "even hours +12.5". */
export function termText({ term, points }: CandidateFields["costs"][number]): string {
  return `${termWords[term]} ${signedPoints(points)}`;
}

/** "842.1"; small ones with all the places there are, large ones with none. */
export function plainPoints(points: number): string {
  const size = Math.abs(points);
  return size >= 10_000 ? whole(points) : size >= 1 ? points.toFixed(1) : String(points);
}

/** "+842.1". */
export function signedPoints(points: number): string {
  return points > 0 ? `+${plainPoints(points)}` : plainPoints(points);
}
