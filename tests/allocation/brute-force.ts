import { type AllocationProblem, evaluate } from "../../src/allocation/index.ts";

/** The best objective there is, by trying every assignment. */
export function bruteForce(problem: AllocationProblem): number {
  const assignment = new Int32Array(problem.unitCount).fill(-1);
  const place = (unit: number): number => {
    if (unit === problem.unitCount) return evaluate(problem, assignment).objective;
    assignment[unit] = -1;
    let best = place(unit + 1);
    for (let pair = problem.pairStart[unit] as number; pair < (problem.pairStart[unit + 1] as number); pair++) {
      assignment[unit] = problem.pairAgent[pair] as number;
      best = Math.min(best, place(unit + 1));
    }
    return best;
  };
  return place(0);
}
