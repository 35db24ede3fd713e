import { describe, expect, it } from "vitest";
import { parseIsoDay, parseQuarter } from "../../src/calendar/days.ts";
import type { Quarter } from "../../src/domain/quarter.ts";
import { applyOverrides } from "../../src/input/tables/apply-overrides.ts";
import { readClients } from "../../src/input/tables/clients.ts";
import { overrideProblemKinds } from "../../src/input/tables/override-problems.ts";
import { readOverrides } from "../../src/input/tables/overrides.ts";
import { controlCharacters } from "../control-characters.ts";
import { tableOf } from "./sources.ts";

const reps = [
  { id: "R1", name: "Ana Ruiz" },
  { id: "R2", name: "Ben Okafor", email: "ben@example.com" },
] as never;

const quarter = parseQuarter("2026Q4") as Quarter;

/** The clients C1 (of R1), C2 (of R1, locked) and C3 (nobody's) with the decisions, and the findings as "line:column code". */
async function decide(text: string) {
  const clients = await readClients(
    tableOf(
      "client_id,name,owner_id,label,lock\nC1,Alder,R1,transactional,\nC2,Birch,R1,,true\nC3,Cedar,,,\n",
      "c.csv",
    ),
  );
  const read = await readOverrides(tableOf(text, "o.csv"), { clients: clients.value, reps });
  const applied = applyOverrides(clients.value, read.value, quarter);
  return {
    client: (id: string) => applied.value.find((client) => client.id === id),
    findings: [...read.findings, ...applied.findings].map(
      ({ place, code }) => `${place?.line}:${place?.column} ${code}`,
    ),
    messages: [...read.findings, ...applied.findings].map(({ message }) => message),
  };
}

describe("overrides.csv", () => {
  it("is read in its first form, labels only; a row that is not filled in says nothing", async () => {
    const { client, findings } = await decide("client_id,label,label_reason\nC1,consultative,new plant\nC2,,\n");
    expect(client("C1")).toMatchObject({ label: "consultative", labelReason: "new plant" });
    expect(client("C2")?.label).toBeUndefined();
    expect(findings).toEqual([]);
  });

  it("holds every kind of decision, with who, when, why and until", async () => {
    const { client, findings } = await decide(
      [
        "Client ID;Decision;Label;Rep;Valid until;Reason;By;Decided on",
        "C1;label;consultative;;;new plant;A. Meier;20.09.2026",
        "C1;hold;;;31.12.2026;tender;A. Meier;20.09.2026",
        "C3;lock;;Ana Ruiz;;;;",
        "C3;never;;ben@example.com;;quarrel;;",
        "",
      ].join("\n"),
    );
    expect(client("C1")).toMatchObject({
      label: "consultative",
      labelReason: "new plant; A. Meier, 2026-09-20",
      locked: false,
      holdUntil: parseIsoDay("2026-12-31"),
      holdReason: "tender; A. Meier, 2026-09-20",
    });
    expect(client("C3")).toMatchObject({
      locked: true,
      holdWith: "R1",
      exclusions: [{ repId: "R2", note: "quarrel", place: { file: "o.csv", line: 5 } }],
    });
    expect(findings).toEqual([]);
  });

  it.each([
    ["a holdover without an end", "C1,holdover,,,", "2:15 EB144"],
    ["an exclusion of nobody", "C1,exclusion,,,", "2:15 EB144"],
    ["no kind", "C1,,,R1,", "2:1 EB144"],
    ["a label that sets none", "C1,label,,,", "2:10 EB144"],
    ["a kind that is none", "C1,pin,,R1,", "2:4 EB121"],
    ["a label that is none", "C1,label,big,,", "2:10 EB121"],
    ["a date that is none", "C1,holdover,,,2026-02-30", "2:15 EB116"],
    ["a rep who is gone", "C1,exclusion,,R9,", "2:15 EB145"],
    ["a client who is gone", "C9,exclusion,,R2,", "2:1 EB138"],
    ["no client", ",exclusion,,R2,", "2:1 EB118"],
    ["an end before the quarter", "C1,exclusion,,R2,2026-09-30", "2:1 EB147"],
  ])("reports %s and leaves the row out", async (_, row, finding) => {
    // The last row tells the form of the dates.
    const { client, findings } = await decide(`client_id,kind,label,rep_id,until\n${row}\nC3,lock,,R1,2026-12-31\n`);
    expect(findings).toEqual([finding]);
    expect(client("C1")).toMatchObject({ label: "transactional", locked: false });
    expect(client("C1")).not.toHaveProperty("exclusions");
  });

  it.each([
    ["two labels", "C1,label,consultative,\nC1,label,transactional,", "3:1 EB146"],
    ["a lock and an exclusion", "C1,lock,,R2\nC1,exclusion,,R2", "3:1 EB146"],
    ["a lock to the owner and an exclusion of the owner", "C1,lock,,\nC1,exclusion,,R1", "3:1 EB146"],
    ["two locks", "C1,lock,,R1\nC1,lock,,R2", "3:1 EB146"],
    ["a lock to somebody else than the clients file's", "C2,lock,,R2", "2:1 EB146"],
    ["an exclusion of whom the clients file locks it to", "C2,exclusion,,R1", "2:1 EB146"],
    ["a label twice", "C1,label,consultative,\nC1,label,consultative,", "3:1 EB148"],
    ["a lock that the clients file has", "C2,lock,,R1", "2:1 EB148"],
    ["an exclusion twice", "C1,exclusion,,R2\nC1,exclusion,,Ben Okafor", "3:1 EB148"],
  ])("reports %s", async (_, rows, finding) => {
    const { findings } = await decide(`client_id,kind,label,rep_id\n${rows}\n`);
    expect(findings).toEqual([finding]);
  });

  it("lets a decision follow one that has ended", async () => {
    const { client, findings } = await decide(
      "client_id,kind,rep_id,until\nC1,lock,R1,2026-06-30\nC1,lock,R2,2027-03-31\n",
    );
    expect(findings).toEqual(["2:1 EB147"]);
    expect(client("C1")).toMatchObject({ holdWith: "R2", holdUntil: parseIsoDay("2027-03-31"), locked: false });
  });

  it("shows nothing of a hostile cell as it stands", async () => {
    const { messages } = await decide("client_id,kind,rep_id\nC1,exclusion,\u001b[2J\u202eR9\n");
    expect(messages).toHaveLength(1);
    expect(messages[0]).not.toMatch(controlCharacters);
  });

  it("has a page for each of its codes", () => {
    const codes = overrideProblemKinds.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    for (const words of overrideProblemKinds)
      for (const text of Object.values(words)) expect(text).not.toMatch(/^$|\.$/);
  });
});
