import type { ClientId } from "../domain/ids.ts";
import { ClientLines } from "./client-lines.ts";
import { type GroupedColumns, GroupedLines } from "./grouped-lines.ts";
import type { ClientHistory } from "./order-history.ts";

/** The order lines of some clients as another thread sees them, which has read none itself. */
export class NumberedHistory implements ClientHistory {
  readonly #grouped: GroupedLines;
  readonly #numbers: ReadonlyMap<ClientId, number>;
  readonly #lines = new ClientLines();

  /** @param numbers of `OrderHistory.numberOf`; a client without one has no lines. */
  constructor(columns: GroupedColumns, numbers: ReadonlyMap<ClientId, number>) {
    this.#grouped = new GroupedLines(columns);
    this.#numbers = numbers;
  }

  linesOf(clientId: ClientId): ClientLines {
    const client = this.#numbers.get(clientId);
    if (client === undefined) this.#lines.reset(0);
    else this.#grouped.copyLines(client, this.#lines);
    return this.#lines;
  }
}
