import { Chalk } from "chalk";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { allCodes } from "../../src/cli/codes.ts";
import type { Day } from "../../src/domain/day.ts";
import { clientDocument } from "../../src/report/review/client-document.ts";
import { clientText } from "../../src/report/review/client-text.ts";
import { codeText } from "../../src/report/review/code-text.ts";
import { diffDocument } from "../../src/report/review/diff-document.ts";
import { diffMarkdown } from "../../src/report/review/diff-markdown.ts";
import { diffText } from "../../src/report/review/diff-text.ts";
import { repDocument } from "../../src/report/review/rep-document.ts";
import { repText } from "../../src/report/review/rep-text.ts";
import { diffPlans } from "../../src/review/diff.ts";
import { explainClient } from "../../src/review/explain-client.ts";
import { explainRep } from "../../src/review/explain-rep.ts";
import { controlCharacters } from "../control-characters.ts";
import { anyhow, arbitraryCase, companyOf, keptRules, sideOf } from "../review/assigned.ts";

const style = { width: 80, paint: new Chalk({ level: 0 }) };
const NASTY = "\u001b[31m|<b>\u202e`@all` 東京";

/** Lines wider than the terminal; a single long word cannot be helped. */
function tooWide(text: string): string[] {
  return text.split("\n").filter((line) => stringWidth(line) > style.width && line.trim().includes(" "));
}

describe("texts of explain and diff", () => {
  it("fit 80 columns and steer no terminal, whatever the company", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase, async ({ files, config, picks }) => {
        const clean = await companyOf(files, config);
        const named = <One extends { readonly name: string }>(one: One) => ({ ...one, name: `${one.name} ${NASTY}` });
        const reps = clean.reps.map(named);
        const company = {
          profiles: clean.profiles.map((profile) => ({ ...profile, client: named(profile.client) })),
          reps,
          context: { ...clean.context, reps: new Map(reps.map((rep) => [rep.id, rep])) },
        };
        const [one, other] = [anyhow(company, picks), keptRules(company, picks)];
        const source = { version: "1", asOf: 20_000 as Day, context: company.context, interrupted: false };
        const diff = diffDocument(diffPlans(sideOf(one), sideOf(other)), {
          ...{ ...source, a: `a ${NASTY}`, b: "b", findings: [] },
        });
        const texts = [
          ...[...one.rows.values()].map((row) => clientText(clientDocument(explainClient(row, one), source), style)),
          ...reps.map((rep) => repText(repDocument(explainRep(rep, one), source), style)),
          diffText(diff, style, 1000),
        ];
        for (const text of texts) {
          expect(tooWide(text)).toEqual([]);
          expect(text.replaceAll("\n", "")).not.toMatch(controlCharacters);
        }
        const markdown = diffMarkdown(diff);
        expect(markdown.replaceAll("\n", "")).not.toMatch(controlCharacters);
        expect(markdown).not.toMatch(/<b>|[^&]@all/);
        // Each row of a table has the cells of its head, whatever the names say.
        for (const table of markdown
          .trim()
          .split("\n\n")
          .filter((part) => part.startsWith("|"))) {
          const [head, ...rows] = table.split("\n").map((row) => row.split("|").length);
          for (const cells of rows) expect(cells).toBe(head);
        }
      }),
      { numRuns: 4 },
    );
  });

  it("have the page of every code", () => {
    for (const card of allCodes) {
      const text = codeText(card, style);
      expect(text.startsWith(`${card.code} ${card.name}\n`)).toBe(true);
      for (const heading of ["Why it matters", "Wrong", "Right", "Options"]) expect(text).toContain(`\n${heading}\n`);
    }
  });
});
