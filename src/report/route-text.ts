import type { HandlerSeat } from "../aftercare/route/route-request.ts";
import type { RouteTally } from "../aftercare/route/tally.ts";
import { requestTypes } from "../domain/activity.ts";
import { cutTo, padEnd, padStart, wrap } from "./layout.ts";
import { whole } from "./numbers.ts";
import type { TextStyle } from "./plan-text.ts";
import type { RoutedLine } from "./route-rows.ts";
import { safeText } from "./safe-text.ts";

/** What the summary says beside the counts. */
export interface RouteTextFacts {
  /** What each input was taken for, a line each. */
  readonly inputs: readonly string[];
  /** The first requests that nobody handles, with the name of the client. */
  readonly unclear: readonly (RoutedLine & { readonly clientName: string })[];
  readonly writtenTo?: string;
}

const seatWords: Readonly<Record<HandlerSeat, string>> = {
  desk: "desk",
  seller: "seller",
  technical_support: "technical support",
};

/** The terminal report of `evenbook route`: what was asked, who handles how much, and what somebody has to read. */
export function routeText(tally: RouteTally, facts: RouteTextFacts, style: TextStyle): string {
  const { width, paint } = style;
  const indented = (text: string) => wrap(text, width - 4).map((line, at) => `${at === 0 ? "  " : "    "}${line}`);
  const where = facts.writtenTo === undefined ? "" : ` written to ${safeText(facts.writtenTo)}`;
  const section = (name: string, aside: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", `${paint.bold(name)}${aside === "" ? "" : ` ${paint.dim(aside)}`}`, ...lines];
  const more = tally.unclear - facts.unclear.length;
  return `${[
    paint.bold(`evenbook route: ${whole(tally.requests)} requests, ${whole(tally.unclear)} unclear`) + paint.dim(where),
    ...section("Inputs", "as understood", facts.inputs.flatMap(indented)),
    ...section("What was asked", "", typeLines(tally, style)),
    ...section("How sure", "of those told by words", sureLines(tally).flatMap(indented)),
    ...section("Who", "", peopleLines(tally, style)),
    ...section("Unclear", "somebody has to read these", [
      ...facts.unclear.map((one) => unclearLine(one, width)),
      ...(more > 0 ? [`  and ${whole(more)} more`] : []),
    ]),
    ...section("Next", "", [
      ...supportAdvice(tally).flatMap(indented),
      ...(facts.writtenTo === undefined
        ? ["add --out routes.csv to write a row for each request, or pipe requests into evenbook route - as they come"]
        : ["status, handler and reason of each request stand in the file, in the order of the requests"]
      ).flatMap(indented),
    ]),
  ].join("\n")}\n`;
}

/** Technical questions that the desk gets because the config names nobody for them. */
function supportAdvice({ byType }: RouteTally): string[] {
  const passedOn = byType.get("technical")?.handledBy.get("desk") ?? 0;
  if (passedOn === 0) return [];
  return [
    `${whole(passedOn)} technical questions go to the desk: name who answers them, route: { technical_support: ... }`,
  ];
}

function typeLines({ byType }: RouteTally, { paint }: TextStyle): string[] {
  const head = `  ${padEnd("", 14)}${padStart("by type", 9)}${padStart("by words", 10)}${padStart("unclear", 9)}   handled by`;
  const rows = ([...requestTypes, "unclear"] as const).flatMap((type) => {
    const tally = byType.get(type);
    if (tally === undefined) return [];
    const handled = [...tally.handledBy]
      .sort(([, a], [, b]) => b - a)
      .map(([seat, count]) => `${seatWords[seat]} ${whole(count)}`)
      .join(", ");
    const number = (count: number, width: number) => padStart(count === 0 ? "" : whole(count), width);
    return `  ${padEnd(type, 14)}${number(tally.given, 9)}${number(tally.byWords, 10)}${number(tally.unclear, 9)}   ${handled}`;
  });
  return [paint.dim(head), ...rows];
}

function sureLines({ byConfidence }: RouteTally): string[] {
  const counts = (["high", "medium", "low"] as const).flatMap((sure) => {
    const count = byConfidence.get(sure);
    return count === undefined ? [] : [`${whole(count)} ${sure}`];
  });
  return counts.length === 0 ? [] : [counts.join(", ")];
}

function peopleLines({ people }: RouteTally, { width, paint }: TextStyle): string[] {
  const nameWidth = Math.min(30, width - 50);
  const head = `  ${padEnd("", nameWidth)}${padStart("handles", 9)}${padStart("as deputy", 11)}${padStart("informed", 10)}   as`;
  const number = (count: number, columns: number) => padStart(count === 0 ? "" : whole(count), columns);
  return [
    paint.dim(head),
    ...people.map(
      ({ name, seats, handles, asDeputy, informed }) =>
        `  ${padEnd(cutTo(name, nameWidth - 1), nameWidth)}${number(handles, 9)}${number(asDeputy, 11)}${number(informed, 10)}   ${[...seats].map((seat) => seatWords[seat]).join(", ")}`,
    ),
  ];
}

function unclearLine(
  { line, id, clientName, client, route }: RoutedLine & { readonly clientName: string },
  width: number,
) {
  const whose = clientName === "" ? (client === "" ? "no client" : client) : clientName;
  const words = route.words.length === 0 ? "" : ` (${route.words.map(({ word }) => word).join(", ")})`;
  const which = id === "" ? `line ${line}` : `line ${line}, ${id}`;
  return `  ${cutTo(`${which}: ${whose}: ${route.unclear ?? ""}${words}`, width - 2)}`;
}
