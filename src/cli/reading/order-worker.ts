import { parentPort, workerData } from "node:worker_threads";
import { OrderHistory } from "../../history/order-history.ts";
import { OrderBlockReader } from "../../input/tables/order-blocks.ts";
import type { OrderThreadAnswer, OrderThreadData, OrderThreadTask } from "./order-thread.ts";

// The other side of `OrderThread`: answers each task in turn.
const { setup, clientIds, selfServiceChannels } = workerData as OrderThreadData;
const history = new OrderHistory(selfServiceChannels);
history.expect(clientIds);
const reader = new OrderBlockReader(setup, clientIds, history.packed);

parentPort?.on("message", (task: OrderThreadTask) => {
  const answer: OrderThreadAnswer = task === "finish" ? history.contents : reader.read(task);
  parentPort?.postMessage(answer);
});
