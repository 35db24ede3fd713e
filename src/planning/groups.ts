import type { Unit } from "./units.ts";

/**
 * The connected parts of the who-may-serve-whom graph: reps belong to one group when some chain of units joins them. Balance is judged
 * within a group, since no assignment moves work between groups.
 * @returns the group of each rep, numbered from 0 in the reps' order.
 */
export function groupReps(units: readonly Unit[], repCount: number): Int32Array {
  const parent = Int32Array.from({ length: repCount }, (_, rep) => rep);
  const find = (rep: number): number => {
    let root = rep;
    while (parent[root] !== root) root = parent[root] as number;
    return root;
  };
  for (const { candidates } of units) {
    const first = candidates[0];
    if (first === undefined) continue;
    for (const other of candidates) {
      const [one, two] = [find(first), find(other)];
      parent[Math.max(one, two)] = Math.min(one, two);
    }
  }
  const numbers = new Map<number, number>();
  return parent.map((_, rep) => {
    const root = find(rep);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root) as number;
  });
}
