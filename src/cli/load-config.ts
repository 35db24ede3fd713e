import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { parseConfig } from "../config/parse-config.ts";
import { type Config, defaultConfig } from "../config/schema.ts";
import type { Finding } from "../domain/finding.ts";
import type { CommonOptions } from "./common-options.ts";
import type { Io } from "./io.ts";

export const CONFIG_NAME = "evenbook.yaml";

export interface LoadedConfig {
  /** Absent when the findings have an error. */
  readonly config: Config | undefined;
  /** As shown to the user: relative to the working folder. */
  readonly file?: string;
  /** Folder that paths in the config are relative to. */
  readonly folder: string;
  /** The text, for the places of settings that hit nothing. */
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** Reads the config that holds: `--config`, else evenbook.yaml here or above, else the defaults. Options come over it. */
export async function loadConfig(options: CommonOptions, io: Io): Promise<LoadedConfig> {
  const path = options.config === undefined ? findUpward(io.cwd) : resolve(io.cwd, options.config);
  if (path === undefined) {
    return { config: withOptions(defaultConfig, options), folder: io.cwd, text: "", findings: [] };
  }
  const file = relative(io.cwd, path) || path;
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    return { config: undefined, file, folder: io.cwd, text: "", findings: [unreadable(file, error)] };
  }
  const { value, findings } = parseConfig(text, file);
  return { config: value && withOptions(value, options), file, folder: dirname(path), text, findings };
}

function findUpward(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    // Whatever stands there under that name is meant as the config, readable or not: only a name that is free goes on upward.
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}

function unreadable(file: string, error: unknown): Finding {
  const { code = String(error) } = error as NodeJS.ErrnoException;
  const reason =
    { ENOENT: "there is no such file", EISDIR: "it is a folder", EACCES: "it may not be read" }[code] ?? code;
  return {
    code: "EB110",
    name: "unreadable-file",
    severity: "error",
    message: `the config cannot be read: ${reason}`,
    remedy: "check the path after --config",
    place: { file, line: 1, column: 1 },
  };
}

function withOptions(config: Config, options: CommonOptions): Config {
  return {
    ...config,
    ...(options.asOf === undefined ? {} : { as_of: options.asOf }),
    ...(options.quarter === undefined ? {} : { quarter: options.quarter }),
    ...(options.effective === undefined ? {} : { effective: options.effective }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
  };
}
