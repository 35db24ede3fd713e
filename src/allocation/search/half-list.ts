/** Where a unit may go, the present place first. */
export interface UnitOptions {
  readonly unit: number;
  readonly places: readonly number[];
  /** Reduced cost of each place above the cheapest. */
  readonly excess: readonly number[];
  /** Change of the activities that each place brings. */
  readonly change: readonly Float64Array[];
  /** The smallest excess of a place other than the present one. */
  readonly nearest: number;
}

/** One unit's part in the combinations: from which one of the list before, and by which option, each came. */
interface Step {
  readonly options: UnitOptions;
  readonly parent: Int32Array;
  readonly option: Uint8Array;
}

/**
 * All combinations of the options of some units whose excess stays within a limit. Each is stored with its excess, the change
 * of the activities it brings, and how to get back to its choices.
 */
export class HalfList {
  count = 1;
  readonly #dimensions: number;
  readonly #capacity: number;
  readonly #excess: Float64Array;
  readonly #change: Float64Array;
  readonly #history: Step[] = [];
  #order: Int32Array = new Int32Array([0]);

  constructor(dimensions: number, capacity: number) {
    this.#dimensions = dimensions;
    this.#capacity = capacity;
    this.#excess = new Float64Array(capacity);
    this.#change = new Float64Array(capacity * dimensions);
  }

  /** Combines all so far with each option of another unit; refuses (and changes nothing) when that gets too long. */
  add(options: UnitOptions, limit: number): boolean {
    const parent: number[] = [];
    const option: number[] = [];
    const excess: number[] = [];
    for (let entry = 0; entry < this.count; entry++) {
      for (let index = 0; index < options.places.length; index++) {
        const sum = (this.#excess[entry] as number) + (options.excess[index] as number);
        if (sum >= limit) continue;
        parent.push(entry);
        option.push(index);
        excess.push(sum);
        if (parent.length > this.#capacity) return false;
      }
    }
    if (parent.length === 0) return false;
    this.#grow(options, parent, option);
    this.#excess.set(excess);
    this.count = parent.length;
    this.#history.push({ options, parent: Int32Array.from(parent), option: Uint8Array.from(option) });
    this.#order = Int32Array.from({ length: this.count }, (_, index) => index);
    return true;
  }

  /** Parents come in ascending order and never after their children, so the list can grow in place from its end. */
  #grow(options: UnitOptions, parent: readonly number[], option: readonly number[]): void {
    const before = this.#change.slice(0, this.count * this.#dimensions);
    for (let entry = 0; entry < parent.length; entry++) {
      const from = (parent[entry] as number) * this.#dimensions;
      const to = entry * this.#dimensions;
      const change = options.change[option[entry] as number] as Float64Array;
      for (let dimension = 0; dimension < this.#dimensions; dimension++) {
        this.#change[to + dimension] = (before[from + dimension] as number) + (change[dimension] as number);
      }
    }
  }

  /** Sorts the combinations by the change of one activity. */
  sortBy(dimension: number): void {
    const value = (entry: number): number => this.#change[entry * this.#dimensions + dimension] as number;
    this.#order = Int32Array.from({ length: this.count }, (_, index) => index).sort(
      (left, right) => value(left) - value(right) || left - right,
    );
  }

  /** Place in the sorted list of the first combination that changes the activity by `least` or more. */
  lowerIndex(dimension: number, least: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.valueAt(middle, dimension) < least) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  excessAt(index: number): number {
    return this.#excess[this.#order[index] as number] as number;
  }

  valueAt(index: number, dimension: number): number {
    return this.#change[(this.#order[index] as number) * this.#dimensions + dimension] as number;
  }

  /** Distance between the smallest and the largest change of an activity. */
  spread(dimension: number): number {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < this.count; index++) {
      const value = this.#change[index * this.#dimensions + dimension] as number;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return most - least;
  }

  /** Unit and place of each choice of a combination. */
  choices(index: number): [number, number][] {
    const chosen: [number, number][] = [];
    let entry = this.#order[index] as number;
    for (let step = this.#history.length - 1; step >= 0; step--) {
      const { options, parent, option } = this.#history[step] as Step;
      chosen.push([options.unit, options.places[option[entry] as number] as number]);
      entry = parent[entry] as number;
    }
    return chosen;
  }
}
