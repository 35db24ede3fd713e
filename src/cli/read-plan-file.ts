import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { makesCheckUnsound } from "../baseline/never-quiet.ts";
import type { Assignments } from "../domain/assignments.ts";
import type { Finding } from "../domain/finding.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import { readAssignments, type Source } from "../input/index.ts";
import type { SeatHolders } from "../review/plan-under-review.ts";
import { planCsvOf } from "./beside-plan.ts";
import { type Io, UsageError } from "./io.ts";
import type { Prepared } from "./prepare.ts";
import { staleSince } from "./stale-plan.ts";

/** A plan as a file has it. */
export interface PlanFile {
  /** As the user named it; of a folder the plan.csv in it. */
  readonly file: string;
  readonly holders: SeatHolders;
  readonly assignments: Assignments;
}

/** As `planCsvOf`; a folder without a plan is a usage error. */
export function planPath(name: string, io: Io): string {
  if (name === "-") return name;
  const file = planCsvOf(name, io);
  if (file !== name && !existsSync(resolve(io.cwd, file)))
    throw new UsageError(`${name} is a folder without a plan.csv`);
  return file;
}

/** Reads plan.csv, or any CSV of clients and owners, as `check` does; `value` is absent where no row of it can be used. */
export async function readPlanFile(
  name: string,
  prepared: Prepared,
  io: Io,
): Promise<{ readonly value: PlanFile | undefined; readonly findings: readonly Finding[] }> {
  const file = planPath(name, io);
  const source: Source = file === "-" ? { name: "standard input", stream: io.stdin } : file;
  const { tables, config } = prepared;
  const { value: assignments, findings } = await readAssignments(source, {
    clients: tables.clients,
    reps: tables.reps,
    columns: config.columns.assignments,
  });
  if (assignments.rows.size === 0 && findings.some(makesCheckUnsound)) return { value: undefined, findings };
  const stale = await staleSince(file, prepared, assignments.headerPlace, io);
  return {
    value: { file: assignments.file, assignments, holders: holdersOf(assignments) },
    findings: [...findings, ...stale],
  };
}

function holdersOf({ rows, seats }: Assignments): SeatHolders {
  return Object.fromEntries(
    seats.map((seat) => {
      const held = new Map<ClientId, RepId>();
      for (const [id, row] of rows) {
        const repId = row.seats[seat]?.repId;
        if (repId !== undefined) held.set(id, repId);
      }
      return [seat, held];
    }),
  );
}
