import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runInProcess } from "../../cli/run-in-process.ts";

const root = join(import.meta.dirname, "../../..");

/** Rows of the table that follows a heading of docs/bonus.md. */
function rowsUnder(heading: string): string[][] {
  const page = readFileSync(join(root, "docs/bonus.md"), "utf8");
  const section = page.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const cents = (text = "") => Math.round(Number(text.replaceAll(",", "")) * 100);

interface Line {
  readonly rep_id: string;
  readonly component: string;
  readonly client_id: string | null;
  readonly base: number;
  readonly amount: number;
}

describe("the bonus worked by hand in docs/bonus.md", () => {
  it("is what evenbook pays, line by line and in sum", async () => {
    const argv = ["bonus", "--quarter", "2026Q3", "--plan", "plan-2026Q3", "--plan", "august.csv@2026-08-15", "--json"];
    const { out, code } = await runInProcess(argv, join(root, "fixtures/cli/bonus-worked"));
    expect(code).toBe(0);
    const document = JSON.parse(out) as { readonly lines: readonly Line[]; readonly total: number };
    const rows = rowsUnder("A bonus worked by hand");
    const written = rows
      .filter(([rep]) => rep !== "sum")
      .map(([rep, component, client, base, , amount]) => ({
        ...{ rep_id: rep, component, client_id: client === "" ? null : client },
        ...{ base: cents(base), amount: cents(amount) },
      }));
    expect(written.length).toBe(document.lines.length);
    expect(document.lines).toMatchObject(written);
    expect(document.total).toBe(cents(rows.find(([rep]) => rep === "sum")?.[5]));
  });
});
