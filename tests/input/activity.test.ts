import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { parseIsoDay } from "../../src/calendar/days.ts";
import type { Day } from "../../src/domain/day.ts";
import type { ClientId, RepId } from "../../src/domain/ids.ts";
import { readProjects, readRequests, readVisits } from "../../src/input/index.ts";

const whose = {
  clients: [
    { id: "C1" as ClientId, name: "Alder" },
    { id: "C2" as ClientId, name: "Birch" },
  ],
  reps: [{ id: "R1" as RepId, name: "Ann Reed", email: "ann@example.org" }],
  asOf: parseIsoDay("2026-09-30") as Day,
};
const table = (name: string, ...lines: string[]) => ({
  name,
  stream: Readable.from([Buffer.from(`${lines.join("\n")}\n`)]),
});
const codes = (findings: readonly { code: string; place?: { line: number } }[]) =>
  findings.map(({ code, place }) => `${code}:${place?.line}`);

describe("visits", () => {
  it("are read by id or name, and what does not count is said", async () => {
    const { value, findings } = await readVisits(
      table(
        "visits.csv",
        "client_id,rep_id,date",
        "C1,R1,2026-03-01",
        "Birch,ann@example.org,2026-03-02",
        "C9,R1,2026-03-03",
        "C1,R9,2026-03-04",
        "C1,R9,2026-03-05",
        "C1,R1,2062-03-01",
        "C1,R1,2026-02-30",
      ),
      whose,
    );
    expect(value.map(({ clientId, repId }) => [clientId, repId])).toEqual([
      ["C1", "R1"],
      ["C2", "R1"],
      ["C1", "R9"],
      ["C1", "R9"],
    ]);
    expect(codes(findings)).toEqual(["EB801:4", "EB802:5", "EB803:7", "EB116:8"]);
  });
});

describe("projects", () => {
  it("have an id, a client, a day and perhaps an amount in cents", async () => {
    const { value, findings } = await readProjects(
      table(
        "projects.csv",
        "project_id,client_id,rep_id,won_date,amount",
        "P1,C1,R1,2026-03-01,1200.50",
        ",C1,R1,2026-03-01,1.00",
        "P3,C2,,2026-03-01,",
        "P4,C2,R1,2027-03-01,5.00",
      ),
      whose,
    );
    expect(value.map(({ id, amount, repId }) => [id, amount, repId])).toEqual([
      ["P1", 120050, "R1"],
      ["P3", undefined, undefined],
    ]);
    expect(codes(findings)).toEqual(["EB118:3", "EB803:5"]);
  });
});

describe("requests", () => {
  it("keep their type, in three languages, and their text", async () => {
    const { value } = await readRequests(
      table(
        "requests.csv",
        "request_id,client_id,date,type,text",
        "T1,C1,2026-03-01,Complaint,Wrong item",
        "T2,C1,2026-03-02,жалоба,",
        "T3,C1,2026-03-03,constructor,",
      ),
    );
    expect(value?.list.map(({ id, type, text }) => [id, type, text])).toEqual([
      ["T1", "complaint", "Wrong item"],
      ["T2", "complaint", undefined],
      ["T3", undefined, undefined],
    ]);
  });

  it("without a client or a day are told of, not passed over", async () => {
    const { value, findings } = await readRequests(
      table("requests.csv", "request_id,client_id,date", "T1,,2026-03-01", "T2,C1,", "T3,C1,2026-03-03"),
    );
    expect(value?.list.map(({ id }) => id)).toEqual(["T3"]);
    expect(findings.map(({ severity, place }) => [severity, place?.line])).toEqual([
      ["warning", 2],
      ["warning", 3],
    ]);
  });
});
