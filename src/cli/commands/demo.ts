import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExitCode, Io } from "../io.ts";
import { type PlanOptions, runPlan } from "./plan.ts";

const demoFolder = fileURLToPath(new URL("../../../fixtures/demo/", import.meta.url));

/** `evenbook demo`: the whole job on the data that ships with the tool. */
export async function runDemo(options: PlanOptions, io: Io): Promise<ExitCode> {
  const file = (name: string) => {
    const path = resolve(demoFolder, name);
    const shown = relative(io.cwd, path);
    return io.cwd === process.cwd() && !shown.startsWith("..") ? shown : path;
  };
  return runPlan(
    {
      ...options,
      clients: file("clients.csv"),
      reps: file("reps.csv"),
      orders: [file("orders.csv")],
      requests: file("requests.csv"),
      config: file("evenbook.yaml"),
    },
    io,
  );
}
