import type { Day } from "../domain/day.ts";
import type { ClientId } from "../domain/ids.ts";
import type { OrderLine, OrderSink } from "../domain/order-line.ts";

/** Gives each distinct text a small number: a line stores 4 bytes, not a string. */
class Interner {
  private readonly numbers = new Map<string, number>();

  number(text: string | undefined): number {
    if (text === undefined) return -1;
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }

  find(text: string): number | undefined {
    return this.numbers.get(text);
  }

  get size(): number {
    return this.numbers.size;
  }
}

/**
 * 53 bits of a text as an exact number: two multiplicative hashes side by side (cyrb53). Order ids need telling apart within one client
 * only; of 10,000 orders of one client two clash with a chance of about 6 in a thousand million, and would then count as one order.
 */
function hash53(text: string): number {
  let [one, two] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 2654435761);
    two = Math.imul(two ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (two & 0x1fffff) * 2 ** 32 + (one >>> 0);
}

const HAS_QUOTE = 1;
const HAS_PROJECT = 2;
const ENTERED_WRONGLY = 4;
const SELF_SERVICE = 8;

function channelKey(name: string): string {
  return name.trim().toLowerCase();
}

/**
 * One line of one client, as the signals read it. Equal numbers in `order`, `item`, `category` mean the same thing; those of `order` are
 * hashes, see `hash53`.
 */
export interface HistoryLine {
  readonly day: Day;
  /** Cents. */
  readonly amount: number;
  readonly order: number;
  /** -1 when the line names none; also for `category`. */
  readonly item: number;
  readonly category: number;
  readonly unitPrice: number | undefined;
  readonly listPrice: number | undefined;
  readonly quoted: boolean;
  readonly project: boolean;
  readonly enteredWrongly: boolean;
  /** Ordered without a person: portal, EDI, web shop. */
  readonly selfService: boolean;
}

/**
 * The order lines of all clients, packed: 49 bytes a line in typed arrays outside the JavaScript heap, and one string for each
 * distinct client, item and category; of order ids, most numerous, only a hash is kept. Lines may come in any order; they are grouped by
 * client once, on first use.
 */
export class OrderHistory implements OrderSink {
  private readonly selfServiceChannels: ReadonlySet<string>;
  private count = 0;
  private client = new Int32Array(1024);
  private day = new Int32Array(1024);
  private amount = new Float64Array(1024);
  private order = new Float64Array(1024);
  private item = new Int32Array(1024);
  private category = new Int32Array(1024);
  private unitPrice = new Float64Array(1024);
  private listPrice = new Float64Array(1024);
  private flags = new Uint8Array(1024);
  private readonly clients = new Interner();
  private readonly items = new Interner();
  private readonly categories = new Interner();
  private grouped: { readonly start: Int32Array; readonly lines: Int32Array } | undefined;

  /** @param selfServiceChannels names of channels without a person; case and outer spaces make no difference. */
  constructor(selfServiceChannels: Iterable<string>) {
    this.selfServiceChannels = new Set(Array.from(selfServiceChannels, channelKey));
  }

  add(line: OrderLine): void {
    if (this.count === this.day.length) this.grow();
    const at = this.count++;
    this.client[at] = this.clients.number(line.clientId);
    this.day[at] = line.day;
    this.amount[at] = line.amount;
    this.order[at] = hash53(line.orderId);
    this.item[at] = this.items.number(line.sku);
    this.category[at] = this.categories.number(line.category);
    this.unitPrice[at] = line.unitPrice ?? Number.NaN;
    this.listPrice[at] = line.listPrice ?? Number.NaN;
    this.flags[at] =
      (line.quoteId === undefined ? 0 : HAS_QUOTE) |
      (line.projectId === undefined ? 0 : HAS_PROJECT) |
      (line.enteredWrongly ? ENTERED_WRONGLY : 0) |
      (line.channel !== undefined && this.selfServiceChannels.has(channelKey(line.channel)) ? SELF_SERVICE : 0);
    this.grouped = undefined;
  }

  /** The last day with a line, or `undefined` when there is none. */
  get lastDay(): Day | undefined {
    let last: number | undefined;
    for (let at = 0; at < this.count; at++) {
      const day = this.day[at] as number;
      if (last === undefined || day > last) last = day;
    }
    return last as Day | undefined;
  }

  /** The last day with a line, how many lines it has, and the last day before it; `undefined` without two such days. */
  get end(): { readonly last: Day; readonly lines: number; readonly before: Day } | undefined {
    const last = this.lastDay;
    let before: number | undefined;
    let lines = 0;
    for (let at = 0; at < this.count; at++) {
      const day = this.day[at] as number;
      if (day === last) lines++;
      else if (before === undefined || day > before) before = day;
    }
    return last === undefined || before === undefined ? undefined : { last, lines, before: before as Day };
  }

  /** The client's lines by day; lines of one day in the order they were read. */
  linesOf(clientId: ClientId): readonly HistoryLine[] {
    const client = this.clients.find(clientId);
    if (client === undefined) return [];
    const { start, lines } = this.group();
    const numbers = lines.subarray(start[client] as number, start[client + 1] as number);
    return Array.from(numbers, (at) => this.line(at)).sort((a, b) => a.day - b.day);
  }

  private line(at: number): HistoryLine {
    const unitPrice = this.unitPrice[at] as number;
    const listPrice = this.listPrice[at] as number;
    const flags = this.flags[at] as number;
    return {
      day: this.day[at] as Day,
      amount: this.amount[at] as number,
      order: this.order[at] as number,
      item: this.item[at] as number,
      category: this.category[at] as number,
      unitPrice: Number.isNaN(unitPrice) ? undefined : unitPrice,
      listPrice: Number.isNaN(listPrice) ? undefined : listPrice,
      quoted: (flags & HAS_QUOTE) !== 0,
      project: (flags & HAS_PROJECT) !== 0,
      enteredWrongly: (flags & ENTERED_WRONGLY) !== 0,
      selfService: (flags & SELF_SERVICE) !== 0,
    };
  }

  /** Counting sort by client: two passes over the lines, no comparison. */
  private group(): { readonly start: Int32Array; readonly lines: Int32Array } {
    if (this.grouped) return this.grouped;
    const start = new Int32Array(this.clients.size + 1);
    for (let at = 0; at < this.count; at++) {
      const after = (this.client[at] as number) + 1;
      start[after] = (start[after] as number) + 1;
    }
    for (let client = 0; client < this.clients.size; client++) {
      start[client + 1] = (start[client + 1] as number) + (start[client] as number);
    }
    const next = start.slice();
    const lines = new Int32Array(this.count);
    for (let at = 0; at < this.count; at++) {
      const client = this.client[at] as number;
      lines[next[client] as number] = at;
      next[client] = (next[client] as number) + 1;
    }
    this.grouped = { start, lines };
    return this.grouped;
  }

  private grow(): void {
    const size = this.day.length * 2;
    const larger = <T extends Int32Array | Float64Array | Uint8Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.client = larger(this.client, new Int32Array(size));
    this.day = larger(this.day, new Int32Array(size));
    this.amount = larger(this.amount, new Float64Array(size));
    this.order = larger(this.order, new Float64Array(size));
    this.item = larger(this.item, new Int32Array(size));
    this.category = larger(this.category, new Int32Array(size));
    this.unitPrice = larger(this.unitPrice, new Float64Array(size));
    this.listPrice = larger(this.listPrice, new Float64Array(size));
    this.flags = larger(this.flags, new Uint8Array(size));
  }
}
