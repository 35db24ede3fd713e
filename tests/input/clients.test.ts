import { describe, expect, it } from "vitest";
import { dayOf } from "../../src/calendar/days.ts";
import { readClients } from "../../src/input/tables/clients.ts";
import { summaries, tableOf } from "./sources.ts";

describe("readClients", () => {
  it("reads every field of the contract", async () => {
    const header =
      "client_id,name,owner_id,desk_id,region,segment,industry,parent_id,label,label_reason,required_skills,language,potential,contacts,sites,lock,hold_until,hold_reason,last_visit";
    const { value, findings } = await readClients(
      tableOf(
        `${header}\nC1,"Alder, Sons",R1,D1,North,Trade,Mining,,Consultative,asks a lot,pumps;valves|seals,fr,12000.50,3,2,yes,2026-12-31,merger,2026-03-02\nC2,,,,,,,C1,,,,,,,,,,,\n`,
      ),
    );
    expect(findings).toEqual([]);
    expect(value[0]).toEqual({
      id: "C1",
      name: "Alder, Sons",
      ownerId: "R1",
      deskId: "D1",
      region: "North",
      segment: "Trade",
      industry: "Mining",
      label: "consultative",
      labelReason: "asks a lot",
      requiredSkills: ["pumps", "valves", "seals"],
      language: "fr",
      potential: 1_200_050,
      contacts: 3,
      sites: 2,
      locked: true,
      holdUntil: dayOf(2026, 12, 31),
      holdReason: "merger",
      lastVisit: dayOf(2026, 3, 2),
      place: { file: "table.csv", line: 2, column: 1, endColumn: 3 },
    });
    expect(value[1]).toEqual({
      id: "C2",
      name: "C2",
      parentId: "C1",
      requiredSkills: [],
      locked: false,
      place: { file: "table.csv", line: 3, column: 1, endColumn: 3 },
    });
  });

  it("collects every problem, each at its cell", async () => {
    const { value, findings } = await readClients(
      tableOf(
        [
          "client_id,name,label,lock,sites,hold_until,parent_id",
          'C1,"Alder\nand Sons",consultive,maybe,several,2026-02-30,',
          "C1,Again,,,,,",
          ",Nobody,,,,,",
          "C3,Short",
          "C4,Circle,,,,,C5",
          "C5,Circle,,,,,C4",
          "C6,Own,,,,,C6",
          "C7,Lost,,,,,C99",
        ].join("\n"),
      ),
    );
    expect(summaries(findings)).toEqual([
      "table.csv:3:11 error EB121",
      "table.csv:3:22 error EB121",
      "table.csv:3:28 error EB117",
      "table.csv:3:36 error EB116",
      "table.csv:4:1 error EB104",
      "table.csv:5:1 error EB118",
      "table.csv:6:1 error EB115",
      "table.csv:7:15 warning EB130",
      "table.csv:8:15 warning EB130",
      "table.csv:9:12 warning EB130",
      "table.csv:10:13 warning EB130",
    ]);
    expect(value.map(({ id, parentId }) => [id, parentId])).toEqual(
      ["C1", "C4", "C5", "C6", "C7"].map((id) => [id, undefined]),
    );
    expect(findings[0]?.message).toContain('did you mean "consultative"?');
  });

  it("takes off the apostrophe that keeps a spreadsheet from running a formula", async () => {
    const { value } = await readClients(tableOf("client_id,name\nC1,'=Alder\nC2,'s Hertog\n"));
    expect(value.map(({ name }) => name)).toEqual(["=Alder", "'s Hertog"]);
  });

  it.each([
    ["an empty file", "", "EB111"],
    ["a file of blanks", " \n\n", "EB111"],
    ["a header only", "client_id,name\n", "EB112"],
  ])("says what is wrong with %s", async (_, content, code) => {
    const { value, findings } = await readClients(tableOf(content));
    expect(value).toEqual([]);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
  });
});
