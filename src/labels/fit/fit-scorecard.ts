import type { Config } from "../../config/schema.ts";
import type { Scorecard } from "../../config/scorecard.ts";
import type { LabelName } from "../../domain/label.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import { NEUTRAL_SCORE } from "../label.ts";
import { type BandParameter, bandsOf, parametersOf, withPoints } from "./card-parameters.ts";
import { chooseAndFit, type Example, type FitSettings, foldsOf } from "./choose-spread.ts";
import { marginOf } from "./ridge-logistic.ts";

/** A client that somebody has labelled. */
export interface KnownClient {
  readonly profile: ClientProfile;
  readonly known: LabelName;
}

/**
 * Fewest known clients of each label. With 20 and 20 an agreement of 90% is known to within 9 points (95% interval of a binomial share): with
 * fewer, no gain that one may hope for can be told from luck.
 */
export const FEWEST_OF_EACH = 20;

/** Each client is held out once, in one of so many folds. */
export const FOLDS = 10;

/** Known clients by what they are known as and what the card says. */
export type Confusion = Readonly<Record<LabelName, Readonly<Record<LabelName, number>>>>;

/** One band whose points the fit changes. */
export interface PointChange extends BandParameter {
  /** Known clients in the band. */
  readonly clients: number;
  readonly fitted: number;
}

export interface ScorecardFit {
  /** Known clients that the card may judge, by label. */
  readonly clients: Readonly<Record<LabelName, number>>;
  /** Present points. */
  readonly before: Confusion;
  /** Points fitted to the other folds, each client judged by points that never saw it. */
  readonly after: Confusion;
  /** Clients that only the fitted points get right, and only the present ones. */
  readonly gained: number;
  readonly lost: number;
  /** Chance of a gain as large or larger if either card were as good as the other (sign test; McNemar 1947, exact). */
  readonly chance: number;
  /** `take`: the fitted points agree better, cross-validated. `keep`: they do not, or they are the present ones. */
  readonly verdict: "take" | "keep";
  /** The fitted points on the clients they were fitted to: no forecast. */
  readonly seen: Confusion;
  readonly spread: number;
  /** Points that double the odds of transactional. */
  readonly pointsToDouble: number;
  readonly changes: readonly PointChange[];
  readonly scorecard: Scorecard;
}

/**
 * Points of the label's scorecard fitted to clients that people have labelled: formula in `ridge-logistic.ts`, docs/fit.md. Fitted points are whole;
 * bands without a known client keep theirs. The cross-validation is nested: for each held-out fold, slope and spread are chosen anew within the others
 * (Varma & Simon 2006), so the agreement is that of the whole procedure on clients it has not seen.
 * @param known clients with enough order days; at least `FEWEST_OF_EACH` of each label
 */
export function fitScorecard(known: readonly KnownClient[], settings: Config["labels"], seed: number): ScorecardFit {
  const { scorecard, threshold } = settings;
  const parameters = parametersOf(scorecard);
  const fitSettings: FitSettings = {
    offset: NEUTRAL_SCORE - threshold,
    prior: parameters.map(({ points }) => points),
    seed,
  };
  // Sums follow one order, whatever that of the rows.
  const examples = known
    .map(({ profile, known: label }): Example => {
      const bands = bandsOf(scorecard, profile.signals.values);
      return { id: profile.client.id, bands, sign: label === "transactional" ? 1 : -1 };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const clientsIn = parameters.map(() => 0);
  for (const { bands } of examples) for (const band of bands) clientsIn[band] = (clientsIn[band] as number) + 1;
  const fitted = chooseAndFit(examples, fitSettings);
  const points = rounded(fitted.points, fitSettings.prior);
  const judge = (some: readonly number[]) => (example: Example) =>
    marginOf(example.bands, fitSettings.offset, some) >= 0 ? "transactional" : "consultative";
  const before = examples.map(judge(fitSettings.prior));
  const after = heldOut(examples, fitSettings, judge);
  const right = (labels: readonly LabelName[], at: number) => labels[at] === knownAs(examples[at] as Example);
  const gained = examples.filter((_, at) => right(after, at) && !right(before, at)).length;
  const lost = examples.filter((_, at) => !right(after, at) && right(before, at)).length;
  const changes = parameters.flatMap((parameter, at): PointChange[] =>
    points[at] === parameter.points
      ? []
      : [{ ...parameter, clients: clientsIn[at] as number, fitted: points[at] as number }],
  );
  return {
    clients: {
      transactional: examples.filter(({ sign }) => sign > 0).length,
      consultative: examples.filter(({ sign }) => sign < 0).length,
    },
    before: confusionOf(examples, before),
    after: confusionOf(examples, after),
    ...{ gained, lost, chance: signTest(gained, lost) },
    verdict: gained > lost && changes.length > 0 ? "take" : "keep",
    seen: confusionOf(examples, examples.map(judge(points))),
    spread: fitted.spread,
    pointsToDouble: Math.LN2 / fitted.slope,
    changes,
    scorecard: withPoints(scorecard, points),
  };
}

/** What points fitted to the other folds say of each example. */
function heldOut(
  examples: readonly Example[],
  settings: FitSettings,
  judge: (points: readonly number[]) => (example: Example) => LabelName,
): LabelName[] {
  const folds = foldsOf(examples, FOLDS, String(settings.seed));
  const labels = new Array<LabelName>(examples.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const { points } = chooseAndFit(
      examples.filter((_, at) => folds[at] !== fold),
      settings,
    );
    const judgeHeld = judge(rounded(points, settings.prior));
    examples.forEach((example, at) => {
      if (folds[at] === fold) labels[at] = judgeHeld(example);
    });
  }
  return labels;
}

/** Whole points, but for those that nothing has moved. */
function rounded(points: readonly number[], prior: readonly number[]): number[] {
  return points.map((value, at) => (value === prior[at] ? value : Math.round(value) + 0));
}

function knownAs({ sign }: Example): LabelName {
  return sign > 0 ? "transactional" : "consultative";
}

function confusionOf(examples: readonly Example[], labels: readonly LabelName[]): Confusion {
  const count = (known: LabelName, computed: LabelName) =>
    examples.filter((example, at) => knownAs(example) === known && labels[at] === computed).length;
  const row = (known: LabelName) => ({
    transactional: count(known, "transactional"),
    consultative: count(known, "consultative"),
  });
  return { transactional: row("transactional"), consultative: row("consultative") };
}

/** Share of the known clients that the card agrees with; 0 to 1. */
export function agreementOf({ transactional, consultative }: Confusion): number {
  const right = transactional.transactional + consultative.consultative;
  return right / (right + transactional.consultative + consultative.transactional);
}

/** Chance of `gained` heads or more in as many throws of a fair coin as clients changed sides. */
export function signTest(gained: number, lost: number): number {
  const throws = gained + lost;
  let term = 0.5 ** throws;
  // Far tails of many throws vanish in a double: then it is no luck, or nothing but.
  if (term === 0) return gained > lost ? 0 : 1;
  let chance = 0;
  for (let heads = 0; heads <= throws; heads++) {
    if (heads >= gained) chance += term;
    term *= (throws - heads) / (heads + 1);
  }
  return Math.min(1, chance);
}
