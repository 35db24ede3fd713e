import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { demoFiles } from "../demo/company.ts";

type Row = Record<string, string>;

function tablesOf(seed: number): Record<string, Row[]> {
  const files = Object.entries(demoFiles(seed));
  return Object.fromEntries(files.map(([name, text]) => [name.replace(".csv", ""), parse(text, { columns: true })]));
}

/** Rows by the value of a column; fails the test when a value is there twice. */
function byId(rows: Row[], column: string): Map<string, Row> {
  const index = new Map(rows.map((row) => [row[column] ?? "", row]));
  expect(index.size).toBe(rows.length);
  return index;
}

function cents(text: string | undefined): number {
  if (!/^-?\d+\.\d\d$/.test(text ?? "")) throw new Error(`${text} is no amount`);
  return Number(text?.replace(".", ""));
}

function list(cell: string | undefined): string[] {
  return cell === undefined || cell === "" ? [] : cell.split(";");
}

describe("the committed demo data", () => {
  it("is what seed 1 gives, byte for byte", () => {
    for (const [name, text] of Object.entries(demoFiles(1))) {
      expect(readFileSync(`fixtures/demo/${name}`, "utf8"), name).toBe(text);
    }
  });

  it("has LF line ends, and another seed draws another company", () => {
    expect(demoFiles(1)["orders.csv"]).not.toContain("\r");
    for (const name of ["clients.csv", "orders.csv", "truth.csv"])
      expect(demoFiles(2)[name]).not.toBe(demoFiles(1)[name]);
  });

  it("tries the report with wide, accented and long names", () => {
    const names = (tablesOf(1)["clients"] ?? []).map((client) => client["name"] ?? "");
    expect(names.some((name) => /[\u4e00-\u9fff]/.test(name))).toBe(true);
    expect(names.some((name) => /[\u00c0-\u017f]/.test(name))).toBe(true);
    expect(names.some((name) => name.length > 60)).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each([1, 2, 3, 4, 5])("demo data of seed %i", (seed) => {
  const {
    clients = [],
    reps = [],
    orders = [],
    truth = [],
    visits = [],
    projects = [],
    requests = [],
    "truth-cases": cases = [],
  } = tablesOf(seed);
  const clientOf = byId(clients, "client_id");
  const repOf = byId(reps, "rep_id");
  const truthOf = byId(truth, "client_id");
  const sellers = reps.filter((rep) => rep["role"] === "seller");

  it("has the stated size", () => {
    expect(clients.length).toBeGreaterThanOrEqual(150);
    expect(clients.length).toBeLessThanOrEqual(175);
    expect(reps).toHaveLength(14);
    expect(sellers.filter((rep) => rep["level"] === "junior")).toHaveLength(4);
    expect(reps.filter((rep) => rep["role"] === "desk")).toHaveLength(3);
    expect(orders.length).toBeGreaterThanOrEqual(9_000);
    expect(orders.length).toBeLessThanOrEqual(11_500);
    const days = orders.map((order) => order["order_date"] ?? "");
    expect(days[0]?.slice(0, 7)).toBe("2024-10");
    expect(days.at(-1)).toBe("2026-09-30");
  });

  it("refers only to what exists", () => {
    const unknownOwners = new Set(
      clients.map((client) => client["owner_id"] ?? "").filter((id) => id !== "" && !repOf.has(id)),
    );
    expect([...unknownOwners]).toEqual(["R05"]);
    expect(clients.filter((client) => client["owner_id"] === "R05")).toHaveLength(1);
    for (const { parent_id: parentId = "" } of clients)
      if (parentId !== "") expect(clientOf.get(parentId)?.["parent_id"]).toBe("");
    for (const rows of [orders, truth, visits, projects, requests, cases]) {
      expect(rows.filter((row) => !clientOf.has(row["client_id"] ?? ""))).toEqual([]);
    }
    for (const row of [...visits, ...projects]) expect(repOf.has(row["rep_id"] ?? "")).toBe(true);
    for (const { desk_id: deskId = "" } of clients) if (deskId !== "") expect(repOf.get(deskId)?.["role"]).toBe("desk");
    for (const { mentor_id: mentorId = "" } of reps) if (mentorId !== "") expect(repOf.has(mentorId)).toBe(true);
    expect([...truthOf.keys()].sort()).toEqual([...clientOf.keys()].sort());
  });

  it("has amounts that are quantity times price, in cents", () => {
    const wrong = orders.filter(
      (order) =>
        cents(order["amount"]) !== Number(order["quantity"]) * cents(order["unit_price"]) ||
        cents(order["unit_price"]) > cents(order["list_price"]) ||
        Number(order["quantity"]) === 0 ||
        !["portal", "edi", "phone", "email", "visit"].includes(order["channel"] ?? ""),
    );
    expect(wrong).toEqual([]);
    expect(orders.filter((order) => order["amount"]?.startsWith("-")).length).toBeGreaterThan(20);
    expect(orders.filter((order) => order["error"] === "true").length).toBeGreaterThan(50);
  });

  it("keeps an order to one client and one day", () => {
    const seen = new Map<string, string>();
    const split = orders.filter((order) => {
      const head = `${order["client_id"]} ${order["order_date"]} ${order["quote_id"]} ${order["project_id"]}`;
      const first = seen.get(order["order_id"] ?? "") ?? head;
      seen.set(order["order_id"] ?? "", first);
      return first !== head;
    });
    expect(split).toEqual([]);
  });

  it("has one project for each project code, worth what was ordered on it", () => {
    const worth = new Map<string, number>();
    for (const { project_id: id = "", amount } of orders)
      if (id !== "") worth.set(id, (worth.get(id) ?? 0) + cents(amount));
    expect(projects.map((project) => [project["project_id"], cents(project["amount"])])).toEqual([...worth]);
  });

  it("agrees with itself on the last visit", () => {
    const last = new Map(visits.map((visit) => [visit["client_id"], visit["date"]]));
    for (const client of clients) expect(client["last_visit"]).toBe(last.get(client["client_id"]) ?? "");
    for (const visit of visits) {
      expect((visit["date"] ?? "") >= (repOf.get(visit["rep_id"] ?? "")?.["hire_date"] ?? "")).toBe(true);
    }
  });

  it("names on a project a rep who was there when it was won", () => {
    for (const project of projects) {
      expect((project["won_date"] ?? "") >= (repOf.get(project["rep_id"] ?? "")?.["hire_date"] ?? "")).toBe(true);
    }
  });

  it("tells the story: juniors hold the complex clients, seniors the easy ones, in books of like size", () => {
    const consultativeShare = (level: string): number => {
      const held = clients.filter((client) => repOf.get(client["owner_id"] ?? "")?.["level"] === level);
      return (
        held.filter((client) => truthOf.get(client["client_id"] ?? "")?.["true_label"] === "consultative").length /
        held.length
      );
    };
    expect(consultativeShare("junior")).toBeGreaterThan(0.7);
    expect(consultativeShare("senior")).toBeLessThan(0.35);
    const newest = clients.filter((client) => client["owner_id"] === "R12");
    expect(newest.length).toBeGreaterThanOrEqual(10);
    for (const client of newest) expect(truthOf.get(client["client_id"] ?? "")?.["true_label"]).toBe("consultative");
    const books = sellers.map((rep) => clients.filter((client) => client["owner_id"] === rep["rep_id"]).length);
    expect(Math.max(...books) / Math.min(...books)).toBeLessThan(1.8);
  });

  it("has a senior or middle seller for every family, with the region, skills and languages it needs", () => {
    for (const head of clients.filter((client) => client["parent_id"] === "")) {
      const family = [head, ...clients.filter((client) => client["parent_id"] === head["client_id"])];
      const able = sellers.filter((rep) =>
        family.every(
          (client) =>
            rep["level"] !== "junior" &&
            list(rep["regions"]).includes(client["region"] ?? "") &&
            list(client["required_skills"]).every((skill) => list(rep["skills"]).includes(skill)) &&
            list(client["language"]).every((language) => list(rep["languages"]).includes(language)),
        ),
      );
      expect(able.length, head["client_id"]).toBeGreaterThan(0);
    }
  });

  it("has the stated exceptions", () => {
    const filled = (column: string): Row[] => clients.filter((client) => client[column] !== "");
    expect(filled("required_skills")).toHaveLength(3);
    expect(filled("language")).toHaveLength(2);
    expect(filled("lock")).toHaveLength(1);
    expect(filled("hold_until").map((client) => client["hold_reason"])).not.toContain("");
    expect(filled("hold_until")).toHaveLength(2);
    expect(filled("label").map((client) => client["label_reason"])).not.toContain("");
    expect(filled("label")).toHaveLength(2);
    expect(clients.length - filled("owner_id").length).toBe(8);
    expect(filled("desk_id").length).toBeLessThan(5);
  });

  it("shows each planted case in the orders", () => {
    const found = cases.map(({ case: name = "", client_id: id, since = "" }) => {
      const own = orders.filter((order) => order["client_id"] === id && cents(order["amount"]) > 0);
      const before = own.filter((order) => (order["order_date"] ?? "") < since);
      const after = own.filter((order) => (order["order_date"] ?? "") >= since);
      const categoriesAfter = new Set(after.map((order) => order["category"]));
      const lost = before.filter((order) => !categoriesAfter.has(order["category"]));
      expect(before.length, name).toBeGreaterThan(20);
      if (name === "overdue") expect(after).toHaveLength(0);
      if (name === "lost-category")
        expect([lost.length > before.length / 5, categoriesAfter.size > 0]).toEqual([true, true]);
      if (name === "project-at-routine-client")
        expect(after.filter((order) => order["project_id"] !== "").length).toBeGreaterThan(1);
      if (name === "unhappy") expect(after.filter((order) => order["error"] === "true").length).toBeGreaterThan(0);
      return name;
    });
    expect(found.sort()).toEqual([
      "lost-category",
      "overdue",
      "project-at-routine-client",
      "project-at-routine-client",
      "unhappy",
    ]);
  });

  it("has clients of both labels among the large and among the small", () => {
    const revenue = new Map(clients.map((client) => [client["client_id"] ?? "", 0]));
    for (const order of orders) {
      revenue.set(order["client_id"] ?? "", (revenue.get(order["client_id"] ?? "") ?? 0) + cents(order["amount"]));
    }
    const buying = [...revenue].filter(([, total]) => total !== 0).sort((a, b) => b[1] - a[1]);
    const half = Math.floor(buying.length / 2);
    for (const part of [buying.slice(0, half), buying.slice(half)]) {
      const consultative =
        part.filter(([id]) => truthOf.get(id)?.["true_label"] === "consultative").length / part.length;
      expect(consultative).toBeGreaterThan(0.35);
      expect(consultative).toBeLessThan(0.65);
    }
  });
});
