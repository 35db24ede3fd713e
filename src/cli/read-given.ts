import * as z from "zod";
import { makesCheckUnsound } from "../baseline/never-quiet.ts";
import { nearest } from "../config/nearest.ts";
import type { Assignments } from "../domain/assignments.ts";
import type { Finding } from "../domain/finding.ts";
import type { RepId } from "../domain/ids.ts";
import { seats } from "../domain/rep.ts";
import { OwnerMatcher, quoted, readAssignments, type Source } from "../input/index.ts";
import type { Given } from "../planning/given.ts";
import { ruleContext } from "../planning/rule-context.ts";
import type { InputSummary } from "../report/plan-document.ts";
import { summaryBeside } from "./beside-plan.ts";
import { computedLabels } from "./computed-labels.ts";
import { countedFindings } from "./counted-findings.ts";
import { type Io, UsageError } from "./io.ts";
import type { Prepared } from "./prepare.ts";
import { labelsSaidOnce, staleSince } from "./stale-plan.ts";
import { pathOf } from "./table-files.ts";
import { keepUnderstood } from "./understood.ts";

/** `--keep` and `--release` of a plan. */
export interface GivenOptions {
  readonly keep?: string;
  readonly release?: readonly string[];
}

export interface ReadGiven {
  /** With the kept file among the inputs, and the released reps marked as gone. */
  readonly prepared: Prepared;
  readonly given: Given;
  /** The id of the plan that the kept file is from, where its summary.json stands beside it. */
  readonly basedOn?: string;
}

/** What the plan is to take as decided; `value` is absent when the kept file cannot be read. */
export async function readGiven(
  { keep, release }: GivenOptions,
  prepared: Prepared,
  io: Io,
): Promise<{ readonly value: ReadGiven | undefined; readonly findings: readonly Finding[] }> {
  const released = release === undefined ? undefined : releasedReps(release, prepared);
  const afterRelease = released ? withReleased(prepared, released) : prepared;
  const given = released ? { released } : {};
  if (keep === undefined) return { value: { prepared: afterRelease, given }, findings: [] };
  const kept = await readKept(keep, afterRelease, io);
  if (!kept.assignments) return { value: undefined, findings: kept.findings };
  const { tables } = afterRelease;
  const inputs = [...tables.inputs, kept.input];
  const basedOn = keep === "-" ? undefined : await planIdBeside(keep, io);
  return {
    value: {
      prepared: { ...afterRelease, tables: { ...tables, inputs } },
      given: { ...given, kept: kept.assignments },
      ...(basedOn === undefined ? {} : { basedOn }),
    },
    findings: kept.findings,
  };
}

async function readKept(file: string, prepared: Prepared, io: Io) {
  const { tables, profiles, config } = prepared;
  const source: Source = file === "-" ? { name: "standard input", stream: io.stdin } : pathOf(file, io);
  const { value, findings, about } = await readAssignments(source, {
    clients: tables.clients,
    reps: tables.reps,
    columns: config.columns.assignments,
    computed: computedLabels(profiles),
  });
  const remedy = "mend what these have in common; their clients are planned anew";
  const counted = countedFindings(value.hiddenFindings, findings, value.headerPlace, remedy, (_, usual) => usual);
  const read = [...findings, ...counted];
  const isOfOtherInputs = (await staleSince(file, prepared, value.headerPlace, io)).length > 0;
  const all = isOfOtherInputs ? labelsSaidOnce(read, value) : read;
  const isUseless = value.rows.size === 0 || findings.some(makesCheckUnsound);
  const input: InputSummary = keepUnderstood(about, countSeats(value));
  return { assignments: isUseless ? undefined : value, findings: all, input };
}

function countSeats({ rows }: Assignments) {
  const count = { seller: 0, desk: 0 };
  for (const row of rows.values()) for (const seat of seats) if (row.seats[seat]?.repId !== undefined) count[seat]++;
  return count;
}

/** The reps meant, by id, name or e-mail; also one who is in the reps file no more and still owns clients. */
function releasedReps(written: readonly string[], { tables: { clients, reps } }: Prepared): ReadonlySet<RepId> {
  const matcher = new OwnerMatcher(reps);
  const owners = new Set(clients.flatMap(({ ownerId, deskId }) => [ownerId, deskId]).filter((id) => id !== undefined));
  const known = [...new Set([...reps.flatMap(({ id, name }) => [id as string, name]), ...owners])];
  return new Set(
    written.map((one) => {
      const id = matcher.exact(one) ?? (one as RepId);
      if (owners.has(id)) return id;
      if (reps.some((rep) => rep.id === id)) {
        throw new UsageError(
          `--release ${one}: this rep has no clients in the clients file, so there is nothing to deal out`,
        );
      }
      const close = nearest(one, known);
      const guess = close === undefined ? "" : `; did you mean ${quoted(close)}?`;
      throw new UsageError(
        `--release ${quoted(one)}: no rep in the reps file and no owner in the clients file is called so${guess}`,
      );
    }),
  );
}

function withReleased(prepared: Prepared, released: ReadonlySet<RepId>): Prepared {
  const { tables, context, config } = prepared;
  const reps = tables.reps.map((rep) => (released.has(rep.id) ? { ...rep, released: true as const } : rep));
  return {
    ...prepared,
    tables: { ...tables, reps },
    context: ruleContext(tables.clients, reps, context.quarter, config),
  };
}

const summarySchema = z.object({ plan_id: z.string().regex(/^[0-9a-f]{12}$/) });

async function planIdBeside(file: string, io: Io): Promise<string | undefined> {
  try {
    return summarySchema.parse(JSON.parse(await summaryBeside(file, io))).plan_id;
  } catch {
    return undefined;
  }
}
