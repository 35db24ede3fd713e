import type { Rep } from "../domain/rep.ts";
import { costRules } from "../rules/catalogue.ts";
import { outsideIndustry } from "../rules/outside-industry.ts";
import { reachingDown } from "../rules/reaching-down.ts";
import type { BalanceRule, RuleContext } from "../rules/rule.ts";
import { pairOf, type TermCost, total } from "./move-costs.ts";
import { savingsOf } from "./move-savings.ts";
import { type HeldSeat, isSolved } from "./seat-plan.ts";

/** Less than this is no difference between two plans. */
const NOTHING = 1e-6;

const measureWords: Readonly<Record<BalanceRule["measure"], string>> = {
  hours: "hours",
  revenue: "revenue",
  consultative: "consultative clients",
};

/** A chosen move: the unit's position, who gives, who takes. */
interface Move {
  readonly unit: number;
  readonly giver: Rep;
  readonly taker: Rep;
}

/**
 * Why a unit was moved by choice: the terms of the model that would be worse had it stayed, all else as planned; as many of them, the
 * largest first, as outweigh what the move costs. Where the move does not pay alone, the exchange is named that it is part of.
 */
export function chosenMoveReason(plan: HeldSeat, unit: number, context: RuleContext): string {
  const { model, state } = plan;
  const giver = model.reps[model.problem.home[unit] as number];
  const taker = model.reps[state.assignment[unit] as number];
  if (!giver || !taker) return "";
  const alone = savingsOf(model, state, [unit]);
  const saved = total(alone.map(({ points }) => points));
  if (saved > NOTHING && Number.isFinite(saved)) {
    return deciding(alone)
      .map((saving) => inFull(saving, { unit, giver, taker }, plan, context))
      .join("; ");
  }
  return exchangeReason(plan, unit) ?? roomReason(plan, { unit, giver, taker }, alone) ?? wholeReason(plan, saved);
}

/** The largest savings that together outweigh all that is lost. */
function deciding(savings: readonly TermCost[]): TermCost[] {
  const lost = -total(savings.map(({ points }) => Math.min(0, points)));
  const gains = savings.filter(({ points }) => points > NOTHING).sort((a, b) => b.points - a.points);
  let sum = 0;
  return gains.filter(({ points }) => {
    const needed = sum <= lost;
    sum += points;
    return needed;
  });
}

function inFull(saving: TermCost, move: Move, plan: HeldSeat, context: RuleContext): string {
  switch (saving.term) {
    case "balance":
      return balanceReason(saving.measure, move, plan);
    case "cap": {
      const { giver, unit } = move;
      const { problem, reps } = plan.model;
      const { use, usePerPair, capacity } = problem.caps[saving.index] as (typeof problem.caps)[number];
      const at = reps.indexOf(giver);
      const own = use[usePerPair ? pairOf(problem, unit, at) : unit] as number;
      const over = (plan.state.uses[saving.index]?.[at] ?? 0) + own - (capacity[at] as number);
      return `${giver.name} would be ${tenths(over)} ${saving.rule.unit} over ${saving.rule.unit === "h" ? "capacity" : "the limit"} with it`;
    }
    case "fit":
      return fitReason(move, plan, context);
    case "affinity":
      return affinityReason(move, plan);
    default:
      return `helps to ${inShort(saving, plan)}`;
  }
}

/** The side that gains more is named first. A rep without a target has no share to be told. */
function balanceReason(index: number, { unit, giver, taker }: Move, { model, state }: HeldSeat): string {
  const rule = model.balance[index] as BalanceRule;
  const { load, target } = model.problem.measures[index] as (typeof model.problem.measures)[number];
  const own = load[unit] as number;
  const share = (rep: Rep, by: number) => {
    const at = model.reps.indexOf(rep);
    return ((state.loads[index]?.[at] ?? 0) + by) / (target[at] as number);
  };
  const [withIt, without] = [share(giver, own), share(taker, -own)];
  const percent = (value: number) => `${Math.round(value * 100)}%`;
  const sides = [
    { far: withIt - 1, words: `${giver.name} would have ${percent(withIt)} of the share with it`, known: withIt },
    { far: 1 - without, words: `${taker.name} would have ${percent(without)} of the share without it`, known: without },
  ].filter(({ known }) => Number.isFinite(known));
  sides.sort((a, b) => b.far - a.far);
  return `evens ${measureWords[rule.measure]}: ${sides.map(({ words }) => words).join(", ")}`;
}

function fitReason({ unit, giver, taker }: Move, { model }: HeldSeat, context: RuleContext): string {
  const members = model.units[unit]?.members ?? [];
  const [best] = costRules
    .filter((rule) => rule.term === "fit" && rule.seats.includes(model.seat))
    .map((rule) => {
      const cost = (rep: Rep) =>
        total(members.map((profile) => rule.cost({ profile, rep, seat: model.seat }, model.books, context)));
      return { rule, saved: rule.weight(context.config) * (cost(giver) - cost(taker)) };
    })
    .sort((a, b) => b.saved - a.saved);
  if (best?.rule === reachingDown) {
    return `routine work for ${taker.name}, ${taker.level}, rather than for ${giver.name}, ${giver.level}`;
  }
  const industry = members.map(({ client }) => client.industry).find((name) => name !== undefined);
  if (best?.rule === outsideIndustry && industry !== undefined)
    return `${taker.name} fits the industry ${industry} better`;
  return `${taker.name} fits better by level or industry`;
}

function affinityReason({ unit }: Move, { model, sellerOf }: HeldSeat): string {
  const seller = sellerOf(model.units[unit]?.members[0]?.client.id);
  return `keeps ${seller === undefined ? "a seller" : seller.name}'s clients with one desk specialist`;
}

/** Of several moves together. */
function inShort(saving: TermCost, { model }: HeldSeat): string {
  switch (saving.term) {
    case "balance":
      return `even ${measureWords[(model.balance[saving.measure] as BalanceRule).measure]}`;
    case "cap":
      return saving.rule.unit === "h" ? "keep hours within capacity" : `keep the limit of ${saving.rule.unit}`;
    case "continuity":
      return "keep more clients with who knows them";
    case "fit":
      return "fit better by level or industry";
    case "affinity":
      return "keep sellers' clients with one desk specialist";
    case "budget":
      return "keep the move budget";
    case "unplaced":
      return "leave fewer clients without anybody";
  }
}

function wordsOf(savings: readonly TermCost[], plan: HeldSeat): string {
  return deciding(savings)
    .map((saving) => inShort(saving, plan))
    .join(" and ");
}

/** The one other move that most needs this one: of the taker's, or to the giver. */
function exchangeReason(plan: HeldSeat, unit: number): string | undefined {
  const { model, state, moved } = plan;
  const { home } = model.problem;
  const [giver, taker] = [home[unit], state.assignment[unit]];
  const [best] = moved
    .filter((other) => other !== unit && (home[other] === taker || state.assignment[other] === giver))
    .map((other) => {
      const savings = savingsOf(model, state, [unit, other]);
      return { other, savings, saved: total(savings.map(({ points }) => points)) };
    })
    .filter(({ saved }) => saved > NOTHING && Number.isFinite(saved))
    .sort((a, b) => b.saved - a.saved);
  const name = best && model.units[best.other]?.members[0]?.client.name;
  return best && `part of an exchange with ${name}: together they ${wordsOf(best.savings, plan)}`;
}

/** A hard limit that the giver fills without the unit. */
function roomReason({ model }: HeldSeat, { giver }: Move, savings: readonly TermCost[]): string | undefined {
  const full = savings.find(({ points }) => points === Number.POSITIVE_INFINITY);
  if (full?.term !== "cap") return undefined;
  const most = model.problem.caps[full.index]?.capacity[model.reps.indexOf(giver)];
  return `makes room for others: ${giver.name} may have ${most} ${full.rule.unit}`;
}

function wholeReason(plan: HeldSeat, saved: number): string {
  const savings = savingsOf(plan.model, plan.state, plan.moved);
  const together = total(savings.map(({ points }) => points));
  if (together > NOTHING && Number.isFinite(together)) {
    return `part of ${plan.moved.length} moves that together ${wordsOf(savings, plan)}; alone it would not pay`;
  }
  if (saved > -NOTHING) return "staying would be as good";
  return isSolved(plan)
    ? "the search ended before taking it back"
    : "set by hand; the model would leave it where it is";
}

function tenths(amount: number): string {
  return String(Math.round(amount * 10) / 10);
}
