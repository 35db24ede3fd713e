import { colourOf, stir, stirNumber } from "./canonical-hash.ts";
import { type Colouring, ownColours, refine } from "./colour-refinement.ts";
import type { AllocationProblem } from "./problem.ts";

/** Units and agents in an order that follows from the numbers alone: entry `i` is the problem's index of the i-th. */
export interface CanonicalOrder {
  readonly units: Int32Array;
  readonly agents: Int32Array;
}

/** Pairs that telling symmetric units apart may look at; beyond it the tie keys decide. */
const SYMMETRY_WORK = 3e7;

/**
 * Puts units and agents into an order that does not depend on how the caller numbered them, so that renumbering changes
 * nothing in the result. Colour refinement tells apart what differs. What still looks alike is either interchangeable (twins:
 * the very same neighbours), where the tie key decides, or symmetric in a wider sense; then one of them is marked and
 * refinement runs again (individualisation, B. McKay, 1981).
 */
export function canonicalOrder(problem: AllocationProblem): CanonicalOrder {
  let colouring = refine(problem, ownColours(problem));
  let work = 0;
  for (let tied = findTie(problem, colouring); tied; tied = findTie(problem, colouring)) {
    work += tied.members.length * (problem.pairAgent.length + problem.unitCount + 1);
    if (work > SYMMETRY_WORK) break;
    colouring = splitTie(problem, colouring, tied);
  }
  return {
    units: sortedBy(colouring.units, problem.unitTieKey),
    agents: sortedBy(colouring.agents, problem.agentTieKey),
  };
}

/** Units, or agents, of one colour that are not all twins. */
interface Tie {
  readonly side: keyof Colouring;
  readonly members: readonly number[];
}

function sortedBy(colours: Float64Array, tieKey: Float64Array | undefined): Int32Array {
  const key = (index: number): number => tieKey?.[index] ?? 0;
  return Int32Array.from(colours.keys()).sort(
    (left, right) =>
      (colours[left] as number) - (colours[right] as number) || compare(key(left), key(right)) || left - right,
  );
}

/** Infinite keys must not be subtracted. */
function compare(left: number, right: number): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function findTie(problem: AllocationProblem, colouring: Colouring): Tie | undefined {
  return findTieAmong("agents", problem, colouring) ?? findTieAmong("units", problem, colouring);
}

function findTieAmong(side: keyof Colouring, problem: AllocationProblem, colouring: Colouring): Tie | undefined {
  const colours = colouring[side];
  const order = sortedBy(colours, side === "units" ? problem.unitTieKey : problem.agentTieKey);
  let twins: Float64Array | undefined;
  for (let from = 0, to = 0; from < order.length; from = to) {
    const colour = colours[order[from] as number];
    for (to = from + 1; to < order.length && colours[order[to] as number] === colour; ) to++;
    if (to === from + 1) continue;
    twins ??= twinColours(side, problem);
    const members = Array.from(order.subarray(from, to));
    if (members.some((member) => twins?.[member] !== twins?.[members[0] as number])) return { side, members };
  }
  return undefined;
}

/** A number per unit (agent) that is the same for two of one colour only when they have the very same neighbours. */
function twinColours(side: keyof Colouring, problem: AllocationProblem): Float64Array {
  const colours = new Float64Array(side === "units" ? problem.unitCount : problem.agentCount);
  const perPair = problem.caps.filter((cap) => cap.usePerPair).map((cap) => cap.use);
  for (let unit = 0; unit < problem.unitCount; unit++) {
    for (let pair = problem.pairStart[unit] as number; pair < (problem.pairStart[unit + 1] as number); pair++) {
      const agent = problem.pairAgent[pair] as number;
      const [self, other] = side === "units" ? [unit, agent] : [agent, unit];
      let edge = stirNumber(stir(problem.home[unit] === agent ? 1 : 2, other), problem.pairCost[pair] as number);
      for (const use of perPair) edge = stirNumber(edge, use[pair] as number);
      // Below 2^20 each, so that sums of them stay exact whatever their order.
      colours[self] = (colours[self] as number) + (edge >>> 12);
    }
  }
  return colours;
}

/** Marks that member whose marking gives the smallest colours; members that are truly symmetric give the same. */
function splitTie(problem: AllocationProblem, colouring: Colouring, { side, members }: Tie): Colouring {
  let best: Colouring | undefined;
  let bestPrint = Number.POSITIVE_INFINITY;
  for (const member of members) {
    const marked = refine(problem, { ...colouring, [side]: mark(colouring[side], member) });
    const print = fingerprint(marked);
    if (print < bestPrint) [best, bestPrint] = [marked, print];
  }
  return best as Colouring;
}

function mark(colours: Float64Array, member: number): Float64Array {
  const marked = colours.slice();
  marked[member] = colourOf(stirNumber(3, colours[member] as number), stirNumber(5, colours[member] as number));
  return marked;
}

function fingerprint({ units, agents }: Colouring): number {
  let print = 7;
  for (const colours of [units.slice().sort(), agents.slice().sort()]) {
    for (const colour of colours) print = stirNumber(print, colour);
  }
  return print >>> 0;
}
