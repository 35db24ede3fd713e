import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Io } from "../../src/cli/io.ts";
import { runInProcess } from "../cli/run-in-process.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evenbook-export-"));
  write("clients.csv", "client_id,name,owner_id,desk_id\nC1,Alder,R1,D1\nC2,Birch,R2,\nC3,Cedar,R1,D1\n");
  write(
    "reps.csv",
    "rep_id,name,role,email\nR1,Ann Reed,seller,ann@example.org\nR2,Bo Hill,seller,bo@example.org\nD1,Dee Moss,desk,dee@example.org\n",
  );
  write("plan.csv", "client_id,seller_id,desk_id\nC1,R2,D1\nC2,R2,D1\nC3,R1,\n");
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), "utf8");
/** Messages in one line each, as the terminal would not have broken them. */
const run = async (args: readonly string[], change: Partial<Io> = {}) => {
  const ran = await runInProcess(["export", ...args, "--clients", "clients.csv", "--reps", "reps.csv"], folder, change);
  return { ...ran, err: ran.err.replace(/\s+/g, " ") };
};
const exportTo = (...args: readonly string[]) => run(["--to", "generic", "plan.csv", ...args]);

describe("evenbook export", () => {
  it("writes nothing in a dry run", async () => {
    const before = readdirSync(folder);
    const { code, out } = await exportTo();
    expect([code, readdirSync(folder)]).toEqual([0, before]);
    expect(out).toContain("dry run, nothing is written");
  });

  it("reads the plan from standard input", async () => {
    const { code, out } = await run(["--to", "generic", "-"], {
      stdin: Readable.from([Buffer.from("client_id,seller_id\nC1,R2\n")]),
    });
    expect([code, out.includes("C1,Alder,R2,D1")]).toEqual([0, true]);
  });

  it("takes seats away where the system has empty ones, and gives them back", async () => {
    write("plan.csv", "client_id,seller_id,desk_id\nC1,,D1\nC2,R2,\nC3,R1,\n");
    await exportTo("--out", "out");
    expect(read("out/generic-owners.csv")).toBe("client_id,client_name,owner_id,desk_id\nC1,Alder,,D1\nC3,Cedar,R1,\n");
    expect(read("out/generic-rollback.csv")).toBe(
      "client_id,client_name,owner_id,desk_id\nC1,Alder,R1,D1\nC3,Cedar,R1,D1\n",
    );
  });

  it("keeps an older export, and parts of one, unless told otherwise", async () => {
    await exportTo("--out", "out");
    const rollback = read("out/generic-rollback.csv");
    write("clients.csv", "client_id,name,owner_id,desk_id\nC1,Alder,R2,D1\nC2,Birch,R1,\nC3,Cedar,R1,D1\n");
    const { code, err } = await exportTo("--out", "out");
    expect([code, err]).toEqual([2, expect.stringContaining("holds an export for another system already")]);
    expect(read("out/generic-rollback.csv")).toBe(rollback);
    expect((await exportTo("--out", "out", "--force")).code).toBe(0);
    expect(read("out/generic-rollback.csv")).not.toBe(rollback);
    write("out/generic-owners-2.csv", "client_id\n");
    const left = await exportTo("--out", "out", "--force");
    expect([left.code, left.err]).toEqual([2, expect.stringContaining("generic-owners-2.csv of an older export")]);
  });

  it("never writes over what it reads", async () => {
    write("generic-owners.csv", read("plan.csv"));
    const { code, err } = await run(["--to", "generic", "generic-owners.csv", "--out", ".", "--force"]);
    expect(code).toBe(2);
    expect(err).toContain("is an input of this run");
    expect(read("generic-owners.csv")).toBe(read("plan.csv"));
  });

  it("writes nothing at all when one owner cannot be named", async () => {
    write("reps.csv", "rep_id,name,email\nR1,Ann Reed,ann@example.org\nR2,Bo Hill,\nD1,Dee Moss,dee@example.org\n");
    const { code, err } = await run(["--to", "hubspot", "plan.csv", "--client-field", "ERP ID", "--out", "out"]);
    expect([code, existsSync(join(folder, "out"))]).toEqual([2, false]);
    expect(err).toContain('reps.csv:3:1: error EB701 rep "R2" (Bo Hill) has no e-mail address');
  });

  it("names the client's and the desk's field as told, on the command line or in the config", async () => {
    await run(["--to", "hubspot", "plan.csv", "--client-field", "ERP ID", "--desk-field", "Desk", "--out", "a"]);
    write("evenbook.yaml", "export:\n  client_field: ERP ID\n  desk_field: Desk\n");
    await run(["--to", "hubspot", "plan.csv", "--out", "b"]);
    expect(read("a/hubspot-owners.csv")).toBe(
      "ERP ID,Company owner,Desk\nC1,bo@example.org,dee@example.org\nC2,bo@example.org,dee@example.org\n",
    );
    expect(read("b/hubspot-owners.csv")).toBe(read("a/hubspot-owners.csv"));
  });

  it("refuses ids of another system, and fields that a system cannot find rows by", async () => {
    const { code, err } = await run(["--to", "hubspot", "plan.csv"]);
    expect([code, err]).toEqual([2, expect.stringContaining('no HubSpot Record ID, "C1" the first')]);
    const dynamics = await run(["--to", "dynamics", "plan.csv", "--client-field", "ERP ID"]);
    expect([dynamics.code, dynamics.err]).toEqual([2, expect.stringContaining("--client-field does not go with")]);
  });

  it("warns of a plan that was made from other clients", async () => {
    write(
      "summary.json",
      JSON.stringify({ config_sha256: "x", inputs: [{ table: "clients", sha256: "of another day" }] }),
    );
    const { code, err } = await exportTo();
    expect([code, err]).toEqual([
      0,
      expect.stringContaining("the clients file is not the one this plan was made from"),
    ]);
    expect((await exportTo("--fail-on", "warning")).code).toBe(1);
  });

  it("compares no quarter and no day: it reads no orders", async () => {
    const inputs = [{ table: "orders", sha256: "of any day" }];
    write("summary.json", JSON.stringify({ config_sha256: "x", quarter: "2026Q4", as_of: "2026-09-30", inputs }));
    const { err } = await exportTo();
    expect(err).not.toContain("EB604");
    expect(err).not.toContain("undefined");
  });

  it("takes a file of desk specialists alone, once the field for them is named", async () => {
    write("plan.csv", "client_id,desk_id\nC2,D1\n");
    const to = ["--to", "hubspot", "plan.csv", "--client-field", "ERP ID"];
    const { code, err } = await run(to);
    expect([code, err]).toEqual([2, expect.stringContaining("--desk-field")]);
    await run([...to, "--desk-field", "Desk", "--out", "out"]);
    expect(read("out/hubspot-owners.csv")).toBe("ERP ID,Company owner,Desk\nC2,bo@example.org,dee@example.org\n");
  });

  it("stops at rows that mean nobody", async () => {
    write("plan.csv", "client_id,seller_id\nC1,R9\nC9,R1\n");
    const { code, err } = await exportTo("--out", "out");
    expect([code, existsSync(join(folder, "out"))]).toEqual([2, false]);
    expect(err).toContain("EB101");
    expect(err).toContain("EB102");
  });
});
