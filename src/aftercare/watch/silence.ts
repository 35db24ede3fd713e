import { betaPrimeTail, gammaPoissonTail } from "./distributions.ts";

/** Fewer gaps have no rhythm that a silence could break. */
export const FEWEST_GAPS = 6;

/** How unusual a silence is. */
export interface Silence {
  /** Time since the last event, in the gaps' unit. */
  readonly length: number;
  /** 90th percentile of the gaps. */
  readonly percentile90: number;
  /** Chance to find a silence as long at a moment picked at random while the rhythm goes on as ever. */
  readonly chance: number;
  /** Regularity of the gaps: 1 random, well above 1 regular. */
  readonly regularity: number;
}

/**
 * The chance of a silence under the events' own rhythm. Gaps are taken for gamma distributed with their own regularity k (Minka's approximation, less its
 * bias of n / (n - 3) and one standard error, sqrt(2 / n), for no client is gamma distributed to the letter), their mean known from n gaps only: a new gap over the sum of the n is then beta prime (k, nk). At a random moment the time since
 * the last event exceeds `length` with chance E(gap - length)+ / E(gap) (renewal theory: the stationary age). The same from the gaps themselves,
 * sum (gap - length)+ / sum gap, is taken where it is larger: whoever paused as long before, as seasonal buyers do, is not silent.
 * `undefined` for fewer than 6 gaps.
 */
export function silenceOf(gaps: readonly number[], length: number): Silence | undefined {
  const n = gaps.length;
  if (n < FEWEST_GAPS) return undefined;
  const sum = gaps.reduce((total, gap) => total + gap, 0);
  const k = regularityOf(gaps, sum / n);
  const [shape, other] = [k, n * k];
  const scaled = length / sum;
  const byModel =
    other > 1
      ? betaPrimeTail(scaled, shape + 1, other - 1) -
        ((scaled * (other - 1)) / shape) * betaPrimeTail(scaled, shape, other)
      : 1;
  const byGaps = gaps.reduce((total, gap) => total + Math.max(0, gap - length), 0) / sum;
  return {
    length,
    percentile90: percentile(gaps, 0.9),
    chance: Math.min(1, Math.max(0, byModel, byGaps)),
    regularity: k,
  };
}

/**
 * Chance of no event in a time in which there were `count` a year before, so that a quiet season is no silence. Events of regularity k are every k-th of
 * a Poisson process; its rate, known from one season only, is gamma distributed with shape count k + 1, and fewer than k of it are no event.
 */
export function quietSeason(count: number, regularity: number): number {
  return 1 - gammaPoissonTail(regularity, count * regularity + 1, 1);
}

/** Nobody is more regular than this: the days of the week alone see to it. */
const MOST_REGULAR = 40;

function regularityOf(gaps: readonly number[], mean: number): number {
  const n = gaps.length;
  const s = Math.log(mean) - gaps.reduce((total, gap) => total + Math.log(gap), 0) / n;
  const k = s > 0 ? (3 - s + Math.sqrt((s - 3) ** 2 + 24 * s)) / (12 * s) : MOST_REGULAR;
  return Math.min(MOST_REGULAR, ((k * (n - 3)) / n) * (1 - Math.sqrt(2 / n)));
}

/** Between the two values beside the rank, in proportion. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(rank)] ?? 0, sorted[Math.ceil(rank)] ?? 0];
  return below + (above - below) * (rank - Math.floor(rank));
}
