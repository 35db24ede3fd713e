import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Io } from "./io.ts";

/** The plan.csv of a plan's folder, or the file itself, as the user names it. */
export function planCsvOf(name: string, io: Io): string {
  const path = resolve(io.cwd, name);
  return existsSync(path) && statSync(path).isDirectory() ? join(name, "plan.csv") : name;
}

/** The text of the summary.json that lies beside a plan's file; empty where there is none. */
export async function summaryBeside(file: string, io: Io): Promise<string> {
  return readFile(join(dirname(resolve(io.cwd, file)), "summary.json"), "utf8").catch(() => "");
}
