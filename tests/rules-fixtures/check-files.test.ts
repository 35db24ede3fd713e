import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runInProcess } from "../cli/run-in-process.ts";

/** What golden folders cannot show: files that a check writes, and standard input. */
const fixtures = join(import.meta.dirname, "../../fixtures");
const settings = [
  "--config",
  join(fixtures, "rules/without-aims.yaml"),
  ...["clients", "reps", "orders"].flatMap((table) => [`--${table}`, join(fixtures, `rules/tables/${table}.csv`)]),
];
/** A copy of a golden case's file stands as plan.csv in a folder of its own. */
const textOf = (name: string) => readFileSync(join(fixtures, "cli", name, "plan.csv"), "utf8");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evenbook-check-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const check = (...args: readonly string[]) => runInProcess(["check", "plan.csv", ...settings, ...args], folder);

interface JsonPlace {
  readonly line: number;
  readonly column: number;
  readonly end_column: number;
}

interface JsonFinding {
  readonly place: JsonPlace;
  readonly remedy: string;
}

describe("check --fix", () => {
  it("writes a file that passes, with as few changes as it says", async () => {
    write("plan.csv", textOf("check-text"));
    const { code, out } = await check("--fix", "--out", "mended.csv");
    expect(code).toBe(1);
    expect(out).toContain("\nFix: 3 changes, 2 rows taken out, written to mended.csv. No error remains.\n");
    expect(read("plan.csv")).toBe(textOf("check-text"));
    const again = await runInProcess(["check", "mended.csv", ...settings, "--format", "concise"], folder);
    expect(again.code).toBe(0);
    expect(again.out).not.toContain(": error ");
  });

  it("changes the cells that it names, takes out what belongs to no client, and leaves the rest as it was", async () => {
    write("plan.csv", textOf("check-text"));
    await check("--fix", "--out", "mended.csv");
    const lines = textOf("check-text").trimEnd().split("\n");
    const expected = lines
      .slice(0, 12)
      .map((line) =>
        line
          .replace("C02,Birch Brewery,R2", "C02,Birch Brewery,R5")
          .replace("C05,Elm Foundry,R5", "C05,Elm Foundry,R3")
          .replace("C11,Juniper Joinery,,", "C11,Juniper Joinery,R1,"),
      );
    expect(read("mended.csv").trimEnd().split("\n")).toEqual(expected);
  });

  it("writes nothing without --out, and never over the plan", async () => {
    write("plan.csv", textOf("check-text"));
    await check("--fix");
    expect(read("plan.csv")).toBe(textOf("check-text"));
    const { code } = await check("--fix", "--out", "plan.csv");
    expect(code).toBe(2);
    expect(read("plan.csv")).toBe(textOf("check-text"));
  });

  it("adds the rows of clients who are missing", async () => {
    write("plan.csv", readFileSync(join(fixtures, "rules/EB103-client-missing/bad/plan.csv"), "utf8"));
    const { out } = await check("--fix", "--out", "mended.csv");
    expect(out).toContain("+ C06 Fir Fashion: seller Chiara Weiß (R3)\n");
    expect(read("mended.csv").trimEnd().split("\n").at(-1)).toBe("C06,,R3,D1");
    expect((await runInProcess(["check", "mended.csv", ...settings], folder)).code).toBe(0);
  });

  it("keeps the delimiter of the file", async () => {
    write("plan.csv", textOf("check-excel-bom-semicolon"));
    await check("--fix", "--out", "mended.csv");
    expect(read("mended.csv")).toContain("C02;Birch Brewery;R1;D1");
    expect((await runInProcess(["check", "mended.csv", ...settings], folder)).code).toBe(0);
  });
});

describe("what check --fix says and keeps", () => {
  const good = readFileSync(join(fixtures, "rules/EB211-family-split/good/plan.csv"), "utf8");

  it("shows rows that are taken out, and what was written for a rep whom nobody knows", async () => {
    write("plan.csv", `${good.replace("Alder Pumps,R1", "Alder Pumps,R99")}C04,Dogwood Dairy,R1,D1\nC77,Kelp,R1,D1\n`);
    const { code, out } = await check("--fix");
    expect(code).toBe(1);
    expect(out.slice(out.indexOf("\n- "))).toBe(`
- C01 Alder Pumps: seller R99
+ C01 Alder Pumps: seller Ana Ruiz (R1)
- line 13: the rows of C04 disagree, line 5 is kept: it has the present owner
- line 14: C77 is not in the clients file
Fix: 1 change, 2 rows taken out; --out FILE writes the mended file. No error remains.
`);
  });

  it.each([
    ["C06", "R5", "R3", "alone breaks no rule"],
    ["C03", "R1", "R2", "has the present owner"],
    ["C03", "R2", "R1", "has the present owner"],
    ["C02", "R1", "R5", "is the first"],
  ])("chooses between rows of %s with %s and %s: the one that %s", async (id, first, second, why) => {
    const text = good.replace(new RegExp(`^(${id},[^,]*),R\\d`, "m"), `$1,${first}`);
    const [row = ""] = text.match(new RegExp(`^${id}.*$`, "m")) ?? [];
    write("plan.csv", `${text}${row.replace(`,${first},`, `,${second},`)}\n`);
    const { out } = await check("--fix", "--out", "mended.csv");
    const line = Number(/^- line (\d+): the rows of /m.exec(out)?.[1]);
    expect(out).toContain(
      `the rows of ${id} disagree, line ${line === 13 ? Number(id.slice(1)) + 1 : 13} is kept: it ${why}\n`,
    );
    const kept = why === "is the first" ? first : id === "C06" ? "R3" : "R2";
    expect(read("mended.csv")).toMatch(new RegExp(`^${id},[^,]*,${kept},`, "m"));
    expect(read("mended.csv").match(new RegExp(`^${id},`, "gm"))).toHaveLength(1);
  });

  it.each([
    ["a comma without quotes", "C03,Cedar, Mills,R2,D1", 'C03,"Cedar, Mills",R2,D1'],
    ["a comma that somebody added to a name", "C03,Cedar Mills, Ltd,R2,D1", 'C03,"Cedar Mills, Ltd",R2,D1'],
    ["a row cut off behind the seller", "C03,Cedar Mills,R2", "C03,Cedar Mills,R2,"],
    ["no client_id", ",Cedar Mills,R2,D1", "C03,Cedar Mills,R2,D1"],
    ["an id of nobody", "C3X,Cedar Mills,R2,D1", "C03,Cedar Mills,R2,D1"],
  ])("keeps the cells of a damaged row: %s", async (_, damaged, mended) => {
    write("plan.csv", good.replace("C03,Cedar Mills,R2,D1", damaged));
    const { out } = await check("--fix", "--out", "mended.csv", "--format", "concise");
    const found = out.split("\n").filter((line) => line.includes("EB103"));
    expect(found).toEqual([expect.stringMatching(/^plan\.csv:4:1: error EB103 Cedar Mills \(C03\) has a row here/)]);
    const text = read("mended.csv");
    expect(text).toContain(mended.replace(/,$/, ",D1"));
    expect((await runInProcess(["check", "mended.csv", ...settings], folder)).code).toBe(0);
  });

  it("says which rows besides data are left out", async () => {
    write("plan.csv", `Plan of the fourth quarter\n${good}\n\nTotal,11,,\n`);
    expect((await check("--fix")).out).toMatch(/Left out: 1 title row, 1 total or footer row, 2 empty rows\./);
  });

  it("never says that there is nothing to change when a row is taken out", async () => {
    write("plan.csv", `${good}C04,Dogwood Dairy,R1,D1\n`);
    expect((await check("--fix")).out).toContain("\nFix: 1 row taken out; --out FILE");
  });

  it("leaves the cell of a client whom nobody may take, and says so", async () => {
    write("reps.csv", readFileSync(join(fixtures, "rules/tables/reps.csv"), "utf8").replace(/^R3.*\n/m, ""));
    write("plan.csv", good.replace(/(C1?0[56].*),R3,/g, "$1,R5,").replace(/(C10.*),R3,/, "$1,R5,"));
    const { code, out } = await check("--reps", "reps.csv", "--fix", "--out", "mended.csv");
    expect(code).toBe(1);
    expect(out).toContain("\n! C06 Fir Fashion: seller Eva Lind (R5) stays an error: nobody may take it\n");
    expect(out).toMatch(/Fix: there is nothing to change, written to mended.csv. \d errors remain: .*EB205.*\n$/);
    expect(read("mended.csv")).toBe(read("plan.csv"));
  });

  it("keeps delimiter, line ends, byte order mark, and names where the file has names", async () => {
    const named = good
      .replace(/,R1,/g, ",Ana Ruiz,")
      .replace(/,R3,/g, ",Chiara Weiß,")
      .replace(/,R5,/g, ",Eva Lind,")
      .replace(/,D1$/gm, ",dora.kraus@example.com");
    const text =
      `\ufeff${named.replace("Alder Pumps,Ana Ruiz", "Alder Pumps,").replace("R2,dora.kraus@example.com", "R2,")}`
        .replace(/,/g, ";")
        .replace(/\n/g, "\r\n");
    write("plan.csv", text);
    await check("--fix", "--out", "mended.csv");
    expect(read("mended.csv")).toBe(
      text.replace("Alder Pumps;;", "Alder Pumps;Ana Ruiz;").replace("R2;\r", "R2;dora.kraus@example.com\r"),
    );
  });

  it("counts the errors of the mended file by code", async () => {
    write(
      "reps.csv",
      readFileSync(join(fixtures, "rules/tables/reps.csv"), "utf8").replace("en;fr,,,dora", "en;fr,3,,dora"),
    );
    write("plan.csv", good);
    const { out } = await check("--reps", "reps.csv", "--fix");
    expect(out).toMatch(/\nFix: there is nothing to change. 1 error remains: EB302.\n$/);
  });
});

describe("check --fix of every rule's bad file", () => {
  const root = join(fixtures, "rules");
  const bad = readdirSync(root)
    .filter((name) => /^EB[1-3]/.test(name) && isOfCheck(join(root, name)))
    .sort()
    .map((name) => join(name, "bad"));

  it.each(bad)("%s passes when mended", async (name) => {
    const at = join(root, name);
    const argv = readFileSync(join(at, "cmd"), "utf8").trimEnd().split("\n");
    const mended = join(folder, "mended.csv");
    await runInProcess([...argv, "--fix", "--out", mended], at);
    const { code, out } = await runInProcess(["check", mended, ...argv.slice(2), "--format", "concise"], at);
    expect([code, out.match(/: error .*/g)]).toEqual([0, null]);
  });
});

describe("the reps whom a remedy names", () => {
  const root = join(fixtures, "rules");
  const bad = readdirSync(root)
    .filter((name) => /^EB[12]/.test(name) && isOfCheck(join(root, name)))
    .sort();

  /** The file with the rep in the cell that the finding stands at. */
  function withRep(text: string, { line, column, end_column }: JsonPlace, rep: string): string {
    const lines = text.split("\n");
    const old = lines[line - 1] as string;
    lines[line - 1] = old.slice(0, column - 1) + rep + old.slice(end_column - 1);
    return lines.join("\n");
  }

  it.each(bad)("%s: each may take the client", async (name) => {
    const at = join(root, name, "bad");
    const [command = "", file = "", ...rest] = readFileSync(join(at, "cmd"), "utf8").trimEnd().split("\n");
    const { out } = await runInProcess([command, file, ...rest, "--format", "json"], at);
    for (const { place, remedy } of (JSON.parse(out) as { findings: JsonFinding[] }).findings) {
      for (const [, rep = ""] of remedy.matchAll(/ \((\w+), hours /g)) {
        write("plan.csv", withRep(readFileSync(join(at, file), "utf8"), place, rep));
        const after = await runInProcess([command, join(folder, "plan.csv"), ...rest, "--format", "concise"], at);
        // A family that comes together at another rep spends move budget: only the split itself must be gone.
        const left = name.startsWith("EB211") ? (after.out.match(/EB211.*/g) ?? []).join("\n") : after.out;
        expect([rep, left]).toEqual([rep, ""]);
      }
    }
  });
});

describe("the clients whom a remedy moves", () => {
  const root = join(fixtures, "rules");
  const bad = readdirSync(root)
    .filter((name) => /^EB(202|207|30[12]|40[1235])/.test(name))
    .sort();

  it.each(bad)("%s: the finding is gone when they are moved", async (name) => {
    const at = join(root, name, "bad");
    const [command = "", file = "", ...rest] = readFileSync(join(at, "cmd"), "utf8").trimEnd().split("\n");
    const { out } = await runInProcess([command, file, ...rest, "--format", "json"], at);
    const { findings } = JSON.parse(out) as { findings: (JsonFinding & { code: string; client_id?: string })[] };
    let moved = 0;
    for (const { code, client_id, remedy } of findings) {
      const moves = [...remedy.matchAll(/(?:moving|and|,) (C\d+)(?: \([\d.]+ h\))? to [^(]+\((\w+)\)/g)];
      const taken =
        code === "EB405" ? [...remedy.matchAll(/\((\w+), \w+\)/g)].map(([, rep]) => ["", client_id, rep]) : [];
      for (const steps of [...(moves.length > 0 ? [moves] : []), ...taken.map((one) => [one])]) {
        const text = steps.reduce(
          (plan, [, client = "", rep = ""]) => {
            return plan.replace(new RegExp(`^(${client},[^,]*),\\w*`, "m"), `$1,${rep}`);
          },
          readFileSync(join(at, file), "utf8"),
        );
        write("plan.csv", text);
        const after = await runInProcess([command, join(folder, "plan.csv"), ...rest, "--format", "concise"], at);
        expect(after.out.match(new RegExp(`${code}.*|: error .*`, "g"))).toBeNull();
        moved++;
      }
    }
    expect(moved).toBeGreaterThan(0);
  });
});

describe("check of a plan that was edited", () => {
  const made = readFileSync(join(fixtures, "rules/EB140-label-not-used/good/plan.csv"), "utf8");
  const budget = async () => {
    const { out } = await check("--format", "json");
    const { findings } = JSON.parse(out) as { findings: (JsonFinding & { code: string; message: string })[] };
    return findings.filter(({ code }) => code === "EB303").map(({ place, ...rest }) => ({ ...rest, line: place.line }));
  };

  it("points at the edited row where the move budget is passed, not at the plan's own move, and takes the edit back", async () => {
    const chosen = made.replace(/^(C03,.*established),R2,(.*),kept,stays/m, "$1,R5,$2,moved,chosen: evens hours");
    write("plan.csv", chosen);
    expect(await budget()).toEqual([]);
    write("plan.csv", chosen.replace(/^(C04,.*established),R2,/m, "$1,R1,"));
    expect(await budget()).toMatchObject([
      {
        line: 5,
        message: "2 clients are moved by choice, 1 of them edited since the plan was made, the budget is 1",
        remedy: "leave with its owner C04 (Ben Okafor, R2); or raise limits.move_budget",
      },
    ]);
  });

  it("takes a family back as a whole", async () => {
    write("plan.csv", made.replace(/^(C0[78],.*established),R5,/gm, "$1,R3,"));
    const found = await budget();
    expect(found.map(({ line }) => line)).toEqual([8, 8]);
    expect(found[0]?.remedy).toBe("leave with their owners C07 + C08 (Eva Lind, R5); or raise limits.move_budget");
  });

  it("offers no rep whom the move budget forbids", async () => {
    const moved = made.replace(/^(C03,.*established),R2,/m, "$1,R5,");
    write("plan.csv", moved.replace(/^(C09,.*established),R1,/m, "$1,,").replace(/^(C04,.*established),R2,/m, "$1,,"));
    const { out } = await check("--format", "json");
    const { findings } = JSON.parse(out) as { findings: (JsonFinding & { code: string; client_id: string })[] };
    const remedy = findings.find(({ code, client_id }) => code === "EB105" && client_id === "C04")?.remedy;
    expect(remedy).toMatch(/^could take it now: Ben Okafor \(R2, hours \d+% -> \d+%\)$/);
  });
});

describe("check --write-baseline", () => {
  it("writes what keeps every finding quiet, the same text each time", async () => {
    write("plan.csv", textOf("check-text"));
    expect((await check("--write-baseline", "known.json")).code).toBe(1);
    const known = read("known.json");
    const { code, out } = await check("--baseline", "known.json", "--write-baseline", "known2.json");
    expect(code).toBe(0);
    expect(out).toBe("plan.csv: nothing new in 13 rows; 9 known ones kept quiet by the baseline\n");
    expect(read("known2.json")).toBe(known);
    expect(known.match(/"code":"EB\d+"[^}]*/g)).toEqual([
      '"code":"EB101","client":"C12"',
      '"code":"EB104","client":"C04"',
      '"code":"EB105","client":"C11"',
      '"code":"EB107","client":"C07"',
      '"code":"EB134","rep":"R5"',
      '"code":"EB201","client":"C02"',
      '"code":"EB206","client":"C05"',
      '"code":"EB303","count":2',
    ]);
  });

  it("keeps dates and reasons of the entries that remain, and drops those that do not", async () => {
    write("plan.csv", textOf("check-baseline-stale"));
    write("known.json", readFileSync(join(fixtures, "cli/check-baseline-stale/baseline.json"), "utf8"));
    await check("--baseline", "known.json", "--write-baseline", "known2.json");
    expect(read("known2.json")).toBe(
      '{\n  "version": 1,\n  "entries": [\n    {"code":"EB105","client":"C11","reason":"opens in spring"}\n  ]\n}\n',
    );
  });

  it("lets a new finding through", async () => {
    write("plan.csv", textOf("check-text"));
    await check("--write-baseline", "known.json");
    write("plan.csv", textOf("check-text").replace("C06,Fir Fashion,R3", "C06,Fir Fashion,R5"));
    const { code, out } = await check("--baseline", "known.json", "--format", "concise");
    expect(code).toBe(1);
    expect(out).toContain("plan.csv:7:17: error EB205 Fir Fashion (C06): client speaks fr, Eva Lind en\n");
  });
});

describe("check --format", () => {
  it("sends one format to standard output at most", async () => {
    write("plan.csv", textOf("check-text"));
    const { code, out, err } = await check("--format", "json", "--format", "text", "--format", "junit=a.xml");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe("evenbook: json and text cannot both go to standard output; write FORMAT=FILE for all but one\n");
  });

  it.each([
    ["concise", /EB103/g],
    ["markdown", /EB103/g],
    ["text", /error EB103/g],
    ["github", /::error .*EB103/g],
  ])("bounds each code in %s, and says how many are left out", async (format, found) => {
    write("plan.csv", "client_id,seller_id,desk_id\nC01,R1,D1\n");
    const all = (await check("--format", format)).out.match(found);
    const { out } = await check("--format", format, "--max", "2");
    expect([
      all?.length,
      out.match(/(?:^plan.*:|\| |title=)(?:.*)EB103 (?!client-missing\.?$)/gm)?.length ?? 2,
    ]).toEqual([10, 2]);
    expect(out).toMatch(format === "github" ? /and 8 errors more/ : /and 8 more EB103 client-missing/i);
    expect(JSON.parse((await check("--format", "json", "--max", "2")).out).summary.errors).toBe(10);
  });

  it("writes several formats at once, each as alone", async () => {
    write("plan.csv", textOf("check-text"));
    const { code, out } = await check(
      "--format",
      "text",
      "--format",
      "sarif=a.sarif",
      "--format",
      "junit=b.xml",
      "--format",
      "markdown=c.md",
    );
    expect(code).toBe(1);
    expect(out).toBe((await check()).out);
    expect(read("a.sarif")).toBe((await check("--format", "sarif")).out);
    expect(read("b.xml")).toBe((await check("--format", "junit")).out);
    expect(read("c.md")).toBe((await check("--format", "markdown")).out);
  });

  it("writes the report to --output and leaves standard output empty", async () => {
    write("plan.csv", textOf("check-text"));
    const { code, out, err } = await check("--format", "json", "--output", "report.json");
    expect([code, out, err]).toEqual([1, "", ""]);
    expect(JSON.parse(read("report.json"))).toMatchObject({ rows: 13, summary: { errors: 7, warnings: 1, infos: 1 } });
  });

  it("adds to the summary of a GitHub job beside the annotations, and only then", async () => {
    write("plan.csv", textOf("check-text"));
    write("summary.md", "before\n");
    const env = { GITHUB_STEP_SUMMARY: join(folder, "summary.md") };
    await runInProcess(["check", "plan.csv", ...settings], folder, { env });
    expect(read("summary.md")).toBe("before\n");
    await runInProcess(["check", "plan.csv", ...settings, "--format", "github"], folder, { env });
    expect(read("summary.md")).toMatch(/^before\n[\s\S]*plan\.csv:3:19[\s\S]*EB201/);
  });
});

describe("check -", () => {
  const stdin = (text: string) => ({ stdin: Readable.from([Buffer.from(text)]) });

  it("reads the assignments from standard input", async () => {
    const { code, out } = await runInProcess(
      ["check", "-", ...settings, "--format", "concise"],
      folder,
      stdin(textOf("check-excel-sep-line")),
    );
    expect(code).toBe(1);
    expect(out).toBe(
      "standard input:4:19: error EB201 Birch Brewery (C02): complexity 89, Ben Okafor is junior: at most 35\n",
    );
  });

  it("says that nothing came", async () => {
    const { code, err } = await runInProcess(["check", "-", ...settings], folder, stdin(""));
    expect(code).toBe(2);
    expect(err).toContain("standard input:1:1: error EB111 the file is empty");
  });

  it("never looks for a plan's summary beside standard input", async () => {
    write("summary.json", '{"config_sha256":"0","inputs":[]}');
    const { code, out } = await runInProcess(["check", "-", ...settings], folder, stdin(textOf("check-fix-nothing")));
    expect([code, out]).toEqual([0, "-: nothing to report in 11 rows\n"]);
    expect(existsSync(join(folder, "plan.csv"))).toBe(false);
  });
});

/** The plan has rules of its own, which no check reports. */
function isOfCheck(folder: string): boolean {
  return readFileSync(join(folder, "bad/cmd"), "utf8").startsWith("check\n");
}
