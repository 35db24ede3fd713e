import { nearest } from "../../config/nearest.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import { findingsBy } from "../../domain/make-finding.ts";
import type { Place } from "../../domain/place.ts";
import { type ProblemKind, quoted } from "../problems.ts";

const kinds = {
  unclear: {
    code: "EB144",
    name: "override-unclear",
    severity: "error",
    what: "A row of the overrides file does not say what it decides: no kind, or without the label, rep or date that its kind needs",
    why: "Somebody believes that the decision holds",
    wrong: "overrides.csv\nclient_id,kind,rep_id,until\nC1,holdover,,",
    right: "overrides.csv\nclient_id,kind,rep_id,until\nC1,holdover,,2026-12-31",
  },
  unknownRep: {
    code: "EB145",
    name: "override-unknown-rep",
    severity: "warning",
    what: "A row of the overrides file names a rep that the reps file does not have",
    why: "The rep has left, and the row does nothing; or the name is misspelt, and the decision does not hold",
    wrong: "overrides.csv\nclient_id,kind,rep_id\nC1,exclusion,R99",
    right: "overrides.csv\nclient_id,kind,rep_id\nC1,exclusion,R9",
  },
  contradiction: {
    code: "EB146",
    name: "override-contradiction",
    severity: "error",
    what: "Two decisions on one client cannot both hold",
    why: "Whichever is followed, somebody is told the opposite of what was decided",
    wrong: "overrides.csv\nclient_id,kind,rep_id\nC1,lock,R1\nC1,exclusion,R1",
    right: "overrides.csv\nclient_id,kind,rep_id\nC1,lock,R1",
  },
  expired: {
    code: "EB147",
    name: "override-expired",
    severity: "warning",
    what: "A label, lock or exclusion of the overrides file ended before the quarter",
    why: "It does not hold any more; an exception that nobody renews should be seen to end",
    wrong: "overrides.csv\nclient_id,kind,rep_id,until\nC1,exclusion,R1,2026-08-31        (planning 2026Q4)",
    right: "overrides.csv\nclient_id,kind,rep_id,until\nC1,exclusion,R1,2026-12-31",
  },
  repeated: {
    code: "EB148",
    name: "override-repeated",
    severity: "warning",
    what: "A decision is made twice: in two rows of the overrides file, or there and in the clients file",
    why: "Who takes one of them back believes that it is gone",
    wrong: "overrides.csv\nclient_id,kind,rep_id\nC1,exclusion,R1\nC1,exclusion,R1",
    right: "overrides.csv\nclient_id,kind,rep_id\nC1,exclusion,R1",
  },
} as const satisfies Record<string, ProblemKind>;

/** What can be wrong with the overrides file beside what can be wrong with any table. */
export const overrideProblemKinds: readonly ProblemKind[] = Object.values(kinds);

const problem = findingsBy(kinds);

/** A row that lacks what its decision needs. */
export function unclearOverride(place: Place, clientId: ClientId, why: string, remedy: string): Finding {
  return problem("unclear", place, `the row of ${quoted(clientId)} ${why}`, remedy, { clientId });
}

/** @param words what the row decides, e.g. "exclusion". */
export function overrideOfUnknownRep(
  place: Place,
  clientId: ClientId,
  written: RepId,
  words: string,
  known: readonly string[],
): Finding {
  const close = nearest(written, known);
  const guess = close === undefined ? "" : `; did you mean ${quoted(close)}?`;
  return problem(
    "unknownRep",
    place,
    `the ${words} of ${quoted(clientId)} names ${quoted(written)}, who is not in the reps file, and does nothing${guess}`,
    "write the rep_id, name or e-mail of a rep in the reps file, or take the row out",
    { clientId, repId: written },
  );
}

/** Two decisions that exclude each other, each in words: "says transactional", "locks it to R1". */
export function contradiction(
  later: { readonly place: Place; readonly words: string },
  earlier: { readonly place: Place; readonly words: string },
  clientId: ClientId,
): Finding {
  const where = earlier.place.file === later.place.file ? `line ${earlier.place.line}` : earlier.place.file;
  return problem(
    "contradiction",
    later.place,
    `the row ${later.words} and ${where} ${earlier.words}: for ${quoted(clientId)} both cannot hold`,
    "take one of the two out, or give the older one an end (until)",
    { clientId, related: [{ place: earlier.place, message: "the other decision" }] },
  );
}

export function expiredOverride(
  place: Place,
  clientId: ClientId,
  words: string,
  day: string,
  quarter: string,
): Finding {
  return problem(
    "expired",
    place,
    `the ${words} of ${quoted(clientId)} ended on ${day}, before ${quarter}, and does not hold`,
    "renew it with a new date and reason, or take the row out",
    { clientId },
  );
}

export function repeatedOverride(place: Place, clientId: ClientId, words: string, earlier: Place): Finding {
  const where = earlier.file === place.file ? `line ${earlier.line}` : earlier.file;
  return problem(
    "repeated",
    place,
    `the ${words} of ${quoted(clientId)} is in ${where} already`,
    "keep one of the two",
    { clientId, related: [{ place: earlier, message: "the same decision" }] },
  );
}
