import { formatDay } from "../../calendar/days.ts";
import type { Project } from "../../domain/activity.ts";
import type { AboutFile } from "../about.ts";
import { activityInFuture } from "../activity-problems.ts";
import type { Source } from "../bytes/source.ts";
import type { TableShape } from "../columns/shape.ts";
import { missingValue } from "../problems.ts";
import { type ActivityOptions, activityFields, readActivity } from "./activity.ts";
import { present, readCents } from "./cells.ts";
import type { Reading } from "./table.ts";

type ProjectField = "project_id" | "client_id" | "rep_id" | "won_date" | "amount";

/** projects.csv: the projects that were won, one row each. */
export const projectsShape: TableShape<ProjectField> = {
  table: "projects",
  fields: {
    project_id: {
      kind: "text",
      aliases: ["project", "project code", "project number", "код проекта", "проект", "projekt", "projektnr", "id"],
    },
    client_id: activityFields.client_id,
    rep_id: activityFields.rep_id,
    won_date: {
      kind: "day",
      aliases: ["won", "won on", "date won", "close date", "closed date", "дата выигрыша", "дата", "date", "datum"],
    },
    amount: { kind: "number", aliases: ["value", "project value", "сумма", "бюджет", "betrag", "wert"] },
  },
  needed: [[["project_id"]], [["client_id"]], [["won_date"]]],
};

/** Reads the projects, in the file's order. Rows without an id, a known client or a day up to `asOf` are left out, with a finding. */
export function readProjects(
  source: Source,
  options: ActivityOptions,
): Promise<Reading<readonly Project[], AboutFile>> {
  return readActivity(source, projectsShape, "project", options, (row, { clientId, repId, report }) => {
    const id = row.text("project_id");
    if (id === "") {
      report(missingValue(row.place("project_id"), row.header("project_id"), "nobody knows which project it is"));
      return undefined;
    }
    const wonDay = row.day("won_date", report);
    if (wonDay === undefined) return undefined;
    if (wonDay > options.asOf) {
      report(activityInFuture(row.place("won_date"), "project", formatDay(wonDay), formatDay(options.asOf)));
      return undefined;
    }
    const amount = readCents(row, "amount", report);
    const place = row.place("project_id");
    return { id, clientId, ...present("repId", repId), wonDay, ...present("amount", amount), place };
  });
}
