import { Worker } from "node:worker_threads";
import type { Client } from "../../domain/client.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { GroupedColumns } from "../../history/grouped-lines.ts";
import type { LabelJob, LabelPiece } from "./label-piece.ts";

/** What a thread gets once. The order lines are in shared memory and not copied. */
export interface LabelThreadData {
  readonly job: LabelJob;
  readonly grouped: GroupedColumns;
}

/** Clients to label, and the numbers by which their order lines are found. */
export interface LabelTask {
  readonly clients: readonly Client[];
  readonly numbers: ReadonlyMap<ClientId, number>;
}

/**
 * A second thread that labels clients. Where it cannot be had, or ends before its time, its tasks come back undone: whoever asked does
 * them itself, so that the outcome is the same.
 */
export class LabelThread {
  readonly #worker: Worker | undefined;
  /** In the order of the tasks, which is that of the answers. */
  readonly #waiting: ((piece: LabelPiece | undefined) => void)[] = [];
  #failed = false;

  constructor(data: LabelThreadData) {
    this.#worker = startWorker(data);
    this.#worker?.on("message", (piece: LabelPiece) => this.#waiting.shift()?.(piece));
    this.#worker?.on("error", () => this.#fail());
    this.#worker?.on("exit", () => this.#fail());
    if (this.#worker === undefined) this.#fail();
  }

  /** Whether it takes another task: one to work on, and one to go on with at once. */
  get isFree(): boolean {
    return !this.#failed && this.#waiting.length < 2;
  }

  /** The piece, or nothing when the thread failed. */
  label(task: LabelTask): Promise<LabelPiece | undefined> {
    return new Promise((resolve) => {
      if (this.#failed) return resolve(undefined);
      this.#waiting.push(resolve);
      this.#worker?.postMessage(task);
    });
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #fail(): void {
    this.#failed = true;
    for (const resolve of this.#waiting.splice(0)) resolve(undefined);
  }
}

/** Nothing where threads are forbidden. */
function startWorker(workerData: LabelThreadData): Worker | undefined {
  try {
    return new Worker(new URL("./label-worker.js", import.meta.url), { workerData });
  } catch {
    return undefined;
  }
}
