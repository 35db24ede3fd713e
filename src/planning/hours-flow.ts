/** Work that some of the workers may do, in whole units. */
export interface Work {
  readonly amount: number;
  /** Positions of the workers who may do it. */
  readonly workers: readonly number[];
}

/**
 * How much of each work stays undone when the workers share it as well as they can: a maximum flow from works to workers (Ford & Fulkerson
 * 1956). A path that finds room for one work never takes from another, it only shifts who does it; so works that come first are done first,
 * and what is left is left of the last ones.
 * @param capacity what each worker can do, in the same whole units.
 */
export function undone(works: readonly Work[], capacity: readonly number[]): number[] {
  const free = [...capacity];
  /** By worker, then work: what is done there. */
  const done: Map<number, number>[] = capacity.map(() => new Map());
  return works.map(({ amount }, work) => {
    let open = amount;
    while (open > 0) {
      const pushed = pushAlongPath(work, open, works, free, done);
      if (pushed === 0) break;
      open -= pushed;
    }
    return open;
  });
}

/** Where a search has been: the work whose turn it was when it came to a worker. */
type CameFrom = Map<number, number>;

/** Breadth first from the work to a worker with room; a full worker may pass on a work that others may do. */
function pushAlongPath(
  start: number,
  most: number,
  works: readonly Work[],
  free: number[],
  done: readonly Map<number, number>[],
): number {
  const workerFrom: CameFrom = new Map();
  const workFrom: CameFrom = new Map([[start, -1]]);
  const queue = [start];
  for (let work = queue.shift(); work !== undefined; work = queue.shift()) {
    for (const worker of works[work]?.workers ?? []) {
      if (workerFrom.has(worker)) continue;
      workerFrom.set(worker, work);
      if ((free[worker] as number) > 0) return push(worker, most, free, done, workerFrom, workFrom);
      for (const [other, amount] of done[worker] as Map<number, number>) {
        if (amount <= 0 || workFrom.has(other)) continue;
        workFrom.set(other, worker);
        queue.push(other);
      }
    }
  }
  return 0;
}

function push(
  end: number,
  most: number,
  free: number[],
  done: readonly Map<number, number>[],
  workerFrom: CameFrom,
  workFrom: CameFrom,
): number {
  let pushed = Math.min(most, free[end] as number);
  for (let worker = end; ; ) {
    const work = workerFrom.get(worker) as number;
    const before = workFrom.get(work) as number;
    if (before < 0) break;
    pushed = Math.min(pushed, done[before]?.get(work) as number);
    worker = before;
  }
  free[end] = (free[end] as number) - pushed;
  for (let worker = end; ; ) {
    const work = workerFrom.get(worker) as number;
    add(done[worker] as Map<number, number>, work, pushed);
    const before = workFrom.get(work) as number;
    if (before < 0) return pushed;
    add(done[before] as Map<number, number>, work, -pushed);
    worker = before;
  }
}

function add(to: Map<number, number>, work: number, amount: number): void {
  to.set(work, (to.get(work) ?? 0) + amount);
}
