import type { Finding } from "../domain/finding.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import { findingsBy } from "../domain/make-finding.ts";
import type { Place } from "../domain/place.ts";
import { type ProblemKind, quoted } from "./problems.ts";

const kinds = {
  activityOfUnknownClient: {
    code: "EB801",
    name: "activity-of-unknown-client",
    severity: "warning",
    what: "A visit, project or request belongs to a client that the clients file has",
    why: "It counts for nobody: the visit is missing in the cadence, the project in the pay",
    wrong: "client_id,rep_id,date\nC99,R1,2026-03-01        (there is no C99)",
    right: "client_id,rep_id,date\nC9,R1,2026-03-01",
  },
  activityOfUnknownRep: {
    code: "EB802",
    name: "activity-of-unknown-rep",
    severity: "info",
    what: "A visit or project names a rep whom the reps file has",
    why: "Usually somebody who left: the visit still counts for the client, but nobody can be paid for the project",
    wrong: "client_id,rep_id,date\nC1,R99,2026-03-01        (there is no R99)",
    right: "client_id,rep_id,date\nC1,R9,2026-03-01",
  },
  activityInFuture: {
    code: "EB803",
    name: "activity-in-the-future",
    severity: "warning",
    what: "A visit or project in the files lies on or before the day that the run looks back from",
    why: "What has not happened cannot count: a wrong year would put off the next visit by a year",
    wrong: "client_id,rep_id,date\nC1,R1,2062-03-01",
    right: "client_id,rep_id,date\nC1,R1,2026-03-01",
  },
  badRequestLine: {
    code: "EB850",
    name: "bad-request-line",
    severity: "error",
    what: "A line of requests can be read: a row with the header's cells, or a JSON object",
    why: "Nobody can tell what it says, so it goes to nobody, and a client waits",
    wrong: '{"client_id": "C1", "text": "where is my order?"',
    right: '{"client_id": "C1", "text": "where is my order?"}',
  },
} as const satisfies Record<string, ProblemKind>;

/** What can be wrong with visits, projects and requests, beside what can be wrong with any table. */
export const activityProblemKinds: readonly ProblemKind[] = Object.values(kinds);

const problem = findingsBy(kinds);

/** @param what "visit", "project" or "request". */
export function activityOfUnknownClient(place: Place, what: string, written: string): Finding {
  return {
    ...problem(
      "activityOfUnknownClient",
      place,
      `a ${what} of client ${quoted(written)}, who is not in the clients file, so it counts for nobody`,
      "mend the id, or add the client to the clients file",
    ),
    clientId: written as ClientId,
  };
}

export function activityOfUnknownRep(place: Place, what: string, written: string): Finding {
  return {
    ...problem(
      "activityOfUnknownRep",
      place,
      `a ${what} of rep ${quoted(written)}, who is not in the reps file`,
      "nothing to do when the rep has left; else mend the id, or add the rep with active_to",
    ),
    repId: written as RepId,
  };
}

export function activityInFuture(place: Place, what: string, day: string, asOf: string): Finding {
  return problem(
    "activityInFuture",
    place,
    `a ${what} on ${day}, after ${asOf}, the day the run looks back from, so it does not count`,
    what === "visit"
      ? "mend the date, or give --as-of; a calendar that evenbook visits wrote is no file of visits made"
      : "mend the date, or give --as-of",
  );
}

/** A line of a stream of requests that says nothing. */
export function badRequestLine(place: Place, why: string): Finding {
  return problem(
    "badRequestLine",
    place,
    `this request cannot be read: ${why}`,
    "mend what writes the lines: a CSV row like the header, or one JSON object a line",
  );
}
