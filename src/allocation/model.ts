import type { CanonicalOrder } from "./canonical-order.ts";
import type { AllocationProblem } from "./problem.ts";
import { buildRows, type RowPenalties } from "./row-penalties.ts";

/**
 * The problem as the solver works on it: units and agents in canonical order, and every measure, cap and budget turned into
 * linking rows. A row adds something up (its activity) and has a convex piecewise linear penalty on the sum. Agent `a` has
 * the `rowKinds` rows `a * rowKinds + kind` (measures first, then caps), each budget one row after all those.
 */
export interface Model extends RowPenalties {
  readonly unitCount: number;
  readonly agentCount: number;
  readonly pairStart: Int32Array;
  readonly pairAgent: Int32Array;
  readonly pairCost: Float64Array;
  readonly unplacedCost: Float64Array;
  /** Pair of each unit with its home, or -1. */
  readonly homePair: Int32Array;
  /** What a unit (or, with `usePerPair`, a pair) adds to each row of the agent that takes it: `use[index * rowKinds + kind]`. */
  readonly use: Float64Array;
  readonly usePerPair: boolean;
  /** What a unit adds to each budget when it leaves its home: `budgetUse[unit * budgetCount + budget]`. */
  readonly budgetUse: Float64Array;
  readonly budgetCount: number;
  readonly rowKinds: number;
  readonly order: CanonicalOrder;
}

/** Turns a valid problem into a `Model` in the given order. */
export function buildModel(problem: AllocationProblem, order: CanonicalOrder): Model {
  const pairs = reorderPairs(problem, order);
  const rowKinds = problem.measures.length + problem.caps.length;
  const usePerPair = problem.caps.some((cap) => cap.usePerPair);
  return {
    unitCount: problem.unitCount,
    agentCount: problem.agentCount,
    pairStart: pairs.start,
    pairAgent: pairs.agent,
    pairCost: Float64Array.from(pairs.source, (pair) => problem.pairCost[pair] as number),
    unplacedCost: Float64Array.from(order.units, (unit) => problem.unplacedCost[unit] as number),
    homePair: pairs.home,
    use: usePerPair ? useOfPairs(problem, order, pairs) : useOfUnits(problem, order),
    usePerPair,
    budgetUse: budgetUse(problem, order),
    budgetCount: problem.budgets.length,
    rowKinds,
    order,
    ...buildRows(problem, order),
  };
}

/** The assignment in the caller's numbering, out of the pair chosen for each unit of the model (-1: unplaced). */
export function toAssignment(model: Model, pairOf: Int32Array): Int32Array {
  const assignment = new Int32Array(model.unitCount).fill(-1);
  pairOf.forEach((pair, unit) => {
    if (pair < 0) return;
    assignment[model.order.units[unit] as number] = model.order.agents[model.pairAgent[pair] as number] as number;
  });
  return assignment;
}

interface OrderedPairs {
  readonly start: Int32Array;
  readonly agent: Int32Array;
  /** The problem's index of each pair. */
  readonly source: Int32Array;
  readonly home: Int32Array;
}

function reorderPairs(problem: AllocationProblem, { units, agents }: CanonicalOrder): OrderedPairs {
  const rank = new Int32Array(problem.agentCount);
  agents.forEach((agent, index) => {
    rank[agent] = index;
  });
  const start = new Int32Array(problem.unitCount + 1);
  const agent = new Int32Array(problem.pairAgent.length);
  const source = new Int32Array(problem.pairAgent.length);
  const home = new Int32Array(problem.unitCount).fill(-1);
  units.forEach((unit, index) => {
    const from = problem.pairStart[unit] as number;
    const count = (problem.pairStart[unit + 1] as number) - from;
    const to = start[index] as number;
    start[index + 1] = to + count;
    // Agent and place in one number sort much faster than with a comparison function.
    const keys = new Float64Array(count);
    for (let offset = 0; offset < count; offset++) {
      keys[offset] = (rank[problem.pairAgent[from + offset] as number] as number) * 0x200000 + offset;
    }
    keys.sort();
    for (let offset = 0; offset < count; offset++) {
      const original = from + ((keys[offset] as number) % 0x200000);
      source[to + offset] = original;
      agent[to + offset] = rank[problem.pairAgent[original] as number] as number;
      if (problem.pairAgent[original] === problem.home[unit]) home[index] = to + offset;
    }
  });
  return { start, agent, source, home };
}

function useOfUnits(problem: AllocationProblem, { units }: CanonicalOrder): Float64Array {
  const columns = [...problem.measures.map((measure) => measure.load), ...problem.caps.map((cap) => cap.use)];
  return interleave(columns, units);
}

function useOfPairs(problem: AllocationProblem, order: CanonicalOrder, pairs: OrderedPairs): Float64Array {
  const kinds = problem.measures.length + problem.caps.length;
  const use = new Float64Array(pairs.source.length * kinds);
  order.units.forEach((unit, index) => {
    for (let pair = pairs.start[index] as number; pair < (pairs.start[index + 1] as number); pair++) {
      let slot = pair * kinds;
      for (const measure of problem.measures) use[slot++] = measure.load[unit] as number;
      for (const cap of problem.caps)
        use[slot++] = cap.use[cap.usePerPair ? (pairs.source[pair] as number) : unit] as number;
    }
  });
  return use;
}

function budgetUse(problem: AllocationProblem, { units }: CanonicalOrder): Float64Array {
  return interleave(
    problem.budgets.map((budget) => budget.use),
    units,
  );
}

function interleave(columns: readonly Float64Array[], indices: Int32Array): Float64Array {
  const values = new Float64Array(indices.length * columns.length);
  let slot = 0;
  for (const index of indices) for (const column of columns) values[slot++] = column[index] as number;
  return values;
}
