import { basename } from "node:path";
import { formatDay } from "../calendar/days.ts";
import { followUpFindings, type Making, makingOf, staleFindings } from "../check/stale.ts";
import type { Assignments } from "../domain/assignments.ts";
import type { Finding } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import { labelsOfOtherInputs } from "../input/index.ts";
import { summaryBeside } from "./beside-plan.ts";
import { configHash } from "./config-hash.ts";
import type { Io } from "./io.ts";
import type { Inputs, Prepared } from "./prepare.ts";

/** A plan beside its summary.json says what it was made from. */
export async function staleSince(
  file: string,
  { config, tables, context }: Prepared,
  place: Place,
  io: Io,
): Promise<Finding[]> {
  const made = await makingBeside(file, io);
  const now = {
    ...{ configSha256: configHash(config), inputs: tables.inputs },
    ...{ quarter: context.quarter.name, effective: formatDay(context.quarter.effectiveDay) },
    asOf: formatDay(tables.asOf),
  };
  return made ? staleFindings(made, now, place) : [];
}

/** As `staleSince`, for `visits` and `watch`, which follow a plan through its quarter. */
export async function movedOnSince(
  file: string,
  { config, tables }: Pick<Inputs, "config" | "tables">,
  place: Place,
  io: Io,
): Promise<Finding[]> {
  const made = await makingBeside(file, io);
  return made ? followUpFindings(made, { configSha256: configHash(config), inputs: tables.inputs }, place) : [];
}

/** What the plan was made from; absent for a file that is no plan.csv of evenbook's. */
export async function makingBeside(file: string, io: Io): Promise<Making | undefined> {
  if (file === "-" || basename(file) !== "plan.csv") return undefined;
  return makingOf(await summaryBeside(file, io));
}

/** In a plan of other inputs labels differ without anybody's doing. */
export function labelsSaidOnce(findings: readonly Finding[], { headerPlace, hiddenFindings }: Assignments): Finding[] {
  const { code } = labelsOfOtherInputs(headerPlace, 0);
  const isOfLabels = (finding: Finding) => finding.code === code;
  const hidden = hiddenFindings.find((one) => one.code === code)?.count ?? 0;
  const shown = findings.filter((finding) => isOfLabels(finding) && finding.clientId !== undefined).length;
  if (shown === 0) return [...findings];
  return [...findings.filter((finding) => !isOfLabels(finding)), labelsOfOtherInputs(headerPlace, shown + hidden)];
}
