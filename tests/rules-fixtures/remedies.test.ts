import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runInProcess } from "../cli/run-in-process.ts";

/** Remedies and places that take other tables than the rules' fixtures have. */
const root = join(import.meta.dirname, "../../fixtures/rules");
const table = (name: string) => readFileSync(join(root, "tables", `${name}.csv`), "utf8");
const goodPlan = readFileSync(join(root, "EB211-family-split/good/plan.csv"), "utf8");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evenbook-remedies-"));
  for (const name of ["clients", "reps", "orders"]) write(`${name}.csv`, table(name));
  write("plan.csv", goodPlan);
  write("evenbook.yaml", readFileSync(join(root, "without-aims.yaml"), "utf8"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
/** Rows of the plan with other ends, by client: `C07: "R3,D1"`. */
const plan = (seats: Readonly<Record<string, string>>) =>
  write(
    "plan.csv",
    goodPlan.replace(/^(C\d+),([^,]*),.*$/gm, (line, id, name) =>
      Object.hasOwn(seats, id) ? `${id},${name},${seats[id]}` : line,
    ),
  );
const rep = (id: string, change: (line: string) => string) =>
  write("reps.csv", readFileSync(join(folder, "reps.csv"), "utf8").replace(new RegExp(`^${id},.*$`, "m"), change));

interface Found {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly place: { readonly line: number; readonly column: number };
}

async function found(...args: readonly string[]): Promise<readonly Found[]> {
  const tables = ["clients", "reps", "orders"].flatMap((name) => [`--${name}`, `${name}.csv`]);
  const { out } = await runInProcess(["check", "plan.csv", ...tables, "--format", "json", ...args], folder);
  return (JSON.parse(out) as { findings: Found[] }).findings;
}

describe("family-split", () => {
  it.each([
    [{ C07: "R3,D1" }, 8, "Gorse Group (C07) and Gorse Garments (C08)"],
    [{ C08: "R3,D1" }, 9, "Gorse Garments (C08) and Gorse Group (C07)"],
  ])("stands at the member who is not with the family's owner: %j", async (seats, line, who) => {
    plan(seats);
    const [finding, ...others] = await found();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: "EB211", place: { line } });
    expect(finding?.message).toBe(`${who} are one family with two sellers`);
    expect(finding?.remedy).toMatch(/^could take it now with its family of 2: Eva Lind \(R5, hours \d% -> \d%\)$/);
  });
});

describe("caps", () => {
  it("says that nobody has room, and who is least overloaded", async () => {
    plan({ C01: "R1," });
    rep("D1", (line) => line.replace(",en;fr,,", ",en;fr,3,"));
    const remedies = (await found()).filter(({ code }) => code === "EB105").map(({ remedy }) => remedy);
    expect(remedies[0]).toMatch(/^nobody has room; least overloaded: Dora Kraus \(D1, hours \d+% -> \d+%\)$/);
  });

  it("says that nobody else may take any of the clients", async () => {
    rep("D1", (line) => line.replace(",en;fr,,", ",en;fr,3,"));
    const [finding] = (await found()).filter(({ code }) => code === "EB302");
    expect(finding?.remedy).toMatch(
      /^give away \d clients; nobody else may take a client of Dora Kraus: more reps, or fewer hours a client$/,
    );
  });

  it("names several clients where one would not do, and leaves out reps without room", async () => {
    plan({ C03: "R3,D1", C04: "R3,D1" });
    rep("R3", (line) => line.replace("en;fr,,", "en;fr,3,"));
    const [finding] = (await found()).filter(({ code }) => code === "EB302");
    expect(finding?.remedy).toBe("give away 2 clients; moving C03 and C04 to Ben Okafor (R2) would do");
  });
});

describe("senior-buried-in-routine", () => {
  it("asks for a desk specialist where the senior is the desk herself", async () => {
    write("evenbook.yaml", "aims: { senior_routine_share: 0 }\nbalance: { tolerance: 0.99 }\n");
    rep("R1", (line) => line.replace("seller", "both"));
    plan({ C01: "R1,R1", C02: "R1,R1" });
    const [finding] = (await found()).filter(({ code }) => code === "EB404");
    expect(finding?.remedy).toBe("give the desk seat of C01 and C02 to a desk specialist, such as Dora Kraus (D1)");
    expect(finding?.place).toMatchObject({ line: 2, column: 20 });
  });
});

describe("unknown-rep", () => {
  it("names who could take the client", async () => {
    plan({ C01: "R99,D1" });
    const [finding] = await found();
    expect(finding?.code).toBe("EB102");
    expect(finding?.remedy).toMatch(
      /^write the rep_id, .* in the reps file; could take it now: Ana Ruiz \(R1, hours \d+% -> \d+%\)$/,
    );
  });
});
