import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lookAtFolder, type Survey, survey } from "../../src/input/index.ts";

const clients = "client_id,name,owner_id,region\nC1,Adler,R1,North\nC2,Birke,R1,North\nC3,Cobalt,R2,South\n";
const reps = "rep_id,name,hire_date,region\nR1,Ana Ruiz,2012-03-01,North\nR2,Ben Okafor,2025-01-15,South\n";
const orders = (year: number) =>
  `order_id,client_id,order_date,amount\n${[1, 2, 3].map((n) => `${year}-${n},C${n},${year}-0${n}-15,1${n}0.50`).join("\n")}\n`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "evenbook-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes the files and says which file was taken for which table. */
async function surveyOf(files: Record<string, string | Buffer>): Promise<Survey> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return survey(await lookAtFolder(folder));
}

const filesOf = ({ choices }: Survey) => Object.fromEntries([...choices].map(([kind, { files }]) => [kind, files]));

describe("which file is which", () => {
  it("is told by headers and ids, whatever the files are called", async () => {
    const found = await surveyOf({ "1.csv": orders(2025), "2.csv": reps, "3.csv": clients });
    expect(filesOf(found)).toEqual({ clients: ["3.csv"], reps: ["2.csv"], orders: ["1.csv"] });
    expect([...found.choices.values()].map(({ sureness }) => sureness)).toEqual(["sure", "sure", "sure"]);
    expect(found.choices.get("reps")?.references).toMatchObject([{ what: "owners", of: 2, found: 2 }]);
  });

  it("follows the owners: of two lists of people the one that the clients name", async () => {
    const strangers = reps
      .replaceAll("R1", "X1")
      .replaceAll("R2", "X2")
      .replace("Ana Ruiz", "A B")
      .replace("Ben Okafor", "C D");
    const found = await surveyOf({
      "a-reps.csv": strangers,
      "people.csv": reps,
      "c.csv": clients,
      "o.csv": orders(2025),
    });
    expect(filesOf(found)).toMatchObject({ reps: ["people.csv"] });
  });

  it("takes a file for each year as one history, also packed, and leaves other orders alone", async () => {
    const found = await surveyOf({
      "c.csv": clients,
      "r.csv": reps,
      "orders-2024.csv": orders(2024),
      "orders-2025.csv.gz": gzipSync(orders(2025)),
      "orders-old-shop.csv":
        "order_id,client_id,order_date,amount,note\nZ1,Q7,2019-01-01,5.00,\nZ2,Q8,2019-02-01,5.00,\n",
    });
    expect(filesOf(found)).toMatchObject({ orders: ["orders-2024.csv", "orders-2025.csv.gz"] });
    expect(found.choices.has("requests")).toBe(false);
  });

  it("finds requests and overrides by the clients they name", async () => {
    const found = await surveyOf({
      "c.csv": clients,
      "r.csv": reps,
      "o.csv": orders(2025),
      "tickets.csv": "ticket id,client_id,created,type\nT1,C1,2025-01-02,technical\nT2,C2,2025-01-05,delivery\n",
      "labels-by-hand.csv": "client_id,label,why\nC2,consultative,new plant\n",
    });
    expect(filesOf(found)).toMatchObject({ requests: ["tickets.csv"], overrides: ["labels-by-hand.csv"] });
  });

  it("finds visits and projects by their names and clients, and leaves the calendar and hand-offs that evenbook wrote", async () => {
    const found = await surveyOf({
      "c.csv": clients,
      "r.csv": reps,
      "o.csv": orders(2025),
      "visits 2025.csv": "client_id,rep_id,date\nC1,R1,2025-01-02\nC1,R1,2025-02-02\nC3,R2,2025-01-05\n",
      "visits.csv": "date,rep_id,client_id,due,days_late\n2026-10-01,R1,C1,2026-09-01,30\n",
      "won projects.csv":
        "project_id,client_id,rep_id,won_date,amount\nP1,C1,R1,2025-03-01,900.00\nP2,C2,R1,2025-04-01,70.00\n",
      "handoffs.csv": "client_id,hand_to,label,date\nC1,seller,consultative,2026-09-01\n",
      "cases.csv": "case,client_id,date,type\nT1,C1,2025-01-02,technical\n",
    });
    expect(filesOf(found)).toEqual({
      clients: ["c.csv"],
      reps: ["r.csv"],
      orders: ["o.csv"],
      requests: ["cases.csv"],
      visits: ["visits 2025.csv"],
      projects: ["won projects.csv"],
    });
  });

  it("finds overrides by what they decide, where they set no label", async () => {
    const found = await surveyOf({
      "c.csv": clients,
      "r.csv": reps,
      "o.csv": orders(2025),
      "exceptions.csv": "client_id,decision,rep,until\nC2,exclusion,R1,\nC1,hold,,2026-12-31\n",
    });
    expect(filesOf(found)).toMatchObject({ overrides: ["exceptions.csv"] });
  });

  it("leaves what evenbook wrote, workbooks and tables of other kinds", async () => {
    const found = await surveyOf({
      "clients.csv": clients,
      "reps.csv": reps,
      "orders.csv": orders(2025),
      "plan.csv": "client_id,client_name,label,seller_id,previous_seller_id\nC1,Adler,consultative,R1,R2\n",
      "labels.csv": "client_id,label,score,computed_label\nC1,consultative,40,consultative\n",
      "book.csv": Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
      "quota.csv": "rep_id,quarter_start,quota\nR1,2025-01-01,5\nR1,2025-04-01,6\n",
      ".hidden.csv": clients,
    });
    expect(filesOf(found)).toEqual({ clients: ["clients.csv"], reps: ["reps.csv"], orders: ["orders.csv"] });
    expect(Object.fromEntries(found.unused.map(({ look, why }) => [look.file, why]))).toEqual({
      "book.csv": "no table",
      "labels.csv": "own output",
      "plan.csv": "own output",
      "quota.csv": "not needed",
    });
  });

  it("calls it a guess where two files would do, and names the other", async () => {
    const found = await surveyOf({ "c.csv": clients, "c2.csv": clients, "r.csv": reps, "o.csv": orders(2025) });
    expect(found.choices.get("clients")).toMatchObject({ sureness: "guess", files: ["c.csv"], rivals: ["c2.csv"] });
    expect(found.unused).toMatchObject([{ look: { file: "c2.csv" }, why: "another is read" }]);
  });

  it("calls it a guess where no owner stands among the reps", async () => {
    const found = await surveyOf({ "c.csv": clients.replaceAll("R", "Z"), "r.csv": reps, "o.csv": orders(2025) });
    expect(found.choices.get("reps")?.sureness).toBe("guess");
  });

  it("is told by ids alone where headers say nothing", async () => {
    const found = await surveyOf({
      "a.csv": clients.replace("client_id,name,owner_id,region", "numéro,raison sociale,suivi par,secteur"),
      "b.csv": reps.replace("rep_id,name,hire_date,region", "matricule,nom,embauche,secteur"),
      "c.csv": `${orders(2024)}${orders(2025).split("\n").slice(1).join("\n")}`.replace(
        "order_id,client_id,order_date,amount",
        "commande,acheteur,jour,montant",
      ),
    });
    expect(filesOf(found)).toEqual({ clients: ["a.csv"], reps: ["b.csv"], orders: ["c.csv"] });
    expect(found.choices.get("clients")?.fit.chosen).toEqual({ client_id: "numéro", owner_id: "suivi par" });
    expect(found.choices.get("orders")?.fit.chosen).toEqual({
      client_id: "acheteur",
      order_id: "commande",
      order_date: "jour",
      amount: "montant",
    });
  });

  it("reads the regions of reps from the column that covers the clients they have", async () => {
    const wide = "rep_id,name,region,all_regions\nR1,Ana,,North;South\nR2,Ben,South,South\n";
    const found = await surveyOf({ "c.csv": clients, "r.csv": wide, "o.csv": orders(2025) });
    expect(found.choices.get("reps")?.fit.chosen).toEqual({ regions: "all_regions" });
  });

  it("finds nothing in a folder without tables", async () => {
    const found = await surveyOf({ "readme.txt": "just words\nand more of them\n", "empty.csv": "" });
    expect(filesOf(found)).toEqual({});
  });
});
