import type { Finding } from "../../domain/finding.ts";
import type { ClientId } from "../../domain/ids.ts";
import { findingsBy } from "../../domain/make-finding.ts";
import type { Place } from "../../domain/place.ts";
import type { RuleCard } from "../../domain/rule-card.ts";

const cards = {
  requestOfUnknownClient: {
    code: "EB851",
    name: "request-of-unknown-client",
    severity: "warning",
    what: "A request names a client of the clients file.",
    why: "Nobody can be told whose client it is, so it goes to nobody, and somebody waits for an answer.",
    wrong: "client_id,text\nC99,Where is my order?        (there is no C99)",
    right: "client_id,text\nC9,Where is my order?",
  },
  unknownRequestType: {
    code: "EB852",
    name: "unknown-request-type",
    severity: "warning",
    what: "The type of a request is one of order, delivery, certificate, technical, project, complaint, or mapped to one.",
    why: "The words of the text have to tell instead, which is less sure.",
    wrong: "client_id,type,text\nC1,Claim,Two bearings are cracked",
    right: "route: { types: { Claim: complaint } }",
    options: ["route.types"],
  },
  nobodyHandles: {
    code: "EB853",
    name: "nobody-handles",
    severity: "warning",
    what: "Somebody who may handle a request is there on its day, or a deputy is.",
    why: "The request is clear and nobody gets it: a gap in the plan, or an absence without a deputy.",
    wrong: "absences: [{ rep: R03, from: 2026-10-05, to: 2026-10-16 }]",
    right: "absences: [{ rep: R03, from: 2026-10-05, to: 2026-10-16, deputy: R01 }]",
    options: ["absences", "route.deputies"],
  },
  requestWithoutDay: {
    code: "EB854",
    name: "request-without-day",
    severity: "info",
    what: "A request has a date, or `--as-of` gives one.",
    why: "Without a day nobody knows who is away, so everybody is taken to be there.",
    wrong: '{"client_id": "C1", "text": "..."} with absences in the config',
    right: '{"client_id": "C1", "date": "2026-10-06", "text": "..."}, or `--as-of 2026-10-06`',
    options: ["absences"],
  },
  requestAfterPlan: {
    code: "EB855",
    name: "request-after-plan",
    severity: "warning",
    what: "The plan that routes a request holds on its day.",
    why: "An old plan sends requests to people who have given the client away.",
    wrong: "A request of 2027-01-11 and the plan for 2026Q4.",
    right: "The hook gets the new plan on the first day of each quarter.",
  },
} as const satisfies Record<string, Omit<RuleCard, "options" | "judged"> & Partial<Pick<RuleCard, "options">>>;

export const routeProblemCards: readonly RuleCard[] = Object.values(cards).map((card) => ({ options: [], ...card }));

const problem = findingsBy(cards);

/** @param written the client as the request names it. */
export function requestOfUnknownClient(place: Place, written: string): Finding {
  const message =
    written === "" ? "the request names no client" : `the clients file has no client ${JSON.stringify(written)}`;
  return {
    ...problem(
      "requestOfUnknownClient",
      place,
      `${message}, so nobody gets it`,
      "mend the id where the request comes from, or add the client to the clients file and make the plan again",
    ),
    ...(written === "" ? {} : { clientId: written as ClientId }),
  };
}

export function unknownRequestType(place: Place, written: string): Finding {
  const word = JSON.stringify(written);
  return problem(
    "unknownRequestType",
    place,
    `type ${word} is none that evenbook knows, so the words of the text tell`,
    `map it in the config  route: { types: { ${word}: order } }  with the type that fits`,
  );
}

/** @param why what stops each who could have it. */
export function nobodyHandles(place: Place, clientId: ClientId, why: string): Finding {
  return {
    ...problem(
      "nobodyHandles",
      place,
      `nobody handles it: ${why}`,
      "name a deputy in the config (absences, or route.deputies), or give the client a rep in the plan",
    ),
    clientId,
  };
}

export function requestWithoutDay(place: Place): Finding {
  return problem(
    "requestWithoutDay",
    place,
    "a request without a date: everybody is taken to be there",
    "send the date, or give the day with --as-of",
  );
}

/** @param quarter of the plan. */
export function requestAfterPlan(place: Place, day: string, quarter: string): Finding {
  return problem(
    "requestAfterPlan",
    place,
    `the request is of ${day}, and the plan was for ${quarter}: its people may have changed`,
    "give the plan of that quarter with --plan",
  );
}
