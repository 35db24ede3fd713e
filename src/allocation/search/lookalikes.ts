import type { Model } from "../model.ts";
import { meanUseByKind } from "../softened.ts";

/** How many lookalikes each unit has at most, and how far to both sides they are looked for in each sorted list. */
const LOOKALIKES = 12;
const REACH = 24;

/**
 * For each unit the units whose use of all rows is most like its own: swapping two of them fine-tunes the rows, where a swap
 * of two units drawn at random nearly always upsets one. Those of unit `u` are `of[u * LOOKALIKES]` and on; -1 fills up.
 */
export class Lookalikes {
  readonly of: Int32Array;
  readonly each = LOOKALIKES;

  constructor(model: Model) {
    this.of = new Int32Array(model.unitCount * LOOKALIKES).fill(-1);
    const profile = new Profile(model);
    const lists = profile.sortedLists();
    const best = new NearestList();
    for (let unit = 0; unit < model.unitCount; unit++) {
      best.clear();
      for (const { order, place } of lists) {
        const at = place[unit] as number;
        const to = Math.min(order.length - 1, at + REACH);
        for (let index = Math.max(0, at - REACH); index <= to; index++) {
          const other = order[index] as number;
          if (other !== unit && profile.sameAgents(unit, other)) best.offer(other, profile.distance(unit, other));
        }
      }
      this.of.set(best.units(), unit * LOOKALIKES);
    }
  }
}

/** What each unit uses of each kind of row, in shares of the mean. */
class Profile {
  readonly #kinds: number;
  readonly #values: Float64Array;
  /** The unit's middle pair's agent stands for the group of agents it may go to. */
  readonly #firstAgent: Int32Array;
  readonly #unitCount: number;

  constructor(model: Model) {
    const mean = meanUseByKind(model);
    this.#kinds = model.rowKinds;
    this.#unitCount = model.unitCount;
    this.#values = new Float64Array(model.unitCount * model.rowKinds);
    this.#firstAgent = new Int32Array(model.unitCount);
    for (let unit = 0; unit < model.unitCount; unit++) {
      const first = model.pairStart[unit] as number;
      const empty = first === model.pairStart[unit + 1];
      this.#firstAgent[unit] = empty ? -1 : (model.pairAgent[(model.pairStart[unit + 1] as number) - 1] as number);
      if (empty) continue;
      const slot = (model.usePerPair ? first : unit) * model.rowKinds;
      for (let kind = 0; kind < model.rowKinds; kind++) {
        this.#values[unit * model.rowKinds + kind] = (model.use[slot + kind] as number) / (mean[kind] as number);
      }
    }
  }

  sameAgents(left: number, right: number): boolean {
    return this.#firstAgent[left] === this.#firstAgent[right];
  }

  distance(left: number, right: number): number {
    let sum = 0;
    for (let kind = 0; kind < this.#kinds; kind++) {
      sum += Math.abs(this.#value(left, kind) - this.#value(right, kind));
    }
    return sum;
  }

  /** For each kind the units by group and use, and the place of each unit there. */
  sortedLists(): { order: Int32Array; place: Int32Array }[] {
    return Array.from({ length: this.#kinds }, (_, kind) => {
      const order = Int32Array.from({ length: this.#unitCount }, (_, unit) => unit).sort(
        (left, right) =>
          (this.#firstAgent[left] as number) - (this.#firstAgent[right] as number) ||
          this.#value(left, kind) - this.#value(right, kind) ||
          left - right,
      );
      const place = new Int32Array(order.length);
      order.forEach((unit, index) => {
        place[unit] = index;
      });
      return { order, place };
    });
  }

  #value(unit: number, kind: number): number {
    return this.#values[unit * this.#kinds + kind] as number;
  }
}

/** The nearest few of what was offered, each once. */
class NearestList {
  readonly #unit = new Int32Array(LOOKALIKES);
  readonly #distance = new Float64Array(LOOKALIKES);
  #count = 0;

  clear(): void {
    this.#count = 0;
  }

  offer(unit: number, distance: number): void {
    if (this.#count === LOOKALIKES && distance >= (this.#distance[LOOKALIKES - 1] as number)) return;
    for (let index = 0; index < this.#count; index++) if (this.#unit[index] === unit) return;
    let slot = this.#count < LOOKALIKES ? this.#count++ : LOOKALIKES - 1;
    for (; slot > 0 && (this.#distance[slot - 1] as number) > distance; slot--) {
      this.#unit[slot] = this.#unit[slot - 1] as number;
      this.#distance[slot] = this.#distance[slot - 1] as number;
    }
    this.#unit[slot] = unit;
    this.#distance[slot] = distance;
  }

  units(): Int32Array {
    return this.#unit.subarray(0, this.#count);
  }
}
