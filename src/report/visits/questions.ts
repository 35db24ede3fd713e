import type { VisitSheet } from "../../aftercare/visits/sheet.ts";
import { formatDay } from "../../calendar/days.ts";
import { moneyText } from "../numbers.ts";
import { others } from "./alike.ts";

/** Open questions of one kind. */
export interface Questions {
  readonly kind: "situation" | "problem" | "implication" | "need-payoff";
  readonly questions: readonly string[];
}

/**
 * Open questions in the order of Rackham's SPIN (N. Rackham, SPIN Selling, 1988): situation, problem, implication, need-payoff, each from what the data
 * show. Where they show nothing, the question that explores anew.
 */
export function questionsOf(sheet: VisitSheet, currency: string): Questions[] {
  return [
    { kind: "situation", questions: situation(sheet) },
    { kind: "problem", questions: problems(sheet, currency).map(({ ask }) => ask) },
    { kind: "implication", questions: problems(sheet, currency).map(({ follow }) => follow) },
    { kind: "need-payoff", questions: payoffs(sheet) },
  ];
}

function situation({ categories = [], lastVisit, since, lastOrder, projectRequests, profile }: VisitSheet): string[] {
  if (lastOrder === undefined) {
    return [
      "What do you make, on which lines, and who supplies you today?",
      "Who else takes part when you choose a supplier?",
    ];
  }
  const [most] = categories.filter(({ value }) => value > 0);
  const added = categories.find(({ isNew, value }) => isNew && value > 0);
  const when = lastVisit === undefined ? `since ${formatDay(since)}` : "since we met";
  return [
    `What is new in your plant and in your plans ${when}?`,
    ...(most === undefined ? [] : [`You order ${most.name} most: which of your lines and shifts is it for?`]),
    ...(added === undefined ? [] : [`You bought ${added.name} from us for the first time: what started that?`]),
    ...(projectRequests.length > 0 ? ["You asked about a project: who decides, and when must it run?"] : []),
    ...(profile.stage === "new" ? ["Who supplied this before us, and what do you still buy there?"] : []),
  ];
}

/** A problem that the data hint at, and the question of what it leads to. */
interface Problem {
  readonly ask: string;
  readonly follow: string;
}

function problems(sheet: VisitSheet, currency: string): Problem[] {
  const { stoppedCategories, stoppedItems, complaints, entryErrors = 0, returns, spend, rhythm, technical } = sheet;
  const [stopped] = [...stoppedCategories, ...stoppedItems];
  const found: Problem[] = [
    ...(stopped === undefined
      ? []
      : [
          {
            ask: `You used to buy ${stopped.name} every ${stopped.usualGapDays} days and have not since ${formatDay(stopped.lastDay)}: what was not right with ours?`,
            follow: `Since ${stopped.name} comes from elsewhere, what has become harder: stock, certificates, deliveries from two sides?`,
          },
        ]),
    ...(complaints.length + entryErrors > 0
      ? [
          {
            ask: `We had ${[...(complaints.length > 0 ? [`${complaints.length} complaint${complaints.length === 1 ? "" : "s"}`] : []), ...(entryErrors > 0 ? [`${entryErrors} order${entryErrors === 1 ? "" : "s"} entered wrongly`] : [])].join(" and ")}: which of it hurt, and what have you not told us?`,
            follow: "What happens on your side when our delivery is wrong: who stops, for how long, what does it cost?",
          },
        ]
      : []),
    ...(returns.count > 0
      ? [
          {
            ask: `You sent back goods for ${moneyText(returns.value, currency)}: what made them unfit?`,
            follow: "What did the wrong part cost you beside its price?",
          },
        ]
      : []),
    ...(spend.lastYear !== undefined && spend.since < 0.7 * spend.lastYear
      ? [
          {
            ask: "You buy clearly less than a year ago: is it your own business, or somebody else's offer?",
            follow: "If demand comes back, what would you be short of first?",
          },
        ]
      : []),
    ...(rhythm && rhythm.longestGapDays > 2 * rhythm.usualGapDays && rhythm.longestGapDays > 14
      ? [
          {
            ask: `You order every ${rhythm.usualGapDays} days, and once there was a pause of ${rhythm.longestGapDays}: what happened then?`,
            follow: "What does a pause like that do to your stock and to your own deliveries?",
          },
        ]
      : []),
    ...(technical.length > 1
      ? [
          {
            ask: `You asked us ${technical.length} technical questions: what are you trying to solve?`,
            follow: "What does it cost you until it is solved?",
          },
        ]
      : []),
  ];
  if (found.length > 0) return found;
  return [
    {
      ask: "What takes more time or nerves than it should: ordering, waiting, fitting, service?",
      follow: "Where does that show: scrap, overtime, late deliveries of your own?",
    },
  ];
}

function payoffs({ whiteSpace, categories = [] }: VisitSheet): string[] {
  const asked = (whiteSpace?.categories ?? [])
    .slice(0, 2)
    .map(
      ({ name, peers }) =>
        `${peers} ${others(whiteSpace?.alike ?? "all clients")} buy ${name} with us: what would it be worth to have it from one hand?`,
    );
  if (asked.length > 0) return asked;
  const [most] = categories;
  return [
    most === undefined
      ? "If one thing in your supply worked by itself from tomorrow, which one would help most?"
      : `If ${most.name} were always there without an order, what would that free you to do?`,
  ];
}
