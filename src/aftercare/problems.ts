import type { Finding } from "../domain/finding.ts";
import { findingsBy } from "../domain/make-finding.ts";
import type { Place } from "../domain/place.ts";
import type { RuleCard } from "../domain/rule-card.ts";

type Card = Omit<RuleCard, "options" | "judged"> & Partial<Pick<RuleCard, "options">>;

const cards = {
  planOfAnotherQuarter: {
    code: "EB804",
    name: "plan-not-of-this-quarter",
    severity: "error",
    what: "The plan is the one of the quarter that the run is for.",
    why: "The clients of another quarter's plan may have other sellers by now: they would be sent to the wrong doors.",
    wrong: "`evenbook visits --quarter 2026Q4 --plan plan-2026Q3`",
    right: "`evenbook visits --quarter 2026Q4 --plan plan-2026Q4`",
    options: ["quarter"],
  },
  planWithoutRecord: {
    code: "EB805",
    name: "plan-without-record",
    severity: "info",
    what: "summary.json lies beside plan.csv and tells the quarter the plan is for.",
    why: "Without it nobody can see that the plan is an old one.",
    wrong: "A plan.csv that was sent by mail alone.",
    right: "The folder that `evenbook plan --out` wrote.",
  },
  planNeedsMoreRows: {
    code: "EB806",
    name: "client-not-in-plan",
    severity: "warning",
    what: "Every client of the clients file has a row in the plan.",
    why: "A client without a row has nobody, so nobody visits or watches it.",
    wrong: "160 clients, 159 rows.",
    right: "A plan made from these clients.",
  },
} as const satisfies Record<string, Card>;

/** What can be wrong with a plan that visits, watch, route or bonus start from. */
export const planProblemCards: readonly RuleCard[] = Object.values(cards).map((card: Card) => ({
  options: [],
  judged: false,
  ...card,
}));

const problem = findingsBy(cards);

/** @param planned quarter of the plan. @param wanted quarter of the run. */
export function planOfAnotherQuarter(place: Place, planned: string, wanted: string): Finding {
  return problem(
    "planOfAnotherQuarter",
    place,
    `this plan is for ${planned}, and the run is for ${wanted}`,
    `give the plan for ${wanted}, or --quarter ${planned}`,
  );
}

export function planWithoutRecord(place: Place, quarter: string): Finding {
  return problem(
    "planWithoutRecord",
    place,
    `no summary.json beside the plan tells its quarter, so it is taken to be for ${quarter}`,
    "give the folder that evenbook plan --out wrote, or check that this is the plan of that quarter",
  );
}

export function clientsNotInPlan(place: Place, count: number, first: string): Finding {
  return problem(
    "planNeedsMoreRows",
    place,
    `${count === 1 ? "client" : `${count} clients, the first`} ${first} ${count === 1 ? "has" : "have"} no row in the plan`,
    "make the plan again from the clients of now",
  );
}
