import { Readable } from "node:stream";
import { generateDemo } from "../../fixtures/generate-demo.js";
import { quarterAfter } from "../../src/calendar/days.ts";
import { loadTables, type Tables } from "../../src/cli/load-tables.ts";
import { type Config, defaultConfig } from "../../src/config/schema.ts";
import { hasDesk } from "../../src/coverage/has-desk.ts";
import type { ClientProfile } from "../../src/domain/profile.ts";
import { profileClients } from "../../src/planning/profile-clients.ts";
import { ruleContext } from "../../src/planning/rule-context.ts";
import type { RuleContext } from "../../src/rules/rule.ts";

/** A company as text by file name. */
export type CompanyFiles = Readonly<Record<string, string>>;

export interface Company {
  readonly tables: Tables;
  readonly profiles: readonly ClientProfile[];
  readonly context: RuleContext;
}

/** Reads a company's files as the tool does and profiles its clients. */
export async function readCompany(files: CompanyFiles, config: Config = defaultConfig): Promise<Company> {
  const source = (name: string) => ({ name, stream: Readable.from([Buffer.from(files[name] ?? "")]) });
  const { value: tables, findings } = await loadTables(
    {
      clients: source("clients.csv"),
      reps: source("reps.csv"),
      orders: [source("orders.csv")],
      ...(files["requests.csv"] === undefined ? {} : { requests: source("requests.csv") }),
      ...(files["overrides.csv"] === undefined ? {} : { overrides: source("overrides.csv") }),
    },
    config,
  );
  if (!tables) throw new Error(findings.map((finding) => finding.message).join("\n"));
  const quarter = quarterAfter(tables.asOf);
  return {
    tables,
    profiles: profileClients({ ...tables, hasDesk: hasDesk(tables.reps, quarter, config) }, config),
    context: ruleContext(tables.clients, tables.reps, quarter, config),
  };
}

const drawn = new Map<number, CompanyFiles>();
const read = new Map<number, Promise<Company>>();

/** The demo's files as another seed draws them; once for all tests. */
export function demoFiles(seed: number): CompanyFiles {
  const files = drawn.get(seed) ?? generateDemo(seed);
  drawn.set(seed, files);
  return files;
}

/** The demo company of a seed, under the config without any settings; once for all tests. */
export function demoCompany(seed: number): Promise<Company> {
  const company = read.get(seed) ?? readCompany(demoFiles(seed));
  read.set(seed, company);
  return company;
}

/** The generator's own word on how each client buys; the tool never reads it. */
export function demoTruth(seed: number): ReadonlyMap<string, { readonly label: string; readonly habit: string }> {
  const [, ...rows] = (demoFiles(seed)["truth.csv"] ?? "").trim().split("\n");
  return new Map(
    rows.map((row) => {
      const [id = "", label = "", habit = ""] = row.split(",");
      return [id, { label, habit }];
    }),
  );
}
