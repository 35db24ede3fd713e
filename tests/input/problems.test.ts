import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareFindings, problemKinds, quoted } from "../../src/input/problems.ts";
import { readClients } from "../../src/input/tables/clients.ts";
import { tableOf } from "./sources.ts";

describe("the catalogue", () => {
  it("has each code and name once, in order, and says everything a page needs", () => {
    const codes = problemKinds.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(new Set(problemKinds.map(({ name }) => name)).size).toBe(codes.length);
    for (const { code, name, ...words } of problemKinds) {
      expect(code).toMatch(/^EB1\d\d$/);
      expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
      for (const text of Object.values(words)) expect(text).not.toMatch(/^$|\.$/);
    }
  });
});

describe("values in messages", () => {
  it.each([
    ["plain", '"plain"'],
    ["tab\tand\nline", '"tab\\tand\\nline"'],
    ["\u001b[2J\u0000\u202e", '"\\u001b[2J\\u0000\\u202e"'],
    ["x".repeat(70), `"${"x".repeat(59)}\u2026"`],
  ])("%j is shown as %s", (value, expected) => {
    expect(quoted(value)).toBe(expected);
  });
});

/** One way to spoil a row of `client_id,sites,label,hold_until`, and the code and column of its finding. */
const faults = {
  none: { row: (id: string) => `${id},1,consultative,2026-01-01`, code: undefined, column: 0 },
  number: { row: (id: string) => `${id},x,consultative,2026-01-01`, code: "EB117", column: 5 },
  label: { row: (id: string) => `${id},1,neither,2026-01-01`, code: "EB121", column: 7 },
  date: { row: (id: string) => `${id},1,,2026-02-30`, code: "EB116", column: 8 },
  id: { row: () => ",1,,", code: "EB118", column: 1 },
  cells: { row: (id: string) => `${id},1`, code: "EB115", column: 1 },
  blank: { row: () => "", code: undefined, column: 0 },
} as const;

describe("problems of rows", () => {
  it("are all collected, each at its cell, and none is invented", async () => {
    const names = Object.keys(faults) as (keyof typeof faults)[];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 3, max: 200 }),
        async (rows, size) => {
          const text = ["client_id,sites,label,hold_until", "C99,1,,"]
            .concat(rows.map((name, at) => faults[name].row(`C${String(at).padStart(2, "0")}`)))
            .concat("C98,1,,");
          const { findings } = await readClients(tableOf(`${text.join("\n")}\n`, "t.csv", size));
          const expected = rows.flatMap((name, at) => {
            const { code, column } = faults[name];
            return code === undefined ? [] : [`${at + 3}:${column} ${code}`];
          });
          expect(findings.map(({ place, code }) => `${place?.line}:${place?.column} ${code}`)).toEqual(expected);
          expect([...findings].sort(compareFindings)).toEqual(findings);
        },
      ),
    );
  });
});
