import { colourOf, countDistinct, stir, stirNumber } from "./canonical-hash.ts";
import type { AllocationProblem } from "./problem.ts";

/** Colours of units and agents; equal numbers look alike from everywhere in the problem. */
export interface Colouring {
  readonly units: Float64Array;
  readonly agents: Float64Array;
}

/** Colours from a unit's and an agent's own numbers, without their pairs. */
export function ownColours(problem: AllocationProblem): Colouring {
  return { units: ownUnitColours(problem), agents: ownAgentColours(problem) };
}

/**
 * Colour refinement (B. Weisfeiler and A. Lehman, 1968): each unit takes in the colours of its agents together with what each
 * pair costs and uses, each agent those of its units, until no further unit or agent can be told apart.
 */
export function refine(problem: AllocationProblem, start: Colouring): Colouring {
  let current = start;
  let distinct = countDistinct(current.units) + countDistinct(current.agents);
  for (;;) {
    const next = refineOnce(problem, current);
    const found = countDistinct(next.units) + countDistinct(next.agents);
    current = next;
    if (found <= distinct || found === problem.unitCount + problem.agentCount) return current;
    distinct = found;
  }
}

/** The same seed twice, stirred differently: two lanes make one colour. */
const HIGH = 0x51ed270b;
const LOW = 0x2545f491;

function colourBy(length: number, stirAll: (index: number, state: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, index) => colourOf(stirAll(index, HIGH), stirAll(index, LOW)));
}

function ownUnitColours(problem: AllocationProblem): Float64Array {
  const columns = [problem.unplacedCost, ...problem.measures.map((measure) => measure.load)];
  for (const cap of problem.caps) if (!cap.usePerPair) columns.push(cap.use);
  for (const budget of problem.budgets) columns.push(budget.use);
  return colourBy(problem.unitCount, (unit, state) => stirColumns(columns, unit, state));
}

function ownAgentColours(problem: AllocationProblem): Float64Array {
  const columns = problem.measures.flatMap((measure) => [measure.target, measure.scale]);
  for (const cap of problem.caps) columns.push(cap.capacity);
  return colourBy(problem.agentCount, (agent, state) => stirColumns(columns, agent, state));
}

function stirColumns(columns: readonly Float64Array[], index: number, state: number): number {
  let mixed = state;
  for (const column of columns) mixed = stirNumber(mixed, column[index] as number);
  return mixed;
}

function refineOnce(problem: AllocationProblem, { units, agents }: Colouring): Colouring {
  const perPair = problem.caps.filter((cap) => cap.usePerPair).map((cap) => cap.use);
  const unitLanes = new Int32Array(2 * problem.unitCount);
  const agentLanes = new Int32Array(2 * problem.agentCount);
  for (let unit = 0; unit < problem.unitCount; unit++) {
    const home = problem.home[unit] as number;
    const unitColour = units[unit] as number;
    for (let pair = problem.pairStart[unit] as number; pair < (problem.pairStart[unit + 1] as number); pair++) {
      const agent = problem.pairAgent[pair] as number;
      let edge = stirNumber(agent === home ? HIGH : LOW, problem.pairCost[pair] as number);
      for (const use of perPair) edge = stirNumber(edge, use[pair] as number);
      addToLanes(unitLanes, unit, edge, agents[agent] as number);
      addToLanes(agentLanes, agent, edge, unitColour);
    }
  }
  return { units: takeIn(units, unitLanes), agents: takeIn(agents, agentLanes) };
}

function addToLanes(lanes: Int32Array, index: number, edge: number, colour: number): void {
  const mixed = stirNumber(edge, colour);
  lanes[2 * index] = (lanes[2 * index] as number) + mixed;
  lanes[2 * index + 1] = (lanes[2 * index + 1] as number) + stir(mixed, LOW);
}

function takeIn(colours: Float64Array, lanes: Int32Array): Float64Array {
  return colours.map((colour, index) => {
    const high = stir(stirNumber(HIGH, colour), lanes[2 * index] as number);
    const low = stir(stirNumber(LOW, colour), lanes[2 * index + 1] as number);
    return colourOf(stir(high, lanes[2 * index + 1] as number), stir(low, lanes[2 * index] as number));
  });
}
