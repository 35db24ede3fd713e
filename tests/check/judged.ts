import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { judge } from "../../src/check/judge.ts";
import { checkSubject } from "../../src/check/subject.ts";
import type { Finding } from "../../src/domain/finding.ts";
import { readAssignments } from "../../src/input/tables/assignments.ts";
import { makePlan } from "../../src/planning/make-plan.ts";
import { planCsv } from "../../src/report/csv.ts";
import type { Company } from "../demo/company.ts";
import { tableOf } from "../input/sources.ts";

export async function planOf({ profiles, tables, context }: Company) {
  return (await makePlan(profiles, tables.reps, context, { seed: 1, effort: "quick" })).plan;
}

/** Reads an assignment file as the check does, and judges it. */
export async function judged(text: string, { profiles, tables, context }: Company): Promise<readonly Finding[]> {
  const { value, findings } = await readAssignments(tableOf(text, "plan.csv"), {
    clients: tables.clients,
    reps: tables.reps,
  });
  return judge(checkSubject(value, profiles, tables.reps, context), findings);
}

/** `EB201 at line 3` of each error. */
export function errors(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ severity }) => severity === "error")
    .map(({ code, place }) => `${code} at line ${place?.line}`);
}

export type PlanCells = Record<string, string>;

/** A plan file as rows that a test may change; line 1 is the header, row 0 is line 2. */
export class PlanFile {
  constructor(readonly rows: readonly PlanCells[]) {}

  static async of(company: Company): Promise<PlanFile> {
    return new PlanFile(parse(planCsv(await planOf(company)), { columns: true }));
  }

  line(id: string): number {
    return this.rows.findIndex((row) => row.client_id === id) + 2;
  }

  cell(id: string, column: string): string {
    return this.rows[this.line(id) - 2]?.[column] ?? "";
  }

  with(id: string, cells: PlanCells): PlanFile {
    return new PlanFile(this.rows.map((row) => (row.client_id === id ? { ...row, ...cells } : row)));
  }

  get text(): string {
    return stringify(this.rows as PlanCells[], { header: true });
  }
}
