export { type Evaluation, evaluate } from "./evaluate.ts";
export type { LpNames } from "./lp-names.ts";
export type * from "./problem.ts";
export { solveAllocation } from "./solve.ts";
export { lpChunks, writeLp } from "./write-lp.ts";
