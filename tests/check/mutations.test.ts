import { beforeAll, describe, expect, it } from "vitest";
import { type Company, readCompany } from "../demo/company.ts";
import { errors, judged, PlanFile } from "./judged.ts";

/** Each client but the complex one orders valves every month; all may be served by the seniors as far as region and skill allow. */
const orders = ["SIMPLE", "SOUTH", "SKILLED", "LOCKED", "HELD", "PARENT", "CHILD", "SPARE"].flatMap((client) =>
  Array.from(
    { length: 12 },
    (_, month) => `O-${client}-${month},${client},2026-${String((month % 9) + 1).padStart(2, "0")}-15,V1,40.00`,
  ),
);

const files = {
  "clients.csv": `client_id,name,owner_id,desk_id,region,required_skills,parent_id,label,contacts,sites,lock,hold_until
COMPLEX,Birkenhof Bau,SENIOR,DESK,North,,,consultative,9,5,,
SIMPLE,Adler Pumpen,JUNIOR,DESK,North,,,transactional,1,1,,
SOUTH,Süd Werft,SENIOR,DESK,South,,,transactional,1,1,,
SKILLED,Hydra Works,SENIOR,DESK,North,hydraulics,,transactional,1,1,,
LOCKED,Cantiere Nord,OTHER,DESK,North,,,transactional,1,1,true,
HELD,Elbe Werft,OTHER,DESK,North,,,transactional,1,1,,2026-12-31
PARENT,Gruppe Alt,OTHER,DESK,North,,,transactional,1,1,,
CHILD,Gruppe Neu,OTHER,DESK,North,,PARENT,transactional,1,1,,
SPARE,Formel GmbH,JUNIOR,DESK,North,,,transactional,1,1,,
`,
  "reps.csv": `rep_id,name,role,level,regions,skills,active_to,capacity_hours
SENIOR,Ana Ruiz,seller,senior,,hydraulics,,250
OTHER,Olga Owner,seller,senior,North,,,250
JUNIOR,Ben Okafor,seller,junior,North,,,9
DESK,Dana Kraus,desk,middle,,,,250
GONE,Emil Novak,seller,senior,,hydraulics,2026-11-15,250
`,
  "orders.csv": `order_id,client_id,order_date,sku,amount
O-C1,COMPLEX,2025-11-03,X1,9000.00
O-C2,COMPLEX,2026-03-03,X2,15000.00
O-C3,COMPLEX,2026-09-30,X3,21000.00
${orders.join("\n")}
`,
};

let company: Company;
let plan: PlanFile;
beforeAll(async () => {
  company = await readCompany(files);
  // Everybody as they are: a plan without an error, whatever the solver makes of the company.
  plan = company.tables.clients.reduce(
    (file, { id, ownerId = "" }) => file.with(id, { seller_id: ownerId }),
    await PlanFile.of(company),
  );
});

describe("a plan that was changed by hand", () => {
  it("is without error before", async () => {
    expect(company.context.quarter.name).toBe("2026Q4");
    expect(errors(await judged(plan.text, company))).toEqual([]);
  });

  const mutations: readonly [string, string, (plan: PlanFile) => PlanFile, string][] = [
    ["a junior takes a complex client", "EB201", (file) => file.with("COMPLEX", { seller_id: "JUNIOR" }), "COMPLEX"],
    ["a rep of another region", "EB204", (file) => file.with("SOUTH", { seller_id: "OTHER" }), "SOUTH"],
    ["a seller without the skill", "EB206", (file) => file.with("SKILLED", { seller_id: "OTHER" }), "SKILLED"],
    ["a rep who leaves", "EB207", (file) => file.with("SIMPLE", { seller_id: "GONE" }), "SIMPLE"],
    ["a locked client", "EB208", (file) => file.with("LOCKED", { seller_id: "SENIOR" }), "LOCKED"],
    ["a held client", "EB209", (file) => file.with("HELD", { seller_id: "SENIOR" }), "HELD"],
    ["a family in two parts", "EB211", (file) => file.with("CHILD", { seller_id: "SENIOR" }), "CHILD"],
    ["a desk specialist as seller", "EB203", (file) => file.with("SIMPLE", { seller_id: "DESK" }), "SIMPLE"],
    ["a seller as desk specialist", "EB203", (file) => file.with("SIMPLE", { desk_id: "SENIOR" }), "SIMPLE"],
    ["no seller", "EB105", (file) => file.with("SIMPLE", { seller_id: "" }), "SIMPLE"],
    ["no desk specialist", "EB105", (file) => file.with("SIMPLE", { desk_id: "" }), "SIMPLE"],
    ["an unknown rep", "EB102", (file) => file.with("SIMPLE", { seller_id: "NOBODY" }), "SIMPLE"],
  ];
  it.each(mutations)("%s: %s", async (_, code, mutate, client) => {
    const found = errors(await judged(mutate(plan).text, company));
    expect(found).toContain(`${code} at line ${plan.line(client)}`);
  });

  it("a rep beyond the hours: EB301 at its first row", async () => {
    const full = plan.with("PARENT", { seller_id: "JUNIOR" }).with("CHILD", { seller_id: "JUNIOR" });
    const first = Math.min(...["SIMPLE", "SPARE", "PARENT", "CHILD"].map((id) => plan.line(id)));
    expect(errors(await judged(full.text, company))).toContain(`EB301 at line ${first}`);
  });

  it("a row that is dropped: EB103 at the header", async () => {
    const dropped = new PlanFile(plan.rows.filter(({ client_id }) => client_id !== "SPARE"));
    const found = await judged(dropped.text, company);
    expect(errors(found)).toEqual(["EB103 at line 1"]);
    expect(found.find(({ code }) => code === "EB103")?.clientId).toBe("SPARE");
  });

  it("a row that is there twice, and a client whom nobody knows: at their lines", async () => {
    const row = plan.rows[plan.line("SPARE") - 2] ?? {};
    const more = new PlanFile([...plan.rows, row, { ...row, client_id: "PHANTOM" }]);
    const last = plan.rows.length + 1;
    expect(errors(await judged(more.text, company))).toEqual([
      `EB104 at line ${last + 1}`,
      `EB101 at line ${last + 2}`,
    ]);
  });
});
