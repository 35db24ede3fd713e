import type { Assignment } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { type Book, countBooks } from "../planning/books.ts";
import { type Figures, figuresOf, type MoveFigures, moveFigures } from "../planning/figures.ts";
import { hoursByLevel, type LevelHours } from "../planning/hours-by-level.ts";
import type { PlanResult } from "../planning/make-plan.ts";
import type { RuleContext } from "../rules/rule.ts";
import { naiveCarve } from "./naive-carve.ts";

/** What a scenario comes to: the plan that would be made. */
export interface Outcome {
  readonly figures: Figures;
  readonly moves: MoveFigures;
  /** Clients with a seat that nobody may take. */
  readonly unplaced: number;
  readonly hours: readonly LevelHours[];
  /** Points of both seats' models. */
  readonly objective: number;
  readonly bound: number;
  /** Of scenarios in which sellers join: what each would get, the usual way and from the plan. */
  readonly welcomes: readonly Welcome[];
}

/** What somebody who joins would get. */
export interface Welcome {
  readonly rep: Rep;
  readonly carve: Handover;
  readonly plan: Handover;
}

export interface Handover {
  readonly book: Book;
  /** Mean and highest complexity of the consultative clients; absent without any. */
  readonly meanComplexity?: number;
  readonly highestComplexity?: number;
  /** The most complex consultative clients first. */
  readonly hardest: readonly ClientProfile[];
}

export function outcomeOf(
  result: PlanResult,
  profiles: readonly ClientProfile[],
  reps: readonly Rep[],
  newcomers: readonly Rep[],
  context: RuleContext,
): Outcome {
  const { plan, seatPlans } = result;
  const sum = (value: (proof: (typeof plan.proofs)[number]) => number) =>
    plan.proofs.reduce((total, proof) => total + value(proof), 0);
  const sellers = newcomers.filter((rep) => rep.role !== "desk" && (context.capacityHours.get(rep.id) ?? 0) > 0);
  const carve = sellers.length > 0 ? naiveCarve(profiles, plan.present, sellers, context) : undefined;
  const handover = (rep: Rep, assignment: Assignment) => handoverOf(rep, profiles, assignment, reps, context);
  return {
    figures: figuresOf(plan.rows, plan.assignment, reps, context),
    moves: moveFigures(plan),
    unplaced: new Set(plan.unplaced.map(({ profile }) => profile.client.id)).size,
    hours: [...seatPlans.values()].flatMap(({ model }) => hoursByLevel(model, context)),
    objective: sum(({ objective }) => objective),
    bound: sum(({ bound }) => bound),
    welcomes: sellers.map((rep) => ({
      rep,
      carve: handover(rep, carve as Assignment),
      plan: handover(rep, plan.assignment),
    })),
  };
}

function handoverOf(
  rep: Rep,
  profiles: readonly ClientProfile[],
  assignment: Assignment,
  reps: readonly Rep[],
  context: RuleContext,
): Handover {
  const [book] = countBooks(profiles, assignment, reps, context).filter((one) => one.rep.id === rep.id) as [Book];
  const consultative = profiles
    .filter(({ client, label }) => assignment.get(client.id)?.seller === rep.id && label.name === "consultative")
    .sort((a, b) => b.complexity.score - a.complexity.score || (a.client.id < b.client.id ? -1 : 1));
  const scores = consultative.map(({ complexity }) => complexity.score);
  const [highest] = scores;
  if (highest === undefined) return { book, hardest: [] };
  const mean = scores.reduce((total, score) => total + score, 0) / scores.length;
  return { book, hardest: consultative, meanComplexity: Math.round(mean * 10) / 10, highestComplexity: highest };
}
