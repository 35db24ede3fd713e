import { describe, expect, it } from "vitest";
import { applyPeople } from "../../src/whatif/apply-people.ts";
import { applySettings } from "../../src/whatif/apply-settings.ts";
import type { Change, ChangeKind } from "../../src/whatif/change.ts";
import { ChangeProblem, parseChange } from "../../src/whatif/parse-change.ts";
import { parseScenarios } from "../../src/whatif/scenario-file.ts";
import { autumn, configOf, day, repId, repOf } from "../rules/cast.ts";

const words = { levels: ["junior", "middle", "senior"] };
const parsed = (kind: ChangeKind, text: string) => parseChange(kind, { text }, words);
const change = (kind: ChangeKind, text: string) => {
  const found = parsed(kind, text);
  if (found instanceof ChangeProblem) throw new Error(found.message);
  return found;
};

describe("a newcomer", () => {
  it.each([
    [
      "junior seller North 2027-01-15",
      { level: "junior", role: "seller", regions: ["North"], from: day("2027-01-15") },
    ],
    ["2027-01-15 North Junior", { level: "junior", role: "seller", regions: ["North"], from: day("2027-01-15") }],
    ["senior both West Coast;South", { level: "senior", role: "both", regions: ["West Coast", "South"] }],
    ["desk", { level: "junior", role: "desk", regions: [] }],
    ['middle name="Eva Lind" fte=0,5 languages=en;de', { name: "Eva Lind", fte: 0.5, languages: ["en", "de"] }],
  ])("is understood from %j", (text, expected) => {
    expect(change("hire", text)).toMatchObject({ newcomer: expected });
  });

  it.each([
    ["seller North", "no level is named"],
    ["junior North 2027-02-30", "2027-02-30 is no day"],
    ["junior language=en", "language= is not known"],
    ["junior fte=-1", "fte=-1 is no share"],
  ])("is not guessed from %j", (text, message) => {
    expect(parsed("hire", text)).toMatchObject({ message: expect.stringContaining(message) as string });
  });
});

describe("people of a scenario", () => {
  const reps = [
    repOf({ id: repId("R1"), name: "Ann Reed", level: "senior", levelRank: 2 }),
    repOf({ id: repId("R2"), name: "Bo Lund", level: "junior", levelRank: 0 }),
    repOf({ id: repId("NEW1"), name: "Bo Lund", role: "desk" }),
  ];
  const applied = (...changes: readonly Change[]) =>
    applyPeople(changes, reps, { clients: [], config: configOf(), quarter: autumn });

  it("leave the day before the quarter unless a day is named", () => {
    const { reps: changed, findings } = applied(change("leave", "Ann Reed"));
    expect(changed[0]).toEqual({ ...reps[0], activeTo: day("2026-09-30") });
    expect(findings).toEqual([]);
  });

  it("join under an id that nobody has, with hours of the config", () => {
    const { newcomers } = applied(change("hire", "junior North fte=0.5 mentor=R1"), change("desk", "2"));
    expect(newcomers.map(({ id }) => id)).toEqual(["NEW1_", "NEW2", "NEW3"]);
    expect(newcomers[0]).toMatchObject({ quarterHours: 125, mentorId: "R1", levelRank: 0 });
    expect(newcomers[2]).toMatchObject({ role: "desk", quarterHours: 250 });
  });

  it("are found by a name that one bears only", () => {
    const { findings } = applied(change("promote", "Bo Lund senior"));
    expect(findings).toMatchObject([
      { code: "EB166", message: expect.stringContaining("2 reps are called") as string },
    ]);
  });

  it("change one after the other", () => {
    const { reps: changed } = applied(change("promote", "R2 middle"), change("fte", "R2 0.5"));
    expect(changed[1]).toMatchObject({ level: "middle", levelRank: 1, quarterHours: 125 });
  });
});

describe("the region of a newcomer", () => {
  const inRegions = (ofReps: readonly string[], text: string) => {
    const company = { clients: [{ region: "North" }, { region: "South" }], config: configOf(), quarter: autumn };
    return applyPeople([change("hire", text)], [repOf({ id: repId("R1"), regions: ofReps })], company);
  };

  it("is that of a client or a rep, or else an error", () => {
    const { findings } = inRegions(["North"], "junior Nrth");
    expect(findings).toMatchObject([{ code: "EB166", remedy: "did you mean North?" }]);
    expect(inRegions(["North", "Export"], "junior Export;south").findings).toEqual([]);
  });

  it("limits nobody where the regions of clients and reps are of two kinds", () => {
    const { newcomers, findings } = inRegions(["EMEA"], "junior North");
    expect(findings).toMatchObject([{ code: "EB167", message: expect.stringContaining("set aside") as string }]);
    expect(newcomers[0]?.regions).toEqual([]);
  });
});

describe("a setting", () => {
  it("is merged into what the config says", () => {
    const raw = { guard: { junior: { max_complexity: 30 }, middle: { max_complexity: 70 } }, currency: "EUR" };
    const { value } = applySettings(raw, [change("set", "guard.junior.max_complexity=50"), change("set", "guard={}")]);
    expect(value?.guard).toEqual({ junior: { max_complexity: 50 }, middle: { max_complexity: 70 } });
    expect(value?.currency).toBe("EUR");
  });

  it.each([
    ["__proto__.polluted=1", "unknown key __proto__"],
    ["balance.tolerance.x=1", "balance.tolerance"],
    ["guard.junor.max_complexity=1", "junor is no level"],
    ["seed=-1", "seed"],
  ])("%s is refused by the schema", (text, message) => {
    const { value, findings } = applySettings({}, [change("set", text)]);
    expect(value).toBeUndefined();
    expect(findings[0]).toMatchObject({ code: "EB166", message: expect.stringContaining(message) as string });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("a scenario file", () => {
  it("names each problem with its line", () => {
    const text = "scenarios:\n  one:\n    fte: [R1 0.5, R2]\n  two:\n    hyre: x\n";
    expect(parseScenarios(text, "s.yaml", words).findings).toMatchObject([{ place: { line: 5, column: 5 } }]);
    expect(parseScenarios(text.replace("hyre: x", "leave: R1"), "s.yaml", words).findings).toMatchObject([
      { place: { file: "s.yaml", line: 3, column: 19 } },
    ]);
  });

  it.each(["", "scenarios:", "scenarios: {}", "- 1", "a: [", "scenarios: *x", "scenarios:\n  a: {}\n  a: {}", "\0"])(
    "%j is a finding, never a crash",
    (text) => {
      expect(parseScenarios(text, "s.yaml", words).findings).toMatchObject([{ code: "EB166", severity: "error" }]);
    },
  );
});
