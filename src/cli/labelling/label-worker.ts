import { parentPort, workerData } from "node:worker_threads";
import { NumberedHistory } from "../../history/numbered-history.ts";
import { labelPiece } from "./label-piece.ts";
import type { LabelTask, LabelThreadData } from "./label-thread.ts";

// The other side of `LabelThread`: answers each task with its piece.
const { job, grouped } = workerData as LabelThreadData;

parentPort?.on("message", ({ clients, numbers }: LabelTask) => {
  const piece = labelPiece(clients, new NumberedHistory(grouped, numbers), job);
  parentPort?.postMessage(piece, [piece.rows.buffer]);
});
