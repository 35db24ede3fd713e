import { type HoursLine, whoseHours } from "./hours-values.ts";
import { cutTo, padEnd, padStart, wrap } from "./layout.ts";
import { hoursText } from "./numbers.ts";
import type { PlanDocument } from "./plan-document.ts";
import type { TextStyle } from "./plan-text.ts";

/** Longest list of who will be ready; `--json` has all. */
const MOST_READY = 8;
/** Of more lines than this only those that are short are shown. */
const MOST_LINES = 12;
const WORDS = 34;
const COLUMN = 10;

/** Hours needed and there by region and level of the seller seat, where levels tell reps apart; what is short in red. */
export function levelLines({ staffing, levels }: PlanDocument, { paint }: TextStyle): string[] {
  const lines = staffing.by_level.filter(({ seat }) => seat === "seller");
  if (levels.length < 2 || lines.length === 0) return [];
  const cells = (words: string, values: readonly string[]) =>
    `    ${padEnd(cutTo(words, WORDS - 1), WORDS)}${values.map((value) => padStart(value, COLUMN)).join("")}`;
  const short = ({ short_hours, short_fte }: HoursLine) =>
    short_hours > 0 ? [hoursText(short_hours), short_fte.toFixed(1)] : ["", ""];
  const shown = lines.length > MOST_LINES ? lines.filter(({ short_hours }) => short_hours > 0) : lines;
  const rest = lines.length - shown.length;
  return [
    paint.dim(cells("by the lowest level that may", ["needed", "there", "short", "FTE"])),
    ...shown.map((line) => {
      const text = cells(whoseHours(line, levels), [
        amount(line.needed_hours),
        amount(line.there_hours),
        ...short(line),
      ]).trimEnd();
      return line.short_hours > 0 ? paint.red(text) : text;
    }),
    ...(rest > 0 ? [paint.dim(`    ${rest} regions and levels are not short: --json has all`)] : []),
  ];
}

function amount(hours: number): string {
  return hours === 0 ? "-" : hoursText(hours);
}

/** Full-time reps at the desk against sellers. */
export function ratioLine({ staffing: { full_time } }: PlanDocument, { width }: TextStyle): string[] {
  const { seller, desk } = full_time;
  if (desk === 0 || seller === 0) return [];
  const text =
    `desk to sellers: ${desk.toFixed(1)} to ${seller.toFixed(1)} full-time reps, one for ${(seller / desk).toFixed(1)} ` +
    "(distributors have about one for 3)";
  return wrap(text, width - 2).map((line) => `  ${line}`);
}

/** When newcomers have full hours, and juniors the next level by tenure. */
export function readyLines({ staffing: { readiness } }: PlanDocument, { width, paint }: TextStyle): string[] {
  const lines = readiness.slice(0, MOST_READY).flatMap((one) => {
    const told = [
      ...(one.full_hours_from === null ? [] : [`full hours from ${one.full_hours_from}`]),
      ...(one.next_level === null
        ? []
        : [`${one.next_level} by tenure ${one.next_level_reached ? "since" : "from"} ${one.next_level_from}`]),
    ];
    return wrap(told.join("; "), width - 26).map(
      (text, at) => `    ${padEnd(at === 0 ? cutTo(one.rep_name, 20) : "", 22)}${text}`,
    );
  });
  if (readiness.length === 0) return [];
  const rest = readiness.length - MOST_READY;
  const ripe = readiness.find((one) => one.next_level_reached);
  return [
    paint.dim("  who will be ready, and when"),
    ...lines,
    ...(rest > 0 ? [paint.dim(`    and ${rest} more: --json`)] : []),
    ...(ripe
      ? wrap(`what a promotion changes: evenbook whatif --promote "${ripe.rep_id} ${ripe.next_level}"`, width - 4).map(
          (text) => paint.dim(`    ${text}`),
        )
      : []),
  ];
}

/** Whose hours are in no plan, since they leave before the quarter ends. */
export function leavingLines({ staffing: { leaving } }: PlanDocument, { width, paint }: TextStyle): string[] {
  const [first] = leaving;
  if (!first) return [];
  const rest = leaving.length - MOST_READY;
  return [
    paint.dim("  who leaves before the quarter ends, and takes no clients"),
    ...leaving
      .slice(0, MOST_READY)
      .flatMap((one) =>
        wrap(`${hoursText(one.hours)} h to ${one.last_day}, in no plan: time to hand over`, width - 26).map(
          (text, at) => `    ${padEnd(at === 0 ? cutTo(one.rep_name, 20) : "", 22)}${text}`,
        ),
      ),
    ...(rest > 0 ? [paint.dim(`    and ${rest} more: --json`)] : []),
    ...wrap(
      `to leave the clients with ${first.rep_name} until then: evenbook plan --effective ${first.gone_from}`,
      width - 4,
    ).map((text) => paint.dim(`    ${text}`)),
  ];
}
