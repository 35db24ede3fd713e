import type { Model } from "./model.ts";

/** Connected parts of the graph of units and agents, as lists of units; units without pairs belong to none. */
export function components({ unitCount, agentCount, pairStart, pairAgent }: Model): Int32Array[] {
  const parent = Int32Array.from({ length: agentCount }, (_, agent) => agent);
  const root = (agent: number): number => {
    let top = agent;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top] as number] as number;
      top = parent[top] as number;
    }
    return top;
  };
  for (let unit = 0; unit < unitCount; unit++) {
    const first = pairStart[unit] as number;
    for (let pair = first + 1; pair < (pairStart[unit + 1] as number); pair++) {
      parent[root(pairAgent[pair] as number)] = root(pairAgent[first] as number);
    }
  }
  const parts = new Map<number, number[]>();
  for (let unit = 0; unit < unitCount; unit++) {
    const first = pairStart[unit] as number;
    if (first === pairStart[unit + 1]) continue;
    const top = root(pairAgent[first] as number);
    const part = parts.get(top);
    if (part) part.push(unit);
    else parts.set(top, [unit]);
  }
  return Array.from(parts.values(), (units) => Int32Array.from(units));
}
