/**
 * The allocation problem in numbers only. It knows nothing of clients or reps: `planning/` builds it, anybody may.
 *
 * Decide `x[u,a]` (unit `u` goes to agent `a`; eligible pairs only) and `z[u]` (unit `u` stays unplaced):
 *
 *     minimise   sum pairCost[u,a] x[u,a]
 *              + sum unplacedCost[u] z[u]
 *              + sum over measures d, agents a:  weight_d * P_d( (load_d(a) - target_d[a]) / scale_d[a] )
 *              + sum over caps c, agents a:      overflowPrice_c * max(0, use_c(a) - capacity_c[a])
 *              + sum over budgets b:             overflowPrice_b * max(0, use_b - limit_b)
 *     subject to sum over a of x[u,a] + z[u] = 1 for every unit u, x and z binary,
 *
 * where `load_d(a) = sum_u load_d[u] x[u,a]`, `use_c(a) = sum_u use_c[u,a] x[u,a]` and `P_d` is a convex piecewise
 * linear function with `P_d(0) = 0`. An `overflowPrice` of `Infinity` makes a cap or a budget hard. A generalized
 * assignment problem is: no measures, one hard cap with use per pair, and `unplacedCost` of `Infinity`.
 */
export interface AllocationProblem {
  readonly unitCount: number;
  readonly agentCount: number;
  /** Pairs in compressed rows: the pairs of unit `u` are `pairStart[u]` up to, not with, `pairStart[u + 1]`. */
  readonly pairStart: Int32Array;
  /** Agent of each pair; within one unit strictly ascending. */
  readonly pairAgent: Int32Array;
  /** Cost of each pair, >= 0, in the model's points. */
  readonly pairCost: Float64Array;
  /** Cost of leaving each unit unplaced; `Infinity` where that is forbidden. */
  readonly unplacedCost: Float64Array;
  readonly measures: readonly BalanceMeasure[];
  readonly caps: readonly Cap[];
  readonly budgets: readonly MoveBudget[];
  /**
   * Agent that has each unit now, or -1. It must be one of the unit's pairs, else it counts as -1. Budgets are spent when a
   * unit with a home goes to another agent; the present assignment is one of the solver's starts.
   */
  readonly home: Int32Array;
  /**
   * Keys that break exact ties between interchangeable units (agents), any numbers. Without them the index breaks ties. They
   * never change the objective: the solver first puts units and agents into an order that follows from the numbers alone.
   */
  readonly unitTieKey?: Float64Array;
  readonly agentTieKey?: Float64Array;
}

/** What is to be even: hours, revenue, a count. Loads are >= 0 and in any unit of the caller's. */
export interface BalanceMeasure {
  readonly name: string;
  /** Load of each unit. */
  readonly load: Float64Array;
  /** What each agent should carry. */
  readonly target: Float64Array;
  /** What one whole deviation is, > 0; the target itself for a relative deviation `load / target - 1`. */
  readonly scale: Float64Array;
  readonly weight: number;
  readonly penalty: ConvexPenalty;
}

/**
 * Convex piecewise linear, 0 at deviation 0. `slope[i]` holds between `at[i - 1]` and `at[i]` (the first from minus
 * infinity, the last to plus infinity), so `slope` is one longer than `at`; `at` ascends, `slope` does not descend.
 */
export interface ConvexPenalty {
  readonly at: readonly number[];
  readonly slope: readonly number[];
}

/** An upper limit for each agent. `use` is given for each unit, or, with `usePerPair`, for each pair. */
export interface Cap {
  readonly name: string;
  readonly use: Float64Array;
  readonly usePerPair: boolean;
  /** Per agent; `Infinity` where the agent has no such limit. */
  readonly capacity: Float64Array;
  /** Points for one unit of `use` above `capacity`; `Infinity` makes the cap hard. */
  readonly overflowPrice: number;
}

/** A limit over the whole plan on what leaves its home, e.g. the revenue that chosen moves may touch. */
export interface MoveBudget {
  readonly name: string;
  /** Spent when the unit is placed with an agent other than its home; units without a home spend nothing. */
  readonly use: Float64Array;
  readonly limit: number;
  readonly overflowPrice: number;
}

export interface SolveOptions {
  readonly seed: number;
  /** How many iterations the phases get; results depend on this, never on the clock, unless `timeLimitSeconds` is given. */
  readonly effort: "quick" | "normal" | "thorough";
  readonly timeLimitSeconds?: number;
  /** Asked now and then; when it is aborted the best assignment so far is returned, marked as interrupted. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SolveProgress) => void;
}

export interface SolveProgress {
  readonly phase: string;
  readonly best: number;
  readonly bound: number;
  /** (best - bound) / |best|, 0 when they are equal. */
  readonly gap: number;
  readonly iterations: number;
}

export interface Allocation {
  /** Agent of each unit, -1 for unplaced. */
  readonly assignment: Int32Array;
  readonly objective: number;
  readonly terms: ObjectiveTerms;
  /** No assignment has a lower objective than this. */
  readonly bound: number;
  /** (objective - bound) / |objective|; 0 when they are equal within a rounding of 1e-9, `Infinity` without a plan. */
  readonly gap: number;
  /**
   * `optimal`: nothing is better (the gap is 0, within a rounding of 1e-9). `feasible`: no hard rule is broken. `infeasible`:
   * the assignment breaks a hard limit or leaves out a unit that must be placed; then `objective` is `Infinity`, and `bound`
   * is `Infinity` too where it was proved that no assignment keeps all hard rules.
   */
  readonly status: "optimal" | "feasible" | "infeasible";
  /** Whether the abort signal cut the work short. */
  readonly interrupted: boolean;
  /** Whether the time limit did. */
  readonly outOfTime: boolean;
  readonly statistics: SolveStatistics;
  /** Shadow prices of the relaxation, in points per unit of load or use; they say what is scarce. */
  readonly prices: ScarcityPrices;
}

/** The objective by its parts; they add up to it. */
export interface ObjectiveTerms {
  readonly pairs: number;
  readonly unplaced: number;
  /** By measure, in the problem's order. */
  readonly balance: readonly number[];
  /** By cap, then by budget, in the problem's order. */
  readonly caps: readonly number[];
  readonly budgets: readonly number[];
}

export interface SolveStatistics {
  /** How the bound was found: "linear programme", "Lagrangian prices", "exact" ... */
  readonly boundMethod: string;
  readonly iterations: number;
  /** Things that went wrong on the way and what was done about them, e.g. that HiGHS aborted. */
  readonly notes: readonly string[];
}

export interface ScarcityPrices {
  /** By cap, then agent: what one more unit of capacity would save. */
  readonly caps: readonly Float64Array[];
  /** By budget. */
  readonly budgets: Float64Array;
  /** By measure, then agent: what one more unit of load costs (negative: saves). */
  readonly balance: readonly Float64Array[];
}
