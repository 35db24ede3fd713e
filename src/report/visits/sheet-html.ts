import type { VisitSheet } from "../../aftercare/visits/sheet.ts";
import { safeText } from "../safe-text.ts";
import { sheetHead, sheetSections } from "./sheet-sections.ts";

const STYLE = `
body { font: 11pt/1.4 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #111; }
article { break-after: page; } article:last-child { break-after: auto; }
h1 { font-size: 1.2rem; } h2 { font-size: 1.25rem; margin: 0 0 .2rem; } h3 { font-size: 1rem; margin: 1rem 0 .2rem; }
ul { margin: 0; padding-left: 1.2rem; } p { margin: .2rem 0; } .when { font-weight: 600; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; text-decoration: none; } }`;

/** All sheets of one seller as a page that prints one client on a sheet. @param title e.g. "Ann Reed, 2026Q4". */
export function sheetsHtml(
  title: string,
  sheets: readonly { readonly sheet: VisitSheet; readonly dates: readonly string[] }[],
  currency: string,
): string {
  const articles = sheets.map(({ sheet, dates }) => article(sheet, dates, currency));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${html(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>${html(title)}: meet each client as if it were new</h1>
${articles.join("\n")}
</body>
</html>
`;
}

function article(sheet: VisitSheet, dates: readonly string[], currency: string): string {
  const { client } = sheet.profile;
  const sections = sheetSections(sheet, currency).map(
    ({ title, lines }) =>
      `<h3>${html(title)}</h3>\n<ul>\n${lines.map((line) => `<li>${html(line)}</li>`).join("\n")}\n</ul>`,
  );
  return `<article>
<h2>${html(client.name)} <small>${html(client.id)}</small></h2>
<p class="when">Visit${dates.length === 1 ? "" : "s"}: ${html(dates.join(", "))}</p>
<p>${html(sheetHead(sheet))}</p>
${sections.join("\n")}
</article>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function html(text: string): string {
  return safeText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
