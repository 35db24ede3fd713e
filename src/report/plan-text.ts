import type { ChalkInstance } from "chalk";
import type { Place } from "../domain/place.ts";
import { drawable } from "./drawable.ts";
import { findingsText } from "./findings-text.ts";
import { keptText, releaseText } from "./given-text.ts";
import { bar, cutTo, padEnd, padStart, wrap } from "./layout.ts";
import { mentoringLines } from "./mentoring-text.ts";
import { hoursText, moneyText, percent, whole } from "./numbers.ts";
import type { PlanDocument } from "./plan-document.ts";
import { safeText } from "./safe-text.ts";
import { leavingLines, levelLines, ratioLine, readyLines } from "./staffing-details.ts";
import { groupText, needText, shortText } from "./staffing-text.ts";

/** How the terminal wants it. */
export interface TextStyle {
  /** Columns to fill, 80 at least. */
  readonly width: number;
  /** Colours, or a chalk of level 0. */
  readonly paint: ChalkInstance;
}

/** Longest lists in the report; the files of `--out` have all. */
const MOST_MOVES = 12;
const MOST_UNPLACED = 10;
const MOST_FINDINGS = 10;
const MOST_SCARCE = 5;

/** The dry-run report. */
export function planText(plan: PlanDocument, style: TextStyle, writtenTo?: string): string {
  const document = drawable(plan);
  const sections = [
    heading(document, style, writtenTo),
    inputs(document, style),
    labels(document, style),
    beforeAndAfter(document, style),
    keptText(document, style),
    releaseText(document, style),
    reps(document, style),
    moves(document, style),
    unplaced(document, style),
    mentoringLines(document, style),
    staffing(document, style),
    scarcity(document, style),
    proof(document, style),
    warnings(document, style),
    next(document, style, writtenTo),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function title(text: string, { paint }: TextStyle): string {
  return paint.bold(text);
}

function heading(document: PlanDocument, style: TextStyle, writtenTo: string | undefined): string[] {
  const state =
    writtenTo === undefined ? "dry run, no plan is written" : `written to ${cutTo(writtenTo, style.width - 54)}`;
  const first = `${title(`evenbook plan for ${document.quarter}, from ${document.effective}`, style)} (${state})`;
  const id =
    document.plan_id === null
      ? []
      : wrap(`plan id ${document.plan_id}: wherever it is the same, so is the plan`, style.width);
  const head = [first, ...id.map((line) => style.paint.dim(line))];
  const stopped = "INTERRUPTED: the best plan found so far, not the one a whole run would give";
  const late = "CUT SHORT by the time limit: the best plan found in that time; a longer search may find a better one";
  if (document.interrupted) return [...head, style.paint.red(stopped)];
  return document.seats.some((seat) => seat.out_of_time)
    ? [...head, ...wrap(late, style.width).map((line) => style.paint.red(line))]
    : head;
}

function inputs(document: PlanDocument, style: TextStyle): string[] {
  const { width, paint } = style;
  const basis = document.as_of_basis === "given" ? "" : ` (${document.as_of_basis})`;
  return [
    title("Inputs, as understood", style),
    ...document.inputs.flatMap(({ table, file, understood }) => [
      `  ${padEnd(table, 8)} ${paint.cyan(cutTo(file, width - 12))}`,
      ...understood.flatMap((line) => wrap(line, width - 13)).map((line) => `           ${cutTo(line, width - 11)}`),
    ]),
    ...wrap(
      `as of ${document.as_of}${basis}, the last ${document.lookback_months} months count; seed ${document.seed}; ` +
        `config: ${document.config ?? "none, the defaults hold (docs/config.md)"}`,
      width - 2,
    ).map((line) => `  ${line}`),
    ...wrap(inForce(document), width - 2)
      .filter((line) => line !== "")
      .map((line) => `  ${line}`),
    ...wrap(settings(document), width - 2).map((line) => `  ${paint.dim(line)}`),
  ];
}

/** What the hours of the report are of, where that is not the whole quarter. */
function inForce({ quarter, effective, days_in_force: days, days_of_quarter: all }: PlanDocument): string {
  if (days === all) return "";
  return `takes effect on ${effective}: hours needed and hours there are those of the last ${days} of the ${all} days of ${quarter}`;
}

/** The settings that decide most, so that nobody has to guess what held. */
function settings({
  guard,
  mentored_max_complexity: mentored,
  hours_per_quarter,
  min_order_days,
  tolerance,
  move_budget,
}: PlanDocument): string {
  const guards = Object.entries(guard).map(([level, most]) => `${level} up to complexity ${most}`);
  return [
    `in force: ${guards.length > 0 ? guards.join(", ") : "no guard"}${mentored === null ? "" : `, ${mentored} with a mentor`}`,
    `${hours_per_quarter} h a full-time quarter`,
    `labels from ${min_order_days} order days`,
    `even within ${percent(tolerance)}`,
    `chosen moves up to ${percent(move_budget.revenue_share)} of revenue and ${percent(move_budget.client_share)} of clients`,
  ].join("; ");
}

function labels(document: PlanDocument, style: TextStyle): string[] {
  const { width, paint } = style;
  const rows = document.labels.map(
    (line) =>
      `  ${padEnd(line.label, 15)}${padStart(whole(line.clients), 7)}${padStart(whole(line.high), 8)}${padStart(whole(line.medium), 8)}` +
      `${padStart(whole(line.low), 6)}${padStart(moneyText(line.revenue_cents, document.currency), 20)}`,
  );
  const notes = [
    ...(document.defaulted > 0 ? [`${document.defaulted} have too few orders to tell: consultative by default`] : []),
    ...(document.overridden > 0 ? [`${document.overridden} set by hand`] : []),
  ];
  const least = document.least_sure.map(
    (one) =>
      `  ${padEnd(cutTo(one.client_name, 20), 21)}${padStart(String(one.score), 3)} ${padEnd(one.label, 14)}` +
      paint.dim(cutTo(one.reasons.join("; "), width - 41)),
  );
  return [
    `${title("Labels", style)} ${paint.dim("by how clients buy, not by size")}`,
    paint.dim(
      `  ${" ".repeat(15)}${padStart("clients", 7)}${padStart("high", 8)}${padStart("medium", 8)}${padStart("low", 6)}${padStart("revenue 12 months", 20)}`,
    ),
    ...rows,
    ...(notes.length > 0 ? wrap(notes.join("; "), width - 2).map((line) => `  ${line}`) : []),
    ...(least.length > 0
      ? [`  ${paint.dim(`The least sure (score ${document.label_threshold} is the border):`)}`, ...least]
      : []),
  ];
}

type FigureLine = readonly [words: string, before: string, after: string, better: boolean | undefined];

function beforeAndAfter(document: PlanDocument, style: TextStyle): string[] {
  const { paint, width } = style;
  const { before, after, moves: moved } = document;
  const column = Math.max(40, width - 40);
  const line = ([words, one, other, better]: FigureLine) => {
    const painted = better === undefined ? other : better ? paint.green(other) : paint.yellow(other);
    return `  ${padEnd(words, column)}${padStart(one, 18)}${padStart(painted, 18)}`;
  };
  const fewer = (
    words: string,
    key: "consultative_on_juniors" | "complex_on_too_low_level" | "without_seller",
  ): FigureLine => [
    words,
    whole(before[key]),
    whole(after[key]),
    after[key] === before[key] ? undefined : after[key] < before[key],
  ];
  const firstLevel = document.first_level;
  const several = document.levels.length > 1;
  const lines: FigureLine[] = [
    ...(several ? [fewer(`consultative clients on ${firstLevel}s`, "consultative_on_juniors")] : []),
    fewer("... too complex for their seller", "complex_on_too_low_level"),
    fewer("clients without a seller", "without_seller"),
    [
      several ? `${document.last_level} hours on routine orders` : "seller hours on routine orders",
      hoursText(several ? before.senior_routine_hours : before.seller_routine_hours),
      hoursText(several ? after.senior_routine_hours : after.seller_routine_hours),
      several ? after.senior_routine_hours < before.senior_routine_hours || undefined : undefined,
    ],
    ...spreadLines("hours of capacity", before.hours_spread, after.hours_spread),
    ...spreadLines("revenue of share", before.revenue_spread, after.revenue_spread),
  ];
  const total = moved.revenue_total_cents;
  const share = (cents: number) => (total > 0 ? ` (${percent(cents / total)})` : "");
  const sentence = [
    `${moved.forced + moved.chosen} of ${document.labels.reduce((sum, one) => sum + one.clients, 0)} clients leave their seller: ` +
      `${moved.forced} forced, ${moved.chosen} chosen; ${moved.first_seller} get their first seller.` +
      (moved.lost_seller > 0 ? ` ${moved.lost_seller} of them find no other: see Unplaced.` : ""),
    `Revenue that moves: ${moneyText(moved.revenue_forced_cents, document.currency)}${share(moved.revenue_forced_cents)} forced, ` +
      `${moneyText(moved.revenue_chosen_cents, document.currency)}${share(moved.revenue_chosen_cents)} chosen` +
      ` (budget ${percent(document.move_budget.revenue_share)}).`,
    ...(moved.continuity === null
      ? []
      : [`Continuity: ${percent(moved.continuity)} of the clients who could stay with their seller do.`]),
    ...(moved.first_desk > 0 ? [`${moved.first_desk} clients get a desk specialist for their orders.`] : []),
    ...(moved.desk_forced + moved.desk_chosen > 0
      ? [
          `${moved.desk_forced + moved.desk_chosen} change their desk specialist: ${moved.desk_forced} forced, ${moved.desk_chosen} chosen.`,
        ]
      : []),
  ];
  return [
    title("Before and after", style),
    paint.dim(`  ${padEnd("", column)}${padStart("now", 18)}${padStart("plan", 18)}`),
    ...lines.map(line),
    ...sentence.flatMap((text) => wrap(text, width - 2)).map((text) => `  ${text}`),
  ];
}

type SpreadValues = PlanDocument["before"]["hours_spread"];

function spreadLines(words: string, before: SpreadValues, after: SpreadValues): FigureLine[] {
  if (!before || !after) return [];
  const range = (spread: NonNullable<SpreadValues>) => `${percent(spread.least)} - ${percent(spread.most)}`;
  const better = after.cv === before.cv ? undefined : after.cv < before.cv;
  return [
    [`${words}, least - most seller`, range(before), range(after), better],
    ["... variation between sellers (CV)", before.cv.toFixed(2), after.cv.toFixed(2), better],
  ];
}

function reps(document: PlanDocument, style: TextStyle): string[] {
  const { paint, width } = style;
  const spare = Math.min(40, Math.max(0, width - 80));
  const nameWidth = 19 + Math.ceil(spare / 2);
  const barWidth = 8 + Math.floor(spare / 4);
  const load = (value: number | null) => {
    const text = padStart(value === null ? "-" : percent(value), 5);
    const drawn = bar(value ?? 0, barWidth);
    return value !== null && value > 1.005 ? `${paint.red(drawn)}${paint.red(text)}` : `${paint.cyan(drawn)}${text}`;
  };
  const lines = document.reps.map((rep) => {
    const level = rep.role === "desk" ? "desk" : rep.level;
    const clients = `${rep.before.clients}>${rep.after.clients}`;
    const consultative = rep.role === "desk" ? "" : `${rep.before.consultative}>${rep.after.consultative}`;
    const after = rep.after.too_complex > 0 ? paint.red(consultative) : consultative;
    return (
      `  ${padEnd(cutTo(rep.rep_name, nameWidth), nameWidth)} ${padEnd(cutTo(level, 7), 8)}${load(rep.before.load)} ${load(rep.after.load)}` +
      `${padStart(clients, 11)}${padStart(after, 11)}`
    );
  });
  const head =
    `  ${padEnd("", nameWidth)} ${padEnd("level", 8)}${padEnd("hours now", barWidth + 5)} ${padEnd("hours planned", barWidth + 5)}` +
    `${padStart("clients", 11)}${padStart("consult.", 11)}`;
  return [
    `${title("Reps", style)} ${paint.dim("hours needed against hours there; clients now > planned")}`,
    paint.dim(head),
    ...lines,
    ...lightJuniors(document, style),
  ];
}

/** Why the first level may look idle: a question that every reader asks first. */
function lightJuniors(document: PlanDocument, { width, paint }: TextStyle): string[] {
  const above = document.consultative_above_first_level;
  const juniors = document.reps.filter((rep) => rep.level === document.first_level && rep.role !== "desk");
  if (above === 0 || document.levels.length < 2 || juniors.length === 0) return [];
  const hours = juniors.reduce((sum, rep) => sum + rep.after.hours, 0);
  const capacity = juniors.reduce((sum, rep) => sum + rep.capacity_hours, 0);
  if (capacity === 0 || hours / capacity > 0.7) return [];
  const consultative = document.labels.find((one) => one.label === "consultative")?.clients ?? 0;
  const sentence =
    `${document.first_level}s use ${percent(hours / capacity)} of their hours: ${above} of the ${consultative} consultative clients are too ` +
    `complex for them (above ${document.guard[document.first_level] ?? 100}${document.mentoring.length > 0 ? " without a mentor" : ""}), and moving more of the others would cost more than it evens.`;
  return wrap(sentence, width - 2).map((line) => `  ${paint.dim(line)}`);
}

function moves(document: PlanDocument, style: TextStyle): string[] {
  const { paint, width } = style;
  const moved = document.changes.filter(({ change }) => change !== "new");
  if (moved.length === 0) return [];
  const shown = [...moved].sort((a, b) => b.revenue_cents - a.revenue_cents || (a.client_id < b.client_id ? -1 : 1));
  const half = Math.floor((width - 40) / 2);
  const lines = shown.slice(0, MOST_MOVES).flatMap(({ client_name, revenue_cents, from, to, seat, forced, reason }) => {
    const kind = `${seat === "desk" ? "desk, " : ""}${forced ? "forced" : "chosen"}`;
    return [
      `  ${padEnd(cutTo(client_name, 24), 25)}${padStart(moneyText(revenue_cents), 10)}  ` +
        `${cutTo(from ?? "nobody", half - 1)} > ${cutTo(to ?? "nobody", half - 1)}`,
      ...wrap(`${kind}: ${reason}`, width - 4).map((line) => paint.dim(`    ${line}`)),
    ];
  });
  const rest = moved.length - Math.min(moved.length, MOST_MOVES);
  return [
    `${title("Moves", style)} ${paint.dim("largest revenue first")}`,
    ...lines,
    ...(rest > 0 ? [paint.dim(`  and ${rest} more: changes.csv of --out has all`)] : []),
  ];
}

function unplaced(document: PlanDocument, style: TextStyle): string[] {
  const { paint, width } = style;
  const list = document.unplaced;
  if (list.length === 0) return [];
  const lines = list.slice(0, MOST_UNPLACED).flatMap((one) => {
    const byRule = new Map<string, number>();
    for (const { rule } of one.stops) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    const counted = [...byRule].map(([rule, reps]) => `${rule} (${reps} ${reps === 1 ? "rep" : "reps"})`).join(", ");
    const example = one.stops.find((stop) => stop.code !== "EB204") ?? one.stops[0];
    return [
      `  ${paint.red(cutTo(`${one.client_name} (${one.client_id})`, width - 2))}`,
      ...wrap(safeText(`needs ${one.needs}`), width - 4).map((line) => `    ${line}`),
      paint.dim(
        `    ${cutTo(`stopped by ${counted || "no rep in the seat"}${example ? `; e.g. ${example.message}` : ""}`, width - 4)}`,
      ),
    ];
  });
  const rest = list.length - Math.min(list.length, MOST_UNPLACED);
  return [
    `${title("Unplaced", style)} ${paint.dim("no rep may take these; nothing is pushed onto a rep who may not")}`,
    ...lines,
    ...(rest > 0 ? [paint.dim(`  and ${rest} more: unplaced.csv of --out has all, with every rep and rule`)] : []),
  ];
}

function staffing(document: PlanDocument, style: TextStyle): string[] {
  const { paint, width } = style;
  const lines = document.staffing.groups.map((group) => {
    const short = shortText(group.short_hours, group.short_fte);
    const who = groupText(group.seat, group.regions, group.reps);
    const need = needText(group.needed_hours, group.capacity_hours);
    return `  ${padEnd(cutTo(who, width - 48), width - 47)}${need}${short === "" ? "" : paint.red(short)}`;
  });
  const missing = document.staffing.missing.flatMap(({ staffing: who, clients, hours }) =>
    wrap(
      `missing: ${safeText(who)}, for ${clients} ${clients === 1 ? "client" : "clients"} (${hoursText(hours)} h)`,
      width - 2,
    ).map((line) => `  ${paint.red(line)}`),
  );
  const time = document.days_in_force === document.days_of_quarter ? "a quarter" : "in this time";
  const desk = document.reps.some((rep) => rep.role !== "seller")
    ? []
    : wrap(
        `There is no desk: sellers spend ${hoursText(document.after.seller_routine_hours)} h ${time} on routine orders, ` +
          `${hoursText(document.after.senior_routine_hours)} h of it ${document.last_level} hours. A customer support desk would take them.`,
        width - 2,
      ).map((line) => `  ${paint.yellow(line)}`);
  return [
    title("Staffing", style),
    ...lines,
    ...missing,
    ...levelLines(document, style),
    ...desk,
    ...ratioLine(document, style),
    ...readyLines(document, style),
    ...leavingLines(document, style),
  ];
}

/** What binds, dearest first. */
function scarcity(document: PlanDocument, style: TextStyle): string[] {
  const { width, paint } = style;
  if (document.scarcity.length === 0) return [];
  const lines = document.scarcity.slice(0, MOST_SCARCE).flatMap(({ what, unit, points, over, reps_over }) => {
    const goods = unit.replace(/^1 /, "");
    const state =
      over > 0
        ? `are the bottleneck: ${hoursText(over)} ${goods} more would keep ${reps_over} ${reps_over === 1 ? "rep" : "reps"} within the limit;`
        : `${what.startsWith("the ") ? "is" : "are"} used up:`;
    return wrap(`${safeText(what)} ${state} ${unit} more would save about ${points} points`, width - 2).map(
      (line, at) => `  ${at === 0 ? "" : "  "}${line}`,
    );
  });
  return [`${title("What is scarce", style)} ${paint.dim("dearest first; points as under Proof")}`, ...lines];
}

function proof(document: PlanDocument, { width, ...style }: TextStyle): string[] {
  const lines = document.seats.map((seat) => {
    const optimal =
      seat.gap <= PROVED
        ? "no plan is better"
        : `the best possible has ${seat.bound.toFixed(1)} or more: gap ${gapText(seat.gap)}`;
    return `  ${padEnd(seat.seat, 8)}${seat.objective.toFixed(1)} points; ${optimal}${seat.interrupted ? " (interrupted)" : seat.out_of_time ? " (time limit)" : ""}`;
  });
  return [
    `${title("Proof", { width, ...style })} ${style.paint.dim("points of the model in docs/model.md, fewer is better")}`,
    ...lines,
  ];
}

/** HiGHS proves to about one part in a million; a gap within that is none. */
const PROVED = 1e-6;

/** Rounded up, so that no gap reads smaller than it is. */
function gapText(gap: number): string {
  return `${(Math.ceil(gap * 10_000) / 100).toFixed(2)}%`;
}

/** Unplaced clients have a section of their own. */
function warnings(document: PlanDocument, style: TextStyle): string[] {
  const findings = document.findings.filter(({ code }) => code !== "EB105");
  const shown = findings.map(({ place, related: _, ...finding }) => ({
    ...finding,
    ...(place === null ? {} : { place: placeOf(place) }),
  }));
  return findings.length === 0 ? [] : [title("Findings", style), findingsText(shown, style, MOST_FINDINGS)];
}

function placeOf({
  file,
  line,
  column,
}: {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}): Place {
  return { file, line, column };
}

function next(document: PlanDocument, style: TextStyle, writtenTo: string | undefined): string[] {
  const whole = document.days_in_force === document.days_of_quarter;
  const from = whole ? "" : `-from-${document.effective}`;
  const dir = `plan-${document.quarter}${from}${document.kept ? "-kept" : ""}${document.release ? "-release" : ""}`;
  const steps =
    writtenTo === undefined
      ? [`add --out ${dir} to write plan.csv, labels.csv, changes.csv, unplaced.csv and summary.json`]
      : [
          "open plan.csv; changes.csv says who gives and who takes, and why",
          `edit seller_id and desk_id, then: evenbook check ${cutTo(writtenTo, 40)}/plan.csv with the same options`,
        ];
  return [title("Next", style), ...steps.flatMap((step) => wrap(step, style.width - 2)).map((step) => `  ${step}`)];
}
