import { formatDay } from "../../calendar/days.ts";
import type { Visit } from "../../domain/activity.ts";
import type { AboutFile } from "../about.ts";
import { activityInFuture } from "../activity-problems.ts";
import type { Source } from "../bytes/source.ts";
import type { TableShape } from "../columns/shape.ts";
import { type ActivityOptions, activityFields, readActivity } from "./activity.ts";
import { present } from "./cells.ts";
import type { Reading } from "./table.ts";

type VisitField = "client_id" | "rep_id" | "date";

/** visits.csv: the visits that took place, one row each. */
export const visitsShape: TableShape<VisitField> = {
  table: "visits",
  fields: {
    client_id: activityFields.client_id,
    rep_id: activityFields.rep_id,
    date: {
      kind: "day",
      aliases: ["visit date", "visited", "visited on", "activity date", "due date", "дата визита", "дата", "datum"],
    },
  },
  needed: [[["client_id"]], [["date"]]],
};

/** Reads the visits, in the file's order. Rows without a known client or a day up to `asOf` are left out, with a finding. */
export function readVisits(source: Source, options: ActivityOptions): Promise<Reading<readonly Visit[], AboutFile>> {
  return readActivity(source, visitsShape, "visit", options, (row, { clientId, repId, report }) => {
    const day = row.day("date", report);
    if (day === undefined) return undefined;
    const place = row.place("date");
    if (day > options.asOf) {
      report(activityInFuture(place, "visit", formatDay(day), formatDay(options.asOf)));
      return undefined;
    }
    return { clientId, ...present("repId", repId), day, place };
  });
}
