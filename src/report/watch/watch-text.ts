import type { AlertKind, TestedKind } from "../../aftercare/watch/alert.ts";
import { cutTo, padEnd, padStart, wrap } from "../layout.ts";
import { moneyText } from "../numbers.ts";
import type { TextStyle } from "../plan-text.ts";
import { safeText } from "../safe-text.ts";
import { kindWords } from "./alert-words.ts";
import type { AlertRow, WatchDocument } from "./watch-document.ts";

export interface WatchTextOptions {
  /** Alerts of one group that are shown. */
  readonly most: number;
  /** Where files were written. */
  readonly out?: string;
}

const groups = {
  risk: "Risks  business that may be lost, most at stake first",
  opening: "Openings  more to win: for the seller",
  routine: "To the desk  the orders of a client that has become routine",
} as const;

/** The terminal view: alerts worst first, then how far to trust them. */
export function watchText(document: WatchDocument, style: TextStyle, options: WatchTextOptions): string {
  const { paint, width } = style;
  const { alerts } = document;
  const head = `evenbook watch, ${document.since} to ${document.as_of}, by ${safeText(document.plan)}`;
  const lines = [
    paint.bold(head),
    `${document.clients} clients watched: ${alerts.length === 0 ? "nothing to report" : `${alerts.length} ${alerts.length === 1 ? "thing" : "things"} to act on`}. Amounts are what is at stake in a year.`,
    ...(["risk", "opening", "routine"] as const).flatMap((group) => {
      const some = alerts.filter((alert) => alert.group === group);
      if (some.length === 0) return [];
      const more = some.length - options.most;
      return [
        ...["", paint.bold(groups[group])],
        ...some.slice(0, options.most).flatMap((alert) => alertLines(alert, document, style)),
        ...(more > 0 ? [`  and ${more} more: watch.csv of --out has all`] : []),
      ];
    }),
    ...["", ...trustLines(document, style), ""],
    ...wrap(
      options.out === undefined
        ? `add --out DIR to write watch.csv and handoffs.csv`
        : `Written to ${safeText(options.out)}: watch.csv, handoffs.csv (${document.handoffs.length}). evenbook plan --handoffs ${safeText(options.out)}/handoffs.csv plans with them.`,
      width,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function alertLines(alert: AlertRow, { currency }: WatchDocument, { width, paint }: TextStyle): string[] {
  const colour = { risk: paint.red, opening: paint.green, routine: paint.cyan }[alert.group];
  const stake = alert.stake_cents > 0 ? moneyText(alert.stake_cents, currency) : "";
  const id = cutTo(alert.client_id, 18);
  const title = `${cutTo(alert.client_name, 36 - id.length)} (${id})`;
  const kind = kindWords[alert.kind as AlertKind];
  const tell =
    alert.tell.length === 0
      ? "nobody: the plan gives it to no one"
      : alert.tell.map(({ name }) => safeText(name)).join(", ");
  return [
    `  ${padEnd(title, 40)} ${colour(padEnd(kind, 23))}${padStart(stake, width - 66)}`,
    ...wrap(`${safeText(alert.what)}.`, width - 4).map((line) => `    ${line}`),
    ...wrap(`> ${alert.advice}. Tell ${tell}. (${alert.odds})`, width - 4).map((line) => `    ${paint.dim(line)}`),
  ];
}

function trustLines(document: WatchDocument, { width, paint }: TextStyle): string[] {
  const found = document.tests.reduce((sum, test) => sum + test.alerts, 0);
  const older = document.tests.reduce((sum, test) => sum + test.older, 0);
  const said = document.alerts.filter(({ chance }) => chance === null).length;
  return [
    paint.bold("How often this cries wolf"),
    paint.dim(
      `  ${padEnd("test", 24)}${padStart("clients tested", 15)}${padStart("too few data", 14)}${padStart("alarms", 8)}${padStart("chance, at most", 17)}`,
    ),
    ...document.tests.map(
      (test) =>
        `  ${padEnd(kindWords[test.kind as TestedKind], 24)}${padStart(String(test.tested), 15)}${padStart(String(test.not_tested), 14)}${padStart(String(test.alerts), 8)}${padStart(test.expected_false_alarms.toFixed(2), 17)}`,
    ),
    ...wrap(
      `Of ${found} ${found === 1 ? "alarm" : "alarms"} by odds, at most ${document.expected_false_alarms.toFixed(1)} ${document.expected_false_alarms === 1 ? "is" : "are"} to be expected by chance if all clients went on as ever (watch.false_alarms).${said > 0 ? ` ${said} more ${said === 1 ? "is" : "are"} what the data say, without odds.` : ""}`,
      width - 2,
    ).map((line) => `  ${line}`),
    ...(older > 0
      ? wrap(`${older} more showed already before ${document.since}: an earlier --since lists them.`, width - 2).map(
          (line) => `  ${line}`,
        )
      : []),
  ];
}
