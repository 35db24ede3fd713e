import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../src/domain/finding.ts";
import type { ClientId } from "../../src/domain/ids.ts";
import { checkFormats } from "../../src/report/check/check-report.ts";
import { renderCheck, stepSummary } from "../../src/report/check/render-check.ts";
import { nasty, plain, reportOf } from "./example.ts";
import { validSarif } from "./sarif-schema.ts";
import { elementsOf } from "./xml-elements.ts";

/** Line feed aside, nothing that a terminal obeys. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

function findingWith(text: string): Finding {
  return {
    code: "EB204",
    name: "wrong-region",
    severity: "error",
    message: text,
    remedy: text,
    place: { file: text || "x", line: 3, column: 2, endColumn: 2 + text.length },
    related: [{ place: { file: text || "x", line: 1, column: 1 }, message: text }],
    clientId: text as ClientId,
  };
}

const reportWith = (text: string) =>
  reportOf(
    [findingWith(text), { ...findingWith(text), severity: "info" }, { ...findingWith(text), severity: "warning" }],
    {
      file: text || "x",
      sourceLine: () => `,${text},${text}`,
    },
  );

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom(...nasty),
  fc.array(fc.constantFrom(...nasty)).map((all) => all.join("")),
);

describe("text from files can do no harm", () => {
  it.each(checkFormats)("%s holds no control characters", (format) => {
    for (const text of nasty) expect(renderCheck(format, reportWith(text), plain)).not.toMatch(CONTROL);
    fc.assert(fc.property(anyText, (text) => !CONTROL.test(renderCheck(format, reportWith(text), plain))));
  });

  it("a step summary holds no control characters", () => {
    fc.assert(fc.property(anyText, (text) => !CONTROL.test(stepSummary(reportWith(text), plain))));
  });

  it("junit is XML with the same elements whatever the text", () => {
    const expected = elementsOf(renderCheck("junit", reportWith("C1"), plain));
    fc.assert(
      fc.property(anyText, (text) => {
        expect(elementsOf(renderCheck("junit", reportWith(text), plain))).toEqual(expected);
      }),
    );
  });

  it("json gives back every text as it was", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const document = JSON.parse(renderCheck("json", reportWith(text), plain));
        expect(document.findings[0].message).toBe(text);
        expect(document.findings[0].client_id).toBe(text);
      }),
    );
  });

  it("sarif is valid whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(validSarif(JSON.parse(renderCheck("sarif", reportWith(text), plain)))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("github prints one command a finding, and nothing else that GitHub would obey", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = renderCheck("github", reportWith(text), plain).trimEnd().split("\n");
        expect(lines).toHaveLength(4);
        for (const line of lines.slice(0, 3)) {
          expect(line).toMatch(
            /^::(error|warning|notice) file=[^,:]*,line=3,col=2,endLine=3,endColumn=\d+,title=[^,:]*::/,
          );
        }
        expect(lines[3]).toMatch(/^evenbook: /);
      }),
    );
  });

  it("markdown keeps its rows and columns, and lets no HTML, link or call through", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const rows = renderCheck("markdown", reportWith(text), plain)
          .split("\n")
          .filter((line) => line.startsWith("|"));
        expect(rows).toHaveLength(5);
        for (const row of rows) {
          expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
          expect(row.replaceAll("<br>", "")).not.toMatch(/[<>`]|@(?!&)|(?<!\\)\[|:\/\/|www\./i);
        }
      }),
    );
  });

  it("concise prints one line a finding", () => {
    fc.assert(fc.property(anyText, (text) => renderCheck("concise", reportWith(text), plain).split("\n").length === 4));
  });
});
