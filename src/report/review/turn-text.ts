import { wrap } from "../layout.ts";
import type { TextStyle } from "../plan-text.ts";
import { plainPoints, pointsText, signedPoints } from "./candidate-text.ts";
import type { ClientDocument } from "./client-document.ts";

type SeatFields = ClientDocument["seats"][number];
type Turns = SeatFields["what_would_change"];

/** What would have to change for another rep to have the seat. */
export function turnLines(seat: SeatFields, { plan }: ClientDocument, { width, paint }: TextStyle): string[] {
  const { lifted, weights, label, lock, budget, nearest } = seat.what_would_change;
  const sentences = [
    ...cheaper(seat, plan),
    ...lifted.map((one) => liftText(one, seat)),
    ...(label === null ? [] : labelText(label)),
    ...(lock === null
      ? []
      : [`a lock (lock true in clients.csv) would keep it with ${lock.rep_name}: ${pointsText(lock)}`]),
    ...(budget === null ? [] : [budgetText(budget)]),
    ...weights.map(weightText),
    ...(nearest !== null && weights.length === 0 && nearest.points >= 0
      ? [
          `${nearest.rep_name}, the nearest other choice, costs ${signedPoints(nearest.points)} points; no one weight changes that`,
        ]
      : []),
  ];
  const all =
    sentences.length > 0
      ? sentences
      : [seat.candidates.length > 1 ? "no rule, label, budget or weight alone" : "another rep for the seat"];
  return [
    ...all.flatMap((sentence) => wrap(sentence, width - 4).map((line, at) => `  ${at === 0 ? "- " : "  "}${line}`)),
    paint.dim("  points: all else as it is; a new plan may move others, too"),
    ...settingsToTry(seat.what_would_change).flatMap((setting, at) => [
      ...(at === 0 ? [paint.dim("  see the new plan beside this one:")] : []),
      paint.dim(`    evenbook whatif --set ${setting}`),
    ]),
  ];
}

/** Changes of the config that alone would change the answer, as `whatif --set` takes them, each once. */
function settingsToTry({ lifted, budget, weights }: Turns): string[] {
  const lifts = lifted.flatMap(({ lifts: all }) => (all.length === 1 ? all : []));
  const settings = budget?.settings ?? [];
  return [
    ...new Set([
      ...lifts.filter(({ what }) => what.startsWith("guard.")).map(({ what, to }) => `${what}=${to}`),
      ...(settings.length === 1 ? settings.map(({ key, to }) => `${key}=${to}`) : []),
      ...weights.map(({ key, to }) => `${key}=${weight(to)}`),
    ]),
  ];
}

/** Somebody whom the plan passed over although this one change would make it better. */
function cheaper({ candidates }: SeatFields, plan: string | null): string[] {
  const holder = candidates.find(({ chosen }) => chosen);
  const [best] = candidates.filter(({ excluded, chosen, points }) => excluded === null && !chosen && points < 0);
  const together =
    holder && holder.points < 0
      ? [`its family whole with ${holder.rep_name} would save ${plainPoints(-holder.points)} points`]
      : [];
  if (!best || (holder && holder.points <= best.points)) return together;
  const by = `${best.rep_name} would save ${plainPoints(-best.points)} points`;
  if (!holder) return [`nobody has it; ${by}`];
  return [
    plan === null ? `${by}: the search ended before it found that; try --effort thorough` : `${by} against this file`,
  ];
}

function liftText({ rep_name, owner, points, lifts }: Turns["lifted"][number], { candidates }: SeatFields): string {
  const changes = lifts
    .map(({ what, from, to }) => `${what} ${to} (now ${from === "" ? "empty" : from})`)
    .join(" and ");
  const nobody = !candidates.some(({ chosen }) => chosen);
  const effect =
    points === null
      ? "with more hours there, only a new plan can tell the cost"
      : points < 0
        ? `the plan would be ${plainPoints(-points)} points better with it there`
        : `it would cost ${signedPoints(points)} points, so the plan would still choose another`;
  return `${rep_name}${owner ? ", who has it now," : ""} could have it with ${changes}${nobody ? "" : `; ${effect}`}`;
}

function labelText({ label, points_away: away, allowed, stopped }: NonNullable<Turns["label"]>): string[] {
  const names = (reps: typeof allowed) => reps.map(({ rep_name }) => rep_name).join(", ");
  const far = away === null ? "" : ` (${away} points of the scorecard away)`;
  return [
    ...(allowed.length > 0 ? [`labelled ${label}${far}, the rules would let ${names(allowed)} have it`] : []),
    ...(stopped.length > 0 ? [`labelled ${label}${far}, the rules would keep it from ${names(stopped)}`] : []),
  ];
}

function budgetText({ rep_name, points_within_limits: points, settings }: NonNullable<Turns["budget"]>): string {
  const needed = settings.map(({ key, from, to }) => `${key} ${to} (now ${from})`).join(" and ");
  const effect =
    points < 0
      ? `the plan would be ${plainPoints(-points)} points better`
      : `that would cost ${signedPoints(points)} points, so the plan would still choose another`;
  return `${rep_name} could have it within the move budget with ${needed}; ${effect}`;
}

function weightText({ rep_name, owner, points, key, from, to }: Turns["weights"][number]): string {
  const who = owner ? `${rep_name}, who has it now,` : `${rep_name}, the nearest other choice,`;
  return `${who} costs ${signedPoints(points)} points; with ${key} ${weight(to)} (now ${weight(from)}) it would be as good`;
}

function weight(value: number): string {
  return String(Math.round(value * 100) / 100);
}
