import { createHash } from "node:crypto";
import type { Plan } from "../domain/plan.ts";
import { seats } from "../domain/rep.ts";
import type { InputSummary } from "../report/plan-document.ts";

/** What makes a plan the plan it is. */
export interface PlanOrigin {
  readonly version: string;
  readonly quarter: string;
  readonly asOf: string;
  readonly seed: number;
  readonly configSha256: string;
  readonly inputs: readonly InputSummary[];
  /** Reps whose books alone are dealt out. */
  readonly released: readonly string[];
}

const DIGITS = 12;

/**
 * A short name of a plan, by which two people can tell whether they look at the same one: the first digits of the SHA-256 of version, quarter,
 * day, seed, the hashes of config and inputs, and who holds every seat. No clock and no file names: the same inputs give the same id anywhere.
 */
export function planId({ rows }: Plan, { inputs, released, ...origin }: PlanOrigin): string {
  const files = inputs.map(({ table, sha256 }) => `${table} ${sha256}`).sort();
  const held = rows.map(({ profile, seating }) => [profile.client.id, ...seats.map((seat) => seating[seat] ?? "")]);
  const text = JSON.stringify([
    ...[origin.version, origin.quarter, origin.asOf, origin.seed, origin.configSha256],
    ...[files, [...released].sort(), held],
  ]);
  return createHash("sha256").update(text).digest("hex").slice(0, DIGITS);
}
