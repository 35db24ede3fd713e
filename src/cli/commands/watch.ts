import { join, resolve } from "node:path";
import { watchClients } from "../../aftercare/watch/watch-clients.ts";
import { formatDay, parseIsoDay } from "../../calendar/days.ts";
import { hasDesk } from "../../coverage/has-desk.ts";
import type { Day } from "../../domain/day.ts";
import { profileClients } from "../../planning/profile-clients.ts";
import { jsonText } from "../../report/json-text.ts";
import { handoffsCsv, watchCsv, watchDocument } from "../../report/watch/watch-document.ts";
import { watchText } from "../../report/watch/watch-text.ts";
import { withSeverities } from "../../rules/severity.ts";
import type { AftercareOptions } from "../common-options.ts";
import { type ExitCode, exitCodeFor, type FailOn, type Io, UsageError } from "../io.ts";
import { type Aftercare, aftercareInputs, prepareAftercare } from "../prepare-aftercare.ts";
import { printFindings, styleFor, warn } from "../print.ts";
import { packageVersion } from "../version.ts";
import { writeFiles } from "../write-files.ts";

export interface WatchOptions extends AftercareOptions {
  readonly since: string;
  readonly out?: string;
  readonly all?: boolean;
  readonly failOn: FailOn;
}

/** Alerts of a group that the terminal shows. */
const MOST_SHOWN = 15;

/** `evenbook watch --since DATE --plan PLAN`: risks and openings at the clients since a day, and who is to know. */
export async function runWatch(options: WatchOptions, io: Io): Promise<ExitCode> {
  const { value: aftercare, findings: read } = await prepareAftercare(options, io);
  if (!aftercare) {
    printFindings(read, options, io);
    return 2;
  }
  const { config, plan, tables, activity, profiles } = aftercare;
  const since = parseIsoDay(options.since) as Day;
  if (since > tables.asOf) {
    throw new UsageError(
      `--since ${options.since} lies after ${formatDay(tables.asOf)}, the day the run looks back from: there is nothing to watch yet`,
    );
  }
  const period = { since, asOf: tables.asOf };
  const watch = watchClients(
    {
      ...{ profiles, history: tables.history, columns: tables.columns },
      ...{ atStart: profilesOn(aftercare, since - 1), halfWay: profilesOn(aftercare, middleOf(since, tables.asOf)) },
      assignments: plan.assignments,
      ...(tables.requests && { requests: tables.requests }),
      ...(activity.projects && { projects: activity.projects }),
    },
    period,
    config,
  );
  const findings = withSeverities(read, config);
  const document = watchDocument({
    ...{ version: packageVersion(), planFile: plan.file, watch, assignments: plan.assignments, findings },
    ...{ reps: tables.reps, currency: config.currency },
    profiles: new Map(profiles.map((profile) => [profile.client.id, profile])),
  });
  if (options.out !== undefined) {
    const folder = resolve(io.cwd, options.out);
    const files = [
      { path: join(folder, "watch.csv"), text: watchCsv(document) },
      { path: join(folder, "handoffs.csv"), text: handoffsCsv(document) },
    ];
    await writeFiles(files, aftercareInputs(aftercare, io));
  }
  if (options.json) io.stdout.write(jsonText(document));
  else {
    warn(findings, options, io);
    const most = options.all ? Number.POSITIVE_INFINITY : MOST_SHOWN;
    const { out } = options;
    io.stdout.write(watchText(document, styleFor(options, io), { most, ...(out !== undefined && { out }) }));
  }
  return exitCodeFor(findings, options.failOn);
}

function middleOf(from: Day, to: Day): number {
  return from + Math.floor((to - from) / 2);
}

/** The clients by their orders up to a day. */
function profilesOn({ config, plan, tables }: Aftercare, day: number) {
  const desk = hasDesk(tables.reps, plan.quarter, config);
  const profiles = profileClients({ ...tables, asOf: day as Day, hasDesk: desk }, config);
  return new Map(profiles.map((profile) => [profile.client.id, profile]));
}
