import type { Model } from "../model.ts";
import type { Random } from "../random.ts";
import type { Candidates } from "./candidates.ts";

/** For each agent the agents that share a unit's candidates with it, in ascending order. */
export function neighbourAgents(model: Model, { start, place }: Candidates): Int32Array[] {
  const near = Array.from({ length: model.agentCount }, () => new Set<number>());
  for (let unit = 0; unit < model.unitCount; unit++) {
    const agents: number[] = [];
    for (let slot = start[unit] as number; slot < (start[unit + 1] as number); slot++) {
      const pair = place[slot] as number;
      if (pair >= 0) agents.push(model.pairAgent[pair] as number);
    }
    for (const left of agents) for (const right of agents) if (left !== right) near[left]?.add(right);
  }
  return near.map((set) => Int32Array.from(set).sort());
}

/** `count` random groups of up to `size` agents, each next to another of its group. */
export function* drawGroups(
  neighbours: readonly Int32Array[],
  random: Random,
  { size, count }: { size: number; count: number },
): Generator<number[]> {
  const lonely = neighbours.every((list) => list.length === 0);
  for (let drawn = 0; drawn < count && !lonely; drawn++) {
    const group = [random.below(neighbours.length)];
    for (let tries = 0; group.length < size && tries < 4 * size; tries++) {
      const list = neighbours[group[random.below(group.length)] as number] as Int32Array;
      const next = list[random.below(Math.max(1, list.length))];
      if (next !== undefined && !group.includes(next)) group.push(next);
    }
    if (group.length > 1) yield group;
  }
}
