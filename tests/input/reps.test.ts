import { describe, expect, it } from "vitest";
import { dayOf } from "../../src/calendar/days.ts";
import { type LevelOptions, resolveLevels } from "../../src/input/tables/levels.ts";
import { type RepOptions, readReps } from "../../src/input/tables/reps.ts";
import { summaries, tableOf } from "./sources.ts";

const options: RepOptions = { fullQuarterHours: 400 };
const levels: LevelOptions = { order: ["junior", "middle", "senior"], titles: {} };
const asOf = dayOf(2026, 9, 30);

describe("readReps", () => {
  it("takes those for the desk whom the config names, whatever their role and title", async () => {
    const { value, findings } = await readReps(
      tableOf("rep_id,role,title\nR1,seller,Sales Rep\nR2,,Sales Rep\nR3,,Sales Rep\n"),
      { ...options, roleTitles: { "Sales Rep": "both" }, deskReps: ["R1", "R2"] },
    );
    expect(findings).toEqual([]);
    expect(value.reps.map(({ role }) => role)).toEqual(["desk", "desk", "both"]);
  });

  it("reads every field of the contract", async () => {
    const { value, findings } = await readReps(
      tableOf(
        "rep_id,name,role,level,hire_date,regions,skills,languages,industries,capacity_hours,max_clients,active_from,active_to,mentor_id,email\n" +
          "R1,Ann Reed,both,Senior,2020-01-15,North;South,pumps|seals,en,Mining,320.5,40,2026-01-01,2026-12-31,R2,ann@example.org\n",
      ),
      { ...options, excludedReps: ["R1"] },
    );
    expect(findings).toEqual([]);
    expect(value.reps).toEqual([
      {
        id: "R1",
        name: "Ann Reed",
        role: "both",
        levelTitle: "Senior",
        levelPlace: { file: "table.csv", line: 2, column: 18, endColumn: 24 },
        hireDay: dayOf(2020, 1, 15),
        regions: ["North", "South"],
        skills: ["pumps", "seals"],
        languages: ["en"],
        industries: ["Mining"],
        quarterHours: 320.5,
        maxClients: 40,
        activeFrom: dayOf(2026, 1, 1),
        activeTo: dayOf(2026, 12, 31),
        mentorId: "R2",
        email: "ann@example.org",
        excluded: true,
        place: { file: "table.csv", line: 2, column: 1, endColumn: 3 },
      },
    ]);
  });

  it.each([
    ["rep_id\nR1", 400],
    ["rep_id,fte\nR1,0.5", 200],
    ["rep_id,fte\nR1,", 400],
    ["rep_id,fte,capacity_hours\nR1,0.5,300", 300],
  ])("knows the hours of a quarter from %j", async (content, hours) => {
    const { value } = await readReps(tableOf(content), options);
    expect(value.reps[0]?.quarterHours).toBe(hours);
  });

  it("maps titles to roles and reports roles it does not know", async () => {
    const content = "rep_id,role\nR1,Inside  Sales\nR2,deks\nR3,\n";
    const { value, findings } = await readReps(tableOf(content), {
      ...options,
      roleTitles: { "inside sales": "desk" },
    });
    expect(value.reps.map(({ role }) => role)).toEqual(["desk", "seller", "seller"]);
    expect(summaries(findings)).toEqual(["table.csv:3:4 error EB120"]);
    expect(findings[0]?.message).toContain('did you mean "desk"?');
  });

  it("reports a rep who is there twice with the first place", async () => {
    const { findings } = await readReps(tableOf("rep_id\nR1\nR1\n"), options);
    expect(summaries(findings)).toEqual(["table.csv:3:1 error EB122"]);
    expect(findings[0]?.related?.[0]?.place.line).toBe(2);
  });
});

describe("resolveLevels", () => {
  const resolve = async (content: string, changes: Partial<LevelOptions> = {}) => {
    const { value } = await readReps(tableOf(content), options);
    const { value: reps, findings } = resolveLevels(value, { ...levels, ...changes }, asOf);
    return { levels: reps.map(({ level, levelRank }) => `${levelRank} ${level}`), findings };
  };

  it("takes names of levels and mapped titles without regard to case and spacing", async () => {
    const content = "rep_id,level\nR1,SENIOR\nR2,Sales_Representative\n";
    expect(await resolve(content, { titles: { "sales representative": "middle" } })).toEqual({
      levels: ["2 senior", "1 middle"],
      findings: [],
    });
  });

  it("reports an unknown title with the levels, the likeliest one and the lines for the config", async () => {
    const { levels: found, findings } = await resolve("rep_id,level\nR1,seniour\n");
    expect(found).toEqual(["0 junior"]);
    expect(summaries(findings)).toEqual(["table.csv:2:4 error EB119"]);
    expect(findings[0]?.message).toBe(
      'level "seniour" of rep "R1" is none of junior, middle, senior; did you mean "senior"?',
    );
    expect(findings[0]?.remedy).toContain('levels: { titles: { "seniour": senior } }');
  });

  it("gives levels by tenure where the title says so or the column is absent", async () => {
    const months = { junior: 0, middle: 12, senior: 36 };
    const byTitle = "rep_id,level,hire_date\nR1,Rep,2026-01-01\nR2,Rep,2025-09-30\nR3,Rep,2020-05-05\n";
    const expected = { levels: ["0 junior", "1 middle", "2 senior"], findings: [] };
    expect(await resolve(byTitle, { titles: { Rep: "by_tenure" }, byTenureMonths: months })).toEqual(expected);
    const absent = "rep_id,hire_date\nR1,2026-01-01\nR2,2025-09-30\nR3,2020-05-05\n";
    expect(await resolve(absent, { byTenureMonths: months })).toEqual(expected);
  });

  it("takes the default once with one remark when the file tells nothing", async () => {
    const { levels: found, findings } = await resolve("rep_id\nR1\nR2\n");
    expect(found).toEqual(["1 middle", "1 middle"]);
    expect(summaries(findings)).toEqual(["table.csv:1:1 info EB132"]);
  });

  it("warns for a rep whose hire date is missing where levels go by tenure", async () => {
    const { levels: found, findings } = await resolve("rep_id,hire_date\nR1,\nR2,2020-01-01\n", {
      byTenureMonths: { senior: 24 },
      default: "junior",
    });
    expect(found).toEqual(["0 junior", "2 senior"]);
    expect(summaries(findings)).toEqual(["table.csv:2:1 warning EB132"]);
  });

  it("says nothing of hire dates that are known when the orders tell no day to count to", async () => {
    const raw = await readReps(tableOf("rep_id,hire_date\nR1,2020-01-01\n"), { fullQuarterHours: 250 });
    const options = { order: ["junior", "senior"], titles: {}, byTenureMonths: { senior: 24 } };
    expect(resolveLevels(raw.value, options, undefined).findings).toEqual([]);
  });
});
