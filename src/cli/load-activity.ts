import type { Config } from "../config/schema.ts";
import type { Project, Visit } from "../domain/activity.ts";
import type { Finding } from "../domain/finding.ts";
import { readProjects, readVisits } from "../input/index.ts";
import type { InputSummary } from "../report/plan-document.ts";
import { fileOptions, type Tables } from "./load-tables.ts";
import type { TableFiles } from "./table-files.ts";
import { projectsUnderstood, visitsUnderstood } from "./understood.ts";

/** What happened beside the orders; a table that was not given is absent. */
export interface Activity {
  readonly visits?: readonly Visit[];
  readonly projects?: readonly Project[];
  readonly inputs: readonly InputSummary[];
}

/** Reads visits and projects, where there are such files. */
export async function loadActivity(
  files: Pick<TableFiles, "visits" | "projects">,
  { clients, reps, asOf }: Pick<Tables, "clients" | "reps" | "asOf">,
  config: Config,
): Promise<{ readonly value: Activity; readonly findings: readonly Finding[] }> {
  const whose = { clients, reps, asOf };
  const visits =
    files.visits === undefined
      ? undefined
      : await readVisits(files.visits, { ...fileOptions(config, "visits"), ...whose });
  const projects =
    files.projects === undefined
      ? undefined
      : await readProjects(files.projects, { ...fileOptions(config, "projects"), ...whose });
  return {
    value: {
      ...(visits && { visits: visits.value }),
      ...(projects && { projects: projects.value }),
      inputs: [
        ...(visits ? [visitsUnderstood(visits.about)] : []),
        ...(projects ? [projectsUnderstood(projects.about)] : []),
      ],
    },
    findings: [...(visits?.findings ?? []), ...(projects?.findings ?? [])],
  };
}
