import type { VisitSheet } from "../../aftercare/visits/sheet.ts";
import { safeText } from "../safe-text.ts";
import { sheetHead, sheetSections } from "./sheet-sections.ts";

/** One client's sheet as Markdown. @param dates the days of its visits, as written. */
export function sheetMarkdown(sheet: VisitSheet, dates: readonly string[], currency: string): string {
  const { client } = sheet.profile;
  return [
    `# ${markdown(client.name)} (${markdown(client.id)})`,
    "",
    `Meet it as if it were new. Visit${dates.length === 1 ? "" : "s"}: ${dates.join(", ")}. ${markdown(sheetHead(sheet))}.`,
    "",
    ...sheetSections(sheet, currency).flatMap(({ title, lines }) => [
      `## ${title}`,
      "",
      ...lines.map((line) => `- ${markdown(line)}`),
      "",
    ]),
  ].join("\n");
}

/** Text from files as text: no markup, no HTML, no line of its own. */
function markdown(text: string): string {
  return safeText(text)
    .replace(/[\\`*_[\]#|~]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
}
