import { availableParallelism } from "node:os";

/** How many threads may work: as many as there are processors, or as EVENBOOK_THREADS says. */
export function threadsOf(env: Readonly<Record<string, string | undefined>>): number {
  const given = env["EVENBOOK_THREADS"] ?? "";
  return /^[1-9]\d{0,3}$/.test(given) ? Number(given) : availableParallelism();
}
