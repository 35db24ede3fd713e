import type { Day } from "../../domain/day.ts";
import type { ClientId } from "../../domain/ids.ts";

/** What one file has in common with earlier ones. */
export interface Repeated {
  readonly orders: number;
  readonly lines: number;
  /** Name of the file that had the first of them. */
  readonly earlier: string;
}

/**
 * Remembers in which file each order came first, so that files which overlap are one history. An order is its number,
 * client and day: numbers alone start again each year in many systems.
 */
export class SeenOrders {
  readonly #fileOf = new Map<string, number>();
  readonly #files: string[] = [];
  #repeated = new Set<string>();
  #lines = 0;
  #earlier: string | undefined;

  startFile(name: string): void {
    this.#files.push(name);
    this.#repeated = new Set();
    this.#lines = 0;
    this.#earlier = undefined;
  }

  /** True when an earlier file has the order; lines within one file are never repeats. */
  isRepeated(orderId: string, clientId: ClientId, day: Day): boolean {
    const key = `${day}\n${clientId}\n${orderId}`;
    const present = this.#files.length - 1;
    const first = this.#fileOf.get(key);
    if (first === undefined) this.#fileOf.set(key, present);
    if (first === undefined || first === present) return false;
    this.#repeated.add(key);
    this.#lines++;
    this.#earlier ??= this.#files[first];
    return true;
  }

  /** What of the present file earlier files had; nothing when they share no order. */
  repeatedInFile(): Repeated | undefined {
    return this.#earlier === undefined
      ? undefined
      : { orders: this.#repeated.size, lines: this.#lines, earlier: this.#earlier };
  }
}
