import fc from "fast-check";
import type { AllocationProblem, BalanceMeasure, Cap, ConvexPenalty, MoveBudget } from "../../src/allocation/index.ts";

/** How large the problems of `arbitraryProblem` get, and whether they may have hard rules. */
export interface Size {
  readonly units: number;
  readonly agents: number;
  readonly hard?: boolean;
}

/** Gentle within 5%, ten times steeper beyond, a hundred times beyond 10%. */
export const THREE_STEPS: ConvexPenalty = { at: [-0.1, -0.05, 0, 0.05, 0.1], slope: [-100, -10, -1, 1, 10, 100] };

/** Small problems of every kind: few different numbers, so that ties and symmetries are frequent. */
export function arbitraryProblem({ units, agents, hard = false }: Size): fc.Arbitrary<AllocationProblem> {
  return fc
    .record({ unitCount: fc.integer({ min: 0, max: units }), agentCount: fc.integer({ min: 0, max: agents }) })
    .chain(({ unitCount, agentCount }) =>
      fc
        .array(fc.subarray(Array.from({ length: agentCount }, (_, agent) => agent)), {
          minLength: unitCount,
          maxLength: unitCount,
        })
        .chain((rows) => problemOn(rows, agentCount, hard)),
    );
}

function problemOn(rows: number[][], agentCount: number, hard: boolean): fc.Arbitrary<AllocationProblem> {
  const unitCount = rows.length;
  const pairCount = rows.flat().length;
  const price = hard ? fc.constantFrom(3, 50, Number.POSITIVE_INFINITY) : fc.constantFrom(0, 3, 50);
  return fc.record({
    unitCount: fc.constant(unitCount),
    agentCount: fc.constant(agentCount),
    pairStart: fc.constant(startsOf(rows)),
    pairAgent: fc.constant(Int32Array.from(rows.flat())),
    pairCost: amounts(pairCount),
    unplacedCost: numbers(unitCount, hard ? fc.constantFrom(5, 40, Number.POSITIVE_INFINITY) : fc.constantFrom(5, 40)),
    measures: fc.array(measure(unitCount, agentCount), { maxLength: 2 }),
    caps: fc.array(cap(unitCount, agentCount, pairCount, price), { maxLength: 2 }),
    budgets: fc.array(budget(unitCount, price), { maxLength: 1 }),
    home: fc
      .array(fc.integer({ min: -1, max: agentCount - 1 }), { minLength: unitCount, maxLength: unitCount })
      .map((home) => Int32Array.from(home)),
  });
}

function startsOf(rows: readonly number[][]): Int32Array {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, unit) => {
    starts[unit + 1] = (starts[unit] as number) + row.length;
  });
  return starts;
}

function numbers(length: number, value: fc.Arbitrary<number>): fc.Arbitrary<Float64Array> {
  return fc.array(value, { minLength: length, maxLength: length }).map((values) => Float64Array.from(values));
}

function amounts(length: number): fc.Arbitrary<Float64Array> {
  return numbers(length, fc.constantFrom(0, 0.1, 1, 1.7, 2, 3.3, 7));
}

function measure(unitCount: number, agentCount: number): fc.Arbitrary<BalanceMeasure> {
  return fc.record({
    name: fc.constant("load"),
    load: amounts(unitCount),
    target: numbers(agentCount, fc.constantFrom(0, 2, 5.5)),
    scale: numbers(agentCount, fc.constantFrom(1, 4)),
    weight: fc.constantFrom(0, 1, 2.5),
    penalty: fc.constantFrom<ConvexPenalty>(
      THREE_STEPS,
      { at: [], slope: [0.5] },
      { at: [0], slope: [0, 3] },
      { at: [-1, 2], slope: [-2, 0, 5] },
    ),
  });
}

function cap(
  unitCount: number,
  agentCount: number,
  pairCount: number,
  overflowPrice: fc.Arbitrary<number>,
): fc.Arbitrary<Cap> {
  return fc.boolean().chain((usePerPair) =>
    fc.record({
      name: fc.constant("hours"),
      use: amounts(usePerPair ? pairCount : unitCount),
      usePerPair: fc.constant(usePerPair),
      capacity: numbers(agentCount, fc.constantFrom(0, 3.3, 8, Number.POSITIVE_INFINITY)),
      overflowPrice,
    }),
  );
}

function budget(unitCount: number, overflowPrice: fc.Arbitrary<number>): fc.Arbitrary<MoveBudget> {
  return fc.record({
    name: fc.constant("moved"),
    use: amounts(unitCount),
    limit: fc.constantFrom(0, 3.3, Number.POSITIVE_INFINITY),
    overflowPrice,
  });
}

/** The same problem with its units and agents renumbered: entry `i` of an order is the old index of the i-th. */
export function renumber(
  problem: AllocationProblem,
  units: readonly number[],
  agents: readonly number[],
): AllocationProblem {
  const newAgent = new Map(agents.map((agent, index) => [agent, index]));
  const rows = units.map((unit) => {
    const row: { pair: number; agent: number }[] = [];
    for (let pair = problem.pairStart[unit] as number; pair < (problem.pairStart[unit + 1] as number); pair++) {
      row.push({ pair, agent: newAgent.get(problem.pairAgent[pair] as number) as number });
    }
    return row.sort((left, right) => left.agent - right.agent);
  });
  const pairs = rows.flat();
  const byUnit = (values: Float64Array) => Float64Array.from(units, (unit) => values[unit] as number);
  const byAgent = (values: Float64Array) => Float64Array.from(agents, (agent) => values[agent] as number);
  const byPair = (values: Float64Array) => Float64Array.from(pairs, ({ pair }) => values[pair] as number);
  return {
    ...problem,
    pairStart: startsOf(rows.map((row) => row.map(({ pair }) => pair))),
    pairAgent: Int32Array.from(pairs, ({ agent }) => agent),
    pairCost: byPair(problem.pairCost),
    unplacedCost: byUnit(problem.unplacedCost),
    measures: problem.measures.map((one) => ({
      ...one,
      load: byUnit(one.load),
      target: byAgent(one.target),
      scale: byAgent(one.scale),
    })),
    caps: problem.caps.map((one) => ({
      ...one,
      use: one.usePerPair ? byPair(one.use) : byUnit(one.use),
      capacity: byAgent(one.capacity),
    })),
    budgets: problem.budgets.map((one) => ({ ...one, use: byUnit(one.use) })),
    home: Int32Array.from(units, (unit) => newAgent.get(problem.home[unit] as number) ?? -1),
  };
}
