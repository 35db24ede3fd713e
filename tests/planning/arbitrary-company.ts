import fc from "fast-check";
import { type Config, configSchema } from "../../src/config/schema.ts";
import type { CompanyFiles } from "../demo/company.ts";

const region = fc.constantFrom("North", "South", "");
const money = fc.integer({ min: -50_000, max: 900_000 });

const client = fc.record({
  owner: fc.constantFrom("R0", "R1", "R2", "R3", "GONE", ""),
  region,
  parent: fc.option(fc.nat(9), { freq: 4, nil: undefined }),
  label: fc.constantFrom("", "", "", "consultative", "transactional"),
  skill: fc.constantFrom("", "", "", "hydraulics"),
  lock: fc.constantFrom("", "", "", "true"),
  hold: fc.constantFrom("", "", "", "2026-06-30", "2027-03-31"),
  desk: fc.constantFrom("", "", "R0", "R1", "R2", "R3", "GONE"),
  language: fc.constantFrom("", "", "", "fr"),
  contacts: fc.nat(8),
});

const rep = fc.record({
  role: fc.constantFrom("seller", "seller", "desk", "both"),
  level: fc.constantFrom("junior", "middle", "senior"),
  regions: fc.constantFrom("", "North", "South", "North;South"),
  skills: fc.constantFrom("", "hydraulics"),
  hours: fc.constantFrom("", "0", "20", "250"),
  languages: fc.constantFrom("", "", "fr;de", "de"),
  most: fc.constantFrom("", "", "", "2", "0"),
  until: fc.constantFrom("", "", "", "2026-06-30", "2027-02-15"),
  mentor: fc.constantFrom("R0", "R1", "R2", "GONE", ""),
});

const order = fc.record({
  client: fc.nat(11),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
  sku: fc.nat(6),
  category: fc.nat(4),
  cents: money,
  quote: fc.boolean(),
});

/** Small companies of every shape: clients without owners or orders, families across regions, reps without hours, no desk. */
export function arbitraryCompany(): fc.Arbitrary<CompanyFiles> {
  return fc
    .record({
      clients: fc.array(client, { minLength: 1, maxLength: 12 }),
      reps: fc.array(rep, { minLength: 1, maxLength: 5 }),
      orders: fc.array(order, { minLength: 1, maxLength: 60 }),
    })
    .map(({ clients, reps, orders }) => ({
      "clients.csv": table(
        "client_id,name,owner_id,desk_id,region,parent_id,label,required_skills,language,lock,hold_until,contacts",
        clients.map((one, at) => {
          const parent = one.parent !== undefined && one.parent < at ? `C${one.parent}` : "";
          return [
            `C${at}`,
            `Client ${at}`,
            one.owner,
            one.desk,
            one.region,
            parent,
            one.label,
            one.skill,
            one.language,
            one.lock,
            one.hold,
            one.contacts,
          ];
        }),
      ),
      "reps.csv": table(
        "rep_id,name,role,level,regions,skills,capacity_hours,languages,max_clients,active_to,mentor_id",
        reps.map((one, at) => [
          ...[`R${at}`, `Rep ${at}`, one.role, one.level, one.regions, one.skills, one.hours],
          ...[one.languages, one.most, one.until, one.mentor],
        ]),
      ),
      "orders.csv": table(
        "order_id,client_id,order_date,sku,category,amount,quote_id",
        orders.map((one, at) => [
          `O${at}`,
          `C${one.client % clients.length}`,
          `2026-${two(one.month)}-${two(one.day)}`,
          `S${one.sku}`,
          `K${one.category}`,
          (one.cents / 100).toFixed(2),
          one.quote ? `Q${at}` : "",
        ]),
      ),
    }));
}

/** Configs in which hard limits, guards and budgets bite, and the default. */
export function arbitraryConfig(): fc.Arbitrary<Config> {
  const cap = fc.constantFrom({}, {}, { junior: 0 }, { junior: 1, middle: 1 }, { junior: 1, middle: 1, senior: 1 });
  const guard = fc.constantFrom(
    undefined,
    undefined,
    {},
    { junior: { max_complexity: 0 }, middle: { max_complexity: 20 } },
  );
  const budget = fc.constantFrom({}, {}, { revenue_share: 0, client_share: 0 }, { revenue_share: 1, client_share: 1 });
  const families = fc.constantFrom("together", "together", "apart");
  const mentoring = fc.constantFrom(
    undefined,
    undefined,
    { max_complexity: 60 },
    { max_complexity: 100, hours_per_junior: 3 },
  );
  return fc.record({ cap, guard, budget, families, mentoring }).map(({ cap, guard, budget, families, mentoring }) =>
    configSchema.parse({
      ...(guard === undefined ? {} : { guard }),
      ...(mentoring === undefined ? {} : { mentoring }),
      families,
      limits: { max_consultative: cap, move_budget: budget },
    }),
  );
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

function table(header: string, rows: readonly (readonly unknown[])[]): string {
  return `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`;
}

/** The same rows in another order. */
export function shuffleRows(files: CompanyFiles, key: number): CompanyFiles {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => {
      const [header = "", ...rows] = text.trimEnd().split("\n");
      const keyed = rows.map((row, at) => [Math.imul(at + 1, key | 1) >>> 0, row] as const).sort(([a], [b]) => a - b);
      return [name, `${[header, ...keyed.map(([, row]) => row)].join("\n")}\n`];
    }),
  );
}

/** The same company with other ids for clients, reps, orders and items. */
export function renameIds(
  files: CompanyFiles,
  key: number,
): { readonly files: CompanyFiles; readonly newId: (id: string) => string } {
  const newId = (id: string) =>
    `${id.slice(0, 1)}${(Math.imul(Number(id.slice(1)) + 1, (key * 2 + 1) | 1) >>> 0).toString(36)}x`;
  const renamed = Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      text.replaceAll(/(?<=^|,)[CROSK]\d+(?=,|$)/gm, (id) =>
        id.startsWith("K") || id.startsWith("S") ? id : newId(id),
      ),
    ]),
  );
  return { files: renamed, newId };
}
