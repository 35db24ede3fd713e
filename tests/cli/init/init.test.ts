import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Interrupted } from "../../../src/cli/init/prompter.ts";
import { schemaReference } from "../../../src/cli/init/schema-reference.ts";
import { parseConfig } from "../../../src/config/parse-config.ts";
import { defaultConfig } from "../../../src/config/schema.ts";
import { controlCharacters } from "../../control-characters.ts";
import { runInProcess } from "../run-in-process.ts";
import { scripted } from "./scripted.ts";

const small = join(import.meta.dirname, "../../../fixtures/small");

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evenbook-init-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function files(texts: Record<string, string>): void {
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
}

const clients = "client_id,name,owner_id\nC1,Adler,R1\nC2,Birke,R1\nC3,Cobalt,R2\n";
const titled =
  "rep_id,name,title,hire_date\nR1,Ana Ruiz,Sales Rep,2012-03-01\nR2,Ben Okafor,Sales Rep,2026-01-15\n" +
  "R3,Cleo Mann,Head of Sales,\nR4,Dan Ode,Sales Rep,2020-01-01\n";
const orders = (dates: readonly string[]) =>
  `order_id,client_id,order_date,amount\n${dates.map((date, n) => `O${n},C${(n % 3) + 1},${date},1${n}0.50`).join("\n")}\n`;
const clear = ["2026-01-15", "2026-04-20", "2026-07-25", "2026-09-30"];
const ambiguous = ["03/04/2026", "05/06/2026", "07/08/2026"];

function config(name = "evenbook.yaml") {
  const { value, findings } = parseConfig(readFileSync(join(folder, name), "utf8"), name);
  expect(findings).toEqual([]);
  return value ?? defaultConfig;
}

describe("evenbook init, asking", () => {
  it("asks only what the files do not say", async () => {
    cpSync(small, folder, { recursive: true });
    const prompter = scripted({ "Show the plan": false });
    expect((await runInProcess(["init"], folder, { prompter })).code).toBe(0);
    expect(prompter.asked.map((message) => message.split(/[?,]/)[0])).toEqual([
      "Which quarter do you plan",
      "How far from an even share may a rep be",
      "How much of the revenue may move without need",
      "Show the plan now",
    ]);
  });

  it("writes what was answered, and the plan then runs", async () => {
    files({ "clients.csv": clients, "reps.csv": titled, "orders.csv": orders(clear) });
    const prompter = scripted({
      "Which quarter": "2027Q1",
      "Who is the desk": ["R4"],
      "even share": "0.2",
      "revenue may move": "7.5%",
      "Show the plan": true,
    });
    const { code, out, err } = await runInProcess(["init"], folder, { prompter });
    expect(err).not.toContain("error");
    expect(out).toContain("evenbook plan for 2027Q1");
    expect(code).toBe(0);
    const { quarter, levels, reps, balance, limits, roles } = config();
    expect({
      quarter,
      titles: levels.titles,
      reps,
      tolerance: balance.tolerance,
      budget: limits.move_budget.revenue_share,
    }).toEqual({
      quarter: "2027Q1",
      titles: { "Sales Rep": "by_tenure", "Head of Sales": "senior" },
      // Others of that title sell, so the person is named and not the title.
      reps: { exclude: ["R3"], desk: ["R4"] },
      tolerance: 0.2,
      budget: 0.075,
    });
    expect(roles.titles).toEqual({});
  });

  it("names the title where all of it are the desk", async () => {
    files({
      "clients.csv": clients,
      "reps.csv": titled.replace("Dan Ode,Sales Rep", "Dan Ode,Inside Sales"),
      "orders.csv": orders(clear),
    });
    const prompter = scripted({ "Show the plan": false });
    await runInProcess(["init"], folder, { prompter });
    expect(config().roles.titles).toEqual({ "Inside Sales": "desk" });
    expect(config().reps.desk).toEqual([]);
  });

  it("gives every role that evenbook does not know one that it does", async () => {
    const roled = "rep_id,name,role,level\nR1,Ana,Hunter,senior\nR2,Ben,Farmer,junior\nR3,Cleo,Order desk,middle\n";
    files({ "clients.csv": clients, "reps.csv": roled, "orders.csv": orders(clear) });
    const prompter = scripted({ "Show the plan": false });
    expect((await runInProcess(["init"], folder, { prompter })).code).toBe(0);
    expect(config().roles.titles).toEqual({ "Order desk": "desk", Hunter: "seller", Farmer: "seller" });
  });

  it("takes the level of each title from the person who says it", async () => {
    files({ "clients.csv": clients, "reps.csv": titled, "orders.csv": orders(clear) });
    const prompter = scripted({ "levels come from": "each", "Sales Rep (": "junior", "Show the plan": false });
    await runInProcess(["init"], folder, { prompter });
    expect(config().levels.titles).toEqual({ "Sales Rep": "junior", "Head of Sales": "senior" });
  });

  it("asks for the months of service where all would be on one level", async () => {
    const old = titled.replace("2026-01-15", "2019-01-15");
    files({ "clients.csv": clients, "reps.csv": old, "orders.csv": orders(clear) });
    const prompter = scripted({ "Months of service": "84, 120", "Show the plan": false });
    await runInProcess(["init"], folder, { prompter });
    expect(config().levels.by_tenure_months).toEqual({ junior: 0, middle: 84, senior: 120 });
  });

  it("asks which comes first where no date tells, and only then", async () => {
    files({ "clients.csv": clients, "reps.csv": titled, "orders.csv": orders(ambiguous) });
    const prompter = scripted({ "fit both orders": "mdy", "Show the plan": false });
    const { code } = await runInProcess(["init"], folder, { prompter });
    expect(code).toBe(0);
    expect(prompter.asked[0]).toContain("Dates such as 03/04/2026 in orders.csv fit both orders");
    expect(config().formats.orders.date_order).toBe("mdy");
    expect(readFileSync(join(folder, "evenbook.yaml"), "utf8")).toContain("#as_of: 2026-07-08");
  });

  it("asks for the file where two would do", async () => {
    files({ "a.csv": clients, "b.csv": clients, "reps.csv": titled, "orders.csv": orders(clear) });
    const prompter = scripted({ "has the clients": "b.csv", "Show the plan": false });
    await runInProcess(["init"], folder, { prompter });
    expect(prompter.choices.get("Which file has the clients?")).toHaveLength(2);
    expect(config().files.clients).toBe("b.csv");
  });

  it("asks for a column that neither header nor values tell", async () => {
    const two = `vorgang,client_id,bestellt,geliefert,amount\n${clear.map((day, n) => `O${n},C${(n % 3) + 1},${day},${day},5.00`).join("\n")}\n`;
    files({ "clients.csv": clients, "reps.csv": titled, "orders.csv": two });
    const prompter = scripted({ "is order_date": "bestellt", "is order_id": "vorgang", "Show the plan": false });
    const { code } = await runInProcess(["init"], folder, { prompter });
    expect(
      prompter.choices.get("orders: which column of orders.csv is order_date?")?.map((name) => name.split(" ")[0]),
    ).toEqual(["bestellt", "geliefert"]);
    expect([code, config().columns.orders]).toEqual([0, { order_date: "bestellt", order_id: "vorgang" }]);
  });

  it("writes nothing and ends with 130 when a question is interrupted", async () => {
    cpSync(small, folder, { recursive: true });
    const before = readdirSync(folder);
    const prompter = scripted({ "even share": new Interrupted() });
    const { code, err } = await runInProcess(["init"], folder, { prompter });
    expect([code, err]).toEqual([130, "\nevenbook: interrupted; nothing was written\n"]);
    expect(readdirSync(folder)).toEqual(before);
  });

  it("keeps what is written when the offer of a plan is interrupted", async () => {
    cpSync(small, folder, { recursive: true });
    const { code, err } = await runInProcess(["init"], folder, {
      prompter: scripted({ "Show the plan": new Interrupted() }),
    });
    expect([code, err]).toEqual([130, "\nevenbook: interrupted; evenbook.yaml is written\n"]);
    expect(config().files.clients).toBe("clients.csv");
  });

  it("writes nothing when the run was interrupted while it read", async () => {
    cpSync(small, folder, { recursive: true });
    const { code } = await runInProcess(["init", "--yes"], folder, { interrupt: AbortSignal.abort() });
    expect([code, existsSync(join(folder, "evenbook.yaml"))]).toEqual([130, false]);
  });
});

describe("evenbook init, not asking", () => {
  it("never guesses the order of dates", async () => {
    files({ "clients.csv": clients, "reps.csv": titled, "orders.csv": orders(ambiguous) });
    const { code, err } = await runInProcess(["init", "--yes"], folder);
    expect([code, existsSync(join(folder, "evenbook.yaml"))]).toEqual([2, false]);
    expect(err).toContain("--date-order");
    expect((await runInProcess(["init", "--yes", "--date-order", "dmy"], folder)).code).toBe(0);
    expect(config().formats.orders.date_order).toBe("dmy");
  });

  it("says what is missing", async () => {
    files({ "clients.csv": clients, "orders.csv": orders(clear) });
    const { code, err } = await runInProcess(["init", "--yes"], folder);
    expect([code, existsSync(join(folder, "evenbook.yaml"))]).toEqual([2, false]);
    expect(err).toContain("reps");
    expect(err).toContain("--reps");
  });

  it("keeps an evenbook.yaml unless --force is given", async () => {
    cpSync(small, folder, { recursive: true });
    files({ "evenbook.yaml": "seed: 7\n" });
    expect((await runInProcess(["init", "--yes"], folder)).code).toBe(2);
    expect(readFileSync(join(folder, "evenbook.yaml"), "utf8")).toBe("seed: 7\n");
    expect((await runInProcess(["init", "--yes", "--force"], folder)).code).toBe(0);
    expect(config().files.clients).toBe("clients.csv");
  });

  it("writes where it is told, with paths from there, and says how to use it", async () => {
    mkdirSync(join(folder, "exports"));
    mkdirSync(join(folder, "settings"));
    cpSync(small, join(folder, "exports"), { recursive: true });
    const { code, out } = await runInProcess(["init", "exports", "--yes", "--out", "settings/q4.yaml"], folder);
    expect(code).toBe(0);
    expect(config("settings/q4.yaml").files.clients).toBe("../exports/clients.csv");
    expect(out).toContain("evenbook plan --config settings/q4.yaml");
    expect((await runInProcess(["plan", "--config", "settings/q4.yaml"], folder)).code).toBeLessThan(2);
    expect((await runInProcess(["init", "exports", "--yes", "--config", "settings/q5.yaml"], folder)).code).toBe(0);
    const both = await runInProcess(["init", "exports", "--yes", "--config", "a.yaml", "--out", "b.yaml"], folder);
    expect([both.code, both.err]).toEqual([2, expect.stringContaining("give one of them")]);
  });

  it("never writes over a table", async () => {
    cpSync(small, folder, { recursive: true });
    const { code, err } = await runInProcess(["init", "--yes", "--force", "--out", "clients.csv"], folder);
    expect([code, err]).toEqual([2, expect.stringContaining("is an input of this run")]);
    expect(readFileSync(join(folder, "clients.csv"), "utf8")).toBe(readFileSync(join(small, "clients.csv"), "utf8"));
  });

  it("writes the config also where the data must be mended, and says so", async () => {
    files({ "clients.csv": clients, "reps.csv": titled, "orders.csv": orders([...clear, "soon"]) });
    const { code, err, out } = await runInProcess(["init", "--yes"], folder);
    expect([code, existsSync(join(folder, "evenbook.yaml"))]).toEqual([1, true]);
    expect(err).toContain("orders.csv:6:");
    expect(err).toContain("evenbook.yaml is written, but evenbook plan stops at these.");
    expect(out).toContain("mend the files");
  });

  it("shows text from files without its control characters", async () => {
    files({
      "clients.csv": clients.replace("Adler", "Ad\u001b[2Jler\u202e"),
      "reps.csv": titled.replaceAll("Sales Rep", "Rep\u001b]0;x\u0007"),
      "orders.csv": orders(clear),
      "note\u001b[31m.csv": "a,b\n1,2\n",
    });
    const { code, out, err } = await runInProcess(["init", "--yes"], folder);
    const text = readFileSync(join(folder, "evenbook.yaml"), "utf8");
    for (const shown of [out, err, text]) expect(shown).not.toMatch(controlCharacters);
    expect(code).toBe(0);
    expect(Object.keys(config().levels.titles)).toContain("Rep\u001b]0;x\u0007");
  });

  it("prints one JSON document with --json", async () => {
    cpSync(small, folder, { recursive: true });
    const { code, out } = await runInProcess(["init", "--json"], folder);
    const document = JSON.parse(out);
    expect([code, document.config, document.settings.files.orders]).toEqual([0, "evenbook.yaml", "orders.csv"]);
    expect(document.tables[0].columns[0]).toEqual({
      field: "client_id",
      header: "client_id",
      by: "header",
      samples: ["C1", "C2", "C3"],
    });
    expect(document.text).toBe(readFileSync(join(folder, "evenbook.yaml"), "utf8"));
  });

  it("says which folder it cannot read", async () => {
    const { code, err } = await runInProcess(["init", "nowhere", "--yes"], folder);
    expect([code, err]).toEqual([2, expect.stringContaining("nowhere cannot be read: ENOENT")]);
  });

  it("reads tables through links", async () => {
    cpSync(small, join(folder, "real"), { recursive: true });
    mkdirSync(join(folder, "links"));
    for (const name of readdirSync(small)) symlinkSync(join(folder, "real", name), join(folder, "links", name));
    expect((await runInProcess(["init", "--yes"], join(folder, "links"))).code).toBe(0);
  });
});

describe("the schema that the config points to", () => {
  it("is relative where the tool is installed in the project, else the URL of this installation", () => {
    const schema = "/p/node_modules/evenbook/docs/evenbook.schema.json";
    expect(schemaReference("/p", schema)).toBe("node_modules/evenbook/docs/evenbook.schema.json");
    expect(schemaReference("/p/sales/q4", schema)).toBe("../../node_modules/evenbook/docs/evenbook.schema.json");
    expect(schemaReference("/elsewhere", schema)).toBe(`file://${schema}`);
    expect(schemaReference("/px", schema)).toBe(`file://${schema}`);
    expect(schemaReference("/my sales", "/my sales/node_modules/evenbook/docs/s.json")).toBe(
      "node_modules/evenbook/docs/s.json",
    );
    expect(schemaReference("/x", "/a b/node_modules/evenbook/docs/s.json")).toBe(
      "file:///a%20b/node_modules/evenbook/docs/s.json",
    );
  });

  it("is there", () => {
    const url = schemaReference(tmpdir());
    expect(JSON.parse(readFileSync(new URL(url), "utf8")).title).toBe("evenbook.yaml");
  });
});
