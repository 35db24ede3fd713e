import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Config } from "../config/schema.ts";
import type { Source } from "../input/index.ts";
import type { CommonOptions } from "./common-options.ts";
import { type Io, UsageError } from "./io.ts";

/** Where each table is read from. */
export interface TableFiles {
  readonly clients: Source;
  readonly reps: Source;
  readonly orders: readonly Source[];
  readonly requests?: Source;
  readonly overrides?: Source;
  readonly handoffs?: Source;
  readonly visits?: Source;
  readonly projects?: Source;
}

/** Chooses the files: options first, then the config's `files`, then clients.csv, reps.csv and orders.csv in the working folder. */
export function tableFiles(
  options: CommonOptions,
  config: Config,
  configFolder: string,
  io: Io,
  { ordersNeeded }: { readonly ordersNeeded: boolean } = { ordersNeeded: true },
): TableFiles {
  const chosen = (table: "clients" | "reps" | "requests" | "overrides" | "visits" | "projects") => {
    const inConfig = config.files[table];
    return options[table] ?? (inConfig && shown(resolve(configFolder, inConfig), io)) ?? usual(`${table}.csv`, io);
  };
  const { orders: ordersInConfig = [] } = config.files;
  const orders =
    options.orders ??
    (ordersInConfig.length > 0
      ? [ordersInConfig].flat().map((file) => shown(resolve(configFolder, file), io))
      : [usual("orders.csv", io)].filter((file) => file !== undefined));
  const [clients, reps, requests, overrides] = [
    chosen("clients"),
    chosen("reps"),
    chosen("requests"),
    chosen("overrides"),
  ];
  // Never by its usual name: last quarter's hand-offs would count again.
  const inConfig = config.files.handoffs;
  const handoffs = options.handoffs ?? (inConfig && shown(resolve(configFolder, inConfig), io));
  const [visits, projects] = [chosen("visits"), chosen("projects")];
  const missing = [
    ...(clients === undefined ? ["--clients FILE"] : []),
    ...(reps === undefined ? ["--reps FILE"] : []),
    ...(orders.length === 0 && ordersNeeded ? ["--orders FILE"] : []),
  ];
  if (clients === undefined || reps === undefined || (orders.length === 0 && ordersNeeded)) {
    throw new UsageError(
      `missing ${missing.join(", ")}; name the files, list them under files: in evenbook.yaml, or run evenbook init: it finds them in the folder and writes evenbook.yaml`,
    );
  }
  const all = [
    clients,
    reps,
    ...orders,
    ...[requests, overrides, handoffs, visits, projects].filter((file) => file !== undefined),
  ];
  if (all.filter((file) => file === "-").length > 1)
    throw new UsageError("only one table can be read from standard input");
  const source = (file: string): Source =>
    file === "-" ? { name: "standard input", stream: io.stdin } : pathOf(file, io);
  return {
    clients: source(clients),
    reps: source(reps),
    orders: orders.map(source),
    ...(requests === undefined ? {} : { requests: source(requests) }),
    ...(overrides === undefined ? {} : { overrides: source(overrides) }),
    ...(handoffs === undefined ? {} : { handoffs: source(handoffs) }),
    ...(visits === undefined ? {} : { visits: source(visits) }),
    ...(projects === undefined ? {} : { projects: source(projects) }),
  };
}

function usual(name: string, io: Io): string | undefined {
  return existsSync(join(io.cwd, name)) ? name : undefined;
}

function shown(path: string, io: Io): string {
  return relative(io.cwd, path) || path;
}

/** Relative paths stay relative, as the user wrote them, where the process's own folder is the run's. */
function pathOf(file: string, io: Io): string {
  return io.cwd === process.cwd() ? file : resolve(io.cwd, file);
}
