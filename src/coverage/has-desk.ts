import type { Config } from "../config/schema.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { Rep } from "../domain/rep.ts";
import { mayServeSeat } from "./availability.ts";
import { capacityHours } from "./capacity.ts";

/** Whether anybody has hours for the desk seat in the quarter; without a desk the sellers process the orders. */
export function hasDesk(reps: readonly Rep[], quarter: Quarter, config: Config): boolean {
  return reps.some((rep) => mayServeSeat(rep, "desk", quarter) && capacityHours(rep, quarter, config.capacity) > 0);
}
