import type { Day } from "../domain/day.ts";
import type { ClientId } from "../domain/ids.ts";
import { LineFlag, type OrderLine, type OrderSink, type PackedOrders } from "../domain/order-line.ts";
import { orderNumber } from "../domain/order-number.ts";
import { ClientLines } from "./client-lines.ts";
import { LineStore } from "./line-store.ts";

/** Gives each distinct text a small number: a line stores 4 bytes, not a string. */
class Interner {
  private readonly numbers = new Map<string, number>();

  number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }

  find(text: string): number | undefined {
    return this.numbers.get(text);
  }

  /** All texts, each at its number. */
  texts(): readonly string[] {
    return [...this.numbers.keys()];
  }
}

function channelKey(name: string): string {
  return name.trim().toLowerCase();
}

/**
 * The order lines of all clients, packed, and one string for each distinct client, item and category; of order ids, most numerous, only a
 * hash is kept. Lines may come in any order; they are grouped by client once, on first use.
 */
export class OrderHistory implements OrderSink {
  private readonly selfServiceChannels: ReadonlySet<string>;
  private readonly store = new LineStore();
  private readonly clients = new Interner();
  private readonly items = new Interner();
  private readonly categories = new Interner();
  private readonly lines = new ClientLines();

  /** @param selfServiceChannels names of channels without a person; case and outer spaces make no difference. */
  constructor(selfServiceChannels: Iterable<string>) {
    this.selfServiceChannels = new Set(Array.from(selfServiceChannels, channelKey));
  }

  /** Tells the clients in the order in which they will be asked for; lines are then kept in that order, more or less. */
  expect(clientIds: Iterable<ClientId>): void {
    for (const id of clientIds) this.clients.number(id);
  }

  /** For readers that know the numbers of a line already. */
  readonly packed: PackedOrders = {
    clientNumber: (id) => this.clients.number(id),
    itemNumber: (sku) => this.items.number(sku),
    categoryNumber: (name) => this.categories.number(name),
    isSelfService: (channel) => this.selfServiceChannels.has(channelKey(channel)),
    append: (client, day, amount, order, item, category, flags, unitPrice, listPrice) =>
      this.store.append(client, day, amount, order, item, category, flags, unitPrice, listPrice),
  };

  add(line: OrderLine): void {
    const { packed } = this;
    packed.append(
      packed.clientNumber(line.clientId),
      line.day,
      line.amount,
      orderNumber(line.orderId),
      line.sku === undefined ? -1 : packed.itemNumber(line.sku),
      line.category === undefined ? -1 : packed.categoryNumber(line.category),
      (line.quoteId === undefined ? 0 : LineFlag.quote) |
        (line.projectId === undefined ? 0 : LineFlag.project) |
        (line.enteredWrongly ? LineFlag.enteredWrongly : 0) |
        (line.channel !== undefined && packed.isSelfService(line.channel) ? LineFlag.selfService : 0),
      line.unitPrice ?? Number.NaN,
      line.listPrice ?? Number.NaN,
    );
  }

  /** The names of items and categories by the numbers that lines have for them. */
  names(): { readonly items: readonly string[]; readonly categories: readonly string[] } {
    return { items: this.items.texts(), categories: this.categories.texts() };
  }

  /** The last day with a line, or `undefined` when there is none. */
  get lastDay(): Day | undefined {
    let last: number | undefined;
    this.store.eachDay((day) => {
      if (last === undefined || day > last) last = day;
    });
    return last as Day | undefined;
  }

  /** The last day with a line, how many lines it has, and the last day before it; `undefined` without two such days. */
  get end(): { readonly last: Day; readonly lines: number; readonly before: Day } | undefined {
    const last = this.lastDay;
    let before: number | undefined;
    let lines = 0;
    this.store.eachDay((day) => {
      if (day === last) lines++;
      else if (before === undefined || day > before) before = day;
    });
    return last === undefined || before === undefined ? undefined : { last, lines, before: before as Day };
  }

  /** The client's lines by day, to be read before the next client's are asked for: they are written over. */
  linesOf(clientId: ClientId): ClientLines {
    const client = this.clients.find(clientId);
    if (client === undefined) this.lines.reset(0);
    else this.store.copyLines(client, this.lines);
    return this.lines;
  }
}
