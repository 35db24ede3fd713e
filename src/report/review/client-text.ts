import { drawable } from "../drawable.ts";
import { cutTo, padEnd, padStart, wrap } from "../layout.ts";
import { hoursText, moneyText } from "../numbers.ts";
import type { TextStyle } from "../plan-text.ts";
import { signedPoints } from "../signal-words.ts";
import { candidateLines } from "./candidate-text.ts";
import type { ClientDocument } from "./client-document.ts";
import { turnLines } from "./turn-text.ts";

type SeatFields = ClientDocument["seats"][number];

/** `evenbook explain CLIENT` for the terminal. */
export function clientText(explained: ClientDocument, style: TextStyle): string {
  const document = drawable(explained);
  const sections = [
    heading(document, style),
    label(document, style),
    complexity(document, style),
    ...(document.seats.length === 0 ? [["It needs no seat in the quarter."]] : []),
    ...document.seats.flatMap((seat) => seatSections(seat, document, style)),
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

export function indented(text: string, { width }: TextStyle, by = 2): string[] {
  return wrap(text, width - by).map((line) => `${" ".repeat(by)}${line}`);
}

/** Where the plan comes from, for the first line of an explanation. */
export function planWords({
  plan,
  quarter,
  interrupted,
}: Pick<ClientDocument, "plan" | "quarter" | "interrupted">): string {
  const words = plan === null ? `in the plan for ${quarter} as made now` : `in ${plan}, for ${quarter}`;
  return interrupted ? `${words} (CUT SHORT: a whole run may give another)` : words;
}

function heading(document: ClientDocument, style: TextStyle): string[] {
  const { paint } = style;
  const facts = [
    document.region,
    document.segment,
    document.industry,
    ...(document.language === null ? [] : [`speaks ${document.language}`]),
    ...(document.required_skills.length === 0 ? [] : [`requires ${document.required_skills.join(", ")}`]),
    ...(document.locked ? ["locked to its owner"] : []),
    ...(document.hold_until === null ? [] : [`held over until ${document.hold_until}`]),
  ].filter((fact) => fact !== null);
  const orders =
    document.first_order === null
      ? "no orders"
      : `first order ${document.first_order}, last ${document.last_order}, revenue of 12 months ` +
        moneyText(document.revenue_cents, document.currency);
  return [
    paint.bold(cutTo(`${document.client_name} (${document.client_id})`, style.width)),
    ...indented(planWords(document), style).map((line) => paint.dim(line)),
    ...(facts.length > 0 ? indented(facts.join("; "), style) : []),
    ...indented(`stage ${document.stage}: ${orders}`, style),
  ];
}

function label({ label: one, other_signals: others }: ClientDocument, style: TextStyle): string[] {
  const { paint } = style;
  const basis = {
    computed: `by score ${one.score} (${one.threshold} and above: transactional), confidence ${one.confidence}`,
    overridden: `set by hand${one.note === null ? "" : ` (${one.note})`}; the score ${one.score} says ${one.computed_label}`,
    defaulted: `by default: ${one.note ?? "too few orders"}`,
  }[one.basis];
  const also = others.map(({ name, value }) => `${name} ${value}`).join(", ");
  return [
    ...head(`Label ${one.label}`, basis, style),
    ...scoreLines(one.lines, style),
    ...indented(`50 + ${one.points} points, kept within 0 to 100: ${one.score}`.replace("+ -", "- "), style),
    ...(also === "" ? [] : indented(`also measured, without points: ${also}`, style).map((line) => paint.dim(line))),
  ];
}

/** A title and what follows it, wrapped. */
function head(title: string, rest: string, { width, paint }: TextStyle): string[] {
  const [first = "", ...more] = wrap(`${title}${rest.startsWith(";") ? "" : " "}${rest}`, width);
  return [`${paint.bold(title)}${first.slice(title.length)}`, ...more];
}

function scoreLines(lines: ClientDocument["label"]["lines"], { width, paint }: TextStyle): string[] {
  return lines.map(({ name, written, band, points }) => {
    const value = written === null ? "unknown" : written;
    const text = `  ${padEnd(cutTo(name, 30), 31)}${padStart(value, 9)}${padStart(signedPoints(points), 6)}  ${cutTo(band, width - 50)}`;
    return points === 0 ? paint.dim(text.trimEnd()) : text.trimEnd();
  });
}

function complexity({ complexity: one, label: { label: name } }: ClientDocument, style: TextStyle): string[] {
  const guards = one.guards.map(({ level, max_complexity: most, may_take_it: may }) => {
    const limit = most === null ? "no guard" : `up to ${most}`;
    return `${level}: ${limit}${may ? "" : ", may not take it"}`;
  });
  const counts = name === "consultative" ? "" : " (the guard is for consultative clients only)";
  return [
    ...head(
      `Complexity ${one.score}`,
      `of 100: ${one.points} of ${one.possible_points} points that its data could give`,
      style,
    ),
    ...scoreLines(one.lines, style),
    ...indented(`guard${counts}: ${guards.join("; ")}`, style),
  ];
}

function seatSections(seat: SeatFields, document: ClientDocument, style: TextStyle): string[][] {
  const { paint } = style;
  const { from, to } = seat;
  const name = (who: SeatFields["from"]) => (who === null ? "nobody" : `${who.rep_name} (${who.rep_id})`);
  const before = seat.change === "kept" ? "stays" : from === null ? "no one before" : `before: ${name(from)}`;
  const kind = seat.change === "moved" ? `${seat.forced ? "forced" : "chosen"}: ` : "";
  const reason = seat.change === "kept" || seat.reason === "" ? [] : indented(`${kind}${seat.reason}`, style);
  const family =
    seat.family.length === 0
      ? []
      : indented(
          `placed together with its family: ${seat.family.map((one) => `${one.client_name} (${one.client_id})`).join(", ")}`,
          style,
        );
  return [
    [
      ...head(`${seat.seat === "seller" ? "Seller" : "Desk"}: ${name(to)}`, `; ${before}`, style),
      ...reason,
      ...(seat.needs === null ? [] : indented(`needs ${seat.needs}`, style).map((line) => paint.red(line))),
      ...indented(workText(seat), style),
      ...family,
    ],
    [
      `${paint.bold("Candidates")} ${paint.dim("points more than the plan if this rep had it, all else as it is")}`,
      ...candidateLines(seat, style),
    ],
    [paint.bold("What would change the answer"), ...turnLines(seat, document, style)],
  ];
}

/** "15.5 h a quarter: 3 visits x 2.5 h + development 8 h". */
function workText({ hours, work }: SeatFields): string {
  const parts = work
    .filter(({ times, each }) => times * each > 0)
    .map(({ what, times, each, unit }) => {
      if (what === "prospect") return `${each} ${unit} for a prospect or a lapsed client`;
      if (what === "development") return `development ${each} ${unit}`;
      const count = Math.round(times * 10) / 10;
      return `${count} ${count === 1 ? what.slice(0, -1) : what} x ${each} ${unit}`;
    });
  return `${hoursText(hours)} h a quarter${parts.length > 0 ? `: ${parts.join(" + ")}` : ""}`;
}
