import type { Day } from "../../domain/day.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { Cents } from "../../domain/money.ts";
import type { OrderLine, OrderSink } from "../../domain/order-line.ts";

/** What pay has to know of an order line. */
export interface PaidLine {
  readonly orderId: string;
  readonly clientId: ClientId;
  readonly day: Day;
  readonly amount: Cents;
  readonly projectId?: string;
  readonly enteredWrongly: boolean;
  /** Ordered without a person. */
  readonly selfService: boolean;
}

/** Takes the order history and keeps the lines of some days, and of all others the days of first orders. */
export class BonusLedger implements OrderSink {
  /** In the order of the file. */
  readonly lines: PaidLine[] = [];
  /** Day of each client's first order; credit notes are no orders. */
  readonly firstOrder = new Map<ClientId, Day>();
  /** Days of the first and last line. */
  firstDay: Day | undefined;
  lastDay: Day | undefined;
  readonly #from: Day;
  readonly #to: Day;
  readonly #selfService: ReadonlySet<string>;

  /** @param selfServiceChannels names of channels without a person; case and outer spaces make no difference. */
  constructor(from: Day, to: Day, selfServiceChannels: Iterable<string>) {
    this.#from = from;
    this.#to = to;
    this.#selfService = new Set(Array.from(selfServiceChannels, channelKey));
  }

  add({ orderId, clientId, day, amount, projectId, enteredWrongly, channel }: OrderLine): void {
    if (this.firstDay === undefined || day < this.firstDay) this.firstDay = day;
    if (this.lastDay === undefined || day > this.lastDay) this.lastDay = day;
    if (amount > 0) {
      const first = this.firstOrder.get(clientId);
      if (first === undefined || day < first) this.firstOrder.set(clientId, day);
    }
    if (day < this.#from || day > this.#to) return;
    this.lines.push({
      ...{ orderId, clientId, day, amount },
      ...(projectId === undefined ? {} : { projectId }),
      enteredWrongly: enteredWrongly === true,
      selfService: channel !== undefined && this.#selfService.has(channelKey(channel)),
    });
  }
}

function channelKey(channel: string): string {
  return channel.trim().toLowerCase();
}
