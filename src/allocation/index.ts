export { type Evaluation, evaluate } from "./evaluate.ts";
export type * from "./problem.ts";
export { solveAllocation } from "./solve.ts";
