import * as z from "zod";
import type { Finding } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import { ordersAreNewer, otherConfig, otherQuarter, otherTables } from "./file-rules.ts";

/** What a plan says of its own making, and what a check is made with. */
export interface Making {
  readonly configSha256: string;
  /** Absent in a record that does not tell. */
  readonly quarter?: string;
  readonly asOf?: string;
  /** The day the plan takes effect. */
  readonly effective?: string;
  /** By table: the hashes of its files, in any order. */
  readonly inputs: readonly { readonly table: string; readonly sha256: string }[];
}

const summarySchema = z.object({
  config_sha256: z.string(),
  quarter: z.string().optional(),
  as_of: z.string().optional(),
  effective: z.string().optional(),
  inputs: z.array(z.object({ table: z.string(), sha256: z.string() })),
});

/** Reads the making of a plan off its summary.json; `undefined` when the text is none. */
export function makingOf(summary: string): Making | undefined {
  try {
    const { config_sha256, quarter, as_of, effective, inputs } = summarySchema.parse(JSON.parse(summary));
    return {
      configSha256: config_sha256,
      ...(quarter !== undefined && { quarter }),
      ...(as_of !== undefined && { asOf: as_of }),
      ...(effective !== undefined && { effective }),
      inputs,
    };
  } catch {
    return undefined;
  }
}

const REMEDY = "make the plan again, or check it with what it was made from";

/** What has changed since the plan was made. `place` is the plan's header. */
export function staleFindings(made: Making, now: Making, place: Place): Finding[] {
  const otherOrders = hashes(made, "orders") !== hashes(now, "orders");
  const time = timeChange(made, now, otherOrders);
  const newer = "the order history is not the one this plan was made from";
  return [
    ...(time === undefined ? [] : [{ ...otherQuarter.as, message: time, remedy: TIME_REMEDY, place }]),
    ...(otherOrders ? [{ ...ordersAreNewer.as, message: newer, remedy: REMEDY, place }] : []),
    ...otherConfigOrTables(made, now, ["clients", "reps", "requests", "overrides", "handoffs"], place, REMEDY),
  ];
}

/** For what is done along a plan in its quarter: orders and requests go on by then, and the day is another; config and people should be those of the plan. */
export function followUpFindings(made: Making, now: Omit<Making, "quarter" | "asOf" | "effective">, place: Place) {
  const remedy = "if the plan still fits, go on; else make it again, or give what it was made from";
  return otherConfigOrTables(made, now, ["clients", "reps", "overrides", "handoffs"], place, remedy);
}

function otherConfigOrTables(
  made: Making,
  now: Making,
  tables: readonly string[],
  place: Place,
  remedy: string,
): Finding[] {
  const changes = tables
    .filter((table) => hashes(made, table) !== hashes(now, table))
    .map((table) => changeOf(table, made, now));
  const config = "the config is not the one this plan was made with";
  return [
    ...(made.configSha256 === now.configSha256 ? [] : [{ ...otherConfig.as, message: config, remedy, place }]),
    ...(changes.length > 0 ? [{ ...otherTables.as, message: changes.join("; "), remedy, place }] : []),
  ];
}

const TIME_REMEDY =
  "check it with --quarter, --effective and --as-of of the plan, or make the plan for the quarter of now";

/**
 * "this plan is for 2026Q3, the check is for 2026Q4"; `undefined` where both are of the same quarter and days. The day to look back from follows
 * from the orders, and the day to take effect from the quarter: where those are others it is not said as well.
 */
function timeChange(made: Making, now: Making, otherOrders: boolean): string | undefined {
  const quarter = made.quarter !== undefined && made.quarter !== now.quarter;
  const asOf = !otherOrders && made.asOf !== undefined && made.asOf !== now.asOf;
  const effective = !quarter && made.effective !== undefined && made.effective !== now.effective;
  const plan = quarter || effective ? "it" : "this plan";
  const parts = [
    ...(quarter ? [`this plan is for ${made.quarter}, the check is for ${now.quarter}`] : []),
    ...(effective ? [`this plan takes effect on ${made.effective}, the check is from ${now.effective}`] : []),
    ...(asOf ? [`${plan} looks back from ${made.asOf}, the check from ${now.asOf}`] : []),
  ];
  return parts.length > 0 ? parts.join("; ") : undefined;
}

/** Requests, overrides and hand-offs are optional: they may have come or gone. */
function changeOf(table: string, made: Making, now: Making): string {
  if (hashes(made, table) === "") return `this plan was made without ${aFile(table)}, and there is one now`;
  if (hashes(now, table) === "") return `this plan was made with ${aFile(table)}, and there is none now`;
  return `the ${table} file is not the one this plan was made from`;
}

const aFile = (table: string) => `${/^[aeiou]/.test(table) ? "an" : "a"} ${table} file`;

function hashes({ inputs }: Making, table: string): string {
  return inputs
    .filter((input) => input.table === table)
    .map((input) => input.sha256)
    .sort()
    .join(" ");
}
