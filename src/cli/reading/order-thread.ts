import { Worker } from "node:worker_threads";
import type { ClientId } from "../../domain/ids.ts";
import type { HistoryContents, OrderHistory } from "../../history/order-history.ts";
import type { OrderBlock, OrderBlockSetup, OrderHelper } from "../../input/index.ts";

/** What the thread gets once. */
export interface OrderThreadData {
  readonly setup: OrderBlockSetup;
  /** In the order of their numbers in the history. */
  readonly clientIds: readonly ClientId[];
  readonly selfServiceChannels: readonly string[];
}

/** A block to read, or the wish for all that was read. */
export type OrderThreadTask = Uint8Array | "finish";
export type OrderThreadAnswer = OrderBlock | HistoryContents | undefined;

/**
 * A second thread that reads blocks of the order history into a history of its own, which the main one takes over at the end: its
 * lines lie in shared memory and are not copied. Where threads cannot be had every block comes back unread.
 */
export class OrderThread implements OrderHelper {
  readonly #history: OrderHistory;
  readonly #data: Omit<OrderThreadData, "setup">;
  #worker: Worker | undefined;
  #blocksRead = 0;
  /** In the order of the tasks, which is that of the answers. */
  readonly #waiting: ((answer: OrderThreadAnswer) => void)[] = [];

  /** @param history expects the clients in the order given, and has seen no others. */
  constructor(history: OrderHistory, data: Omit<OrderThreadData, "setup">) {
    this.#history = history;
    this.#data = data;
  }

  start(setup: OrderBlockSetup): void {
    const workerData: OrderThreadData = { ...this.#data, setup };
    try {
      this.#worker = new Worker(new URL("./order-worker.js", import.meta.url), { workerData });
    } catch {
      return;
    }
    this.#worker.on("message", (answer: OrderThreadAnswer) => this.#waiting.shift()?.(answer));
    this.#worker.on("error", () => this.#fail());
    this.#worker.on("exit", () => this.#fail());
  }

  async read(block: Uint8Array): Promise<OrderBlock | undefined> {
    const read = (await this.#ask(block)) as OrderBlock | undefined;
    if (read !== undefined) this.#blocksRead++;
    return read;
  }

  async finish(): Promise<void> {
    if (this.#blocksRead > 0) {
      const contents = (await this.#ask("finish")) as HistoryContents | undefined;
      if (contents === undefined) throw new Error("the thread that read a part of the orders ended before its time");
      this.#history.absorb(contents);
    }
    await this.#worker?.terminate();
  }

  #ask(task: OrderThreadTask): Promise<OrderThreadAnswer> {
    return new Promise((resolve) => {
      if (this.#worker === undefined) return resolve(undefined);
      this.#waiting.push(resolve);
      this.#worker.postMessage(task);
    });
  }

  #fail(): void {
    this.#worker = undefined;
    for (const resolve of this.#waiting.splice(0)) resolve(undefined);
  }
}
