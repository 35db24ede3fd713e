import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../../domain/finding.ts";
import { unreadableFile } from "../problems.ts";

/**
 * The files that a path with `*` or `?` stands for, in the order of their names; a path without them stands for itself,
 * whether it exists or not. Neither sign matches a `/` or the dot of a hidden file.
 */
export async function expandPattern(pattern: string): Promise<{
  readonly value: readonly string[];
  readonly findings: readonly Finding[];
}> {
  if (!/[*?]/.test(pattern)) return { value: [pattern], findings: [] };
  const segments = pattern.split("/");
  let paths = [pattern.startsWith("/") ? "/" : ""];
  for (const [at, segment] of segments.entries()) {
    if (segment === "") continue;
    const isLast = at === segments.length - 1;
    const found = await Promise.all(paths.map((path) => expandSegment(path, segment, isLast)));
    paths = found.flat();
  }
  if (paths.length > 0) return { value: paths, findings: [] };
  return { value: [], findings: [unreadableFile(pattern, "matches no file", "check the pattern and the folder")] };
}

async function expandSegment(folder: string, segment: string, isLast: boolean): Promise<readonly string[]> {
  if (!/[*?]/.test(segment)) return [join(folder, segment)];
  const matches = new RegExp(
    `^${segment
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
    "u",
  );
  const entries = await readdir(folder === "" ? "." : folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter(
      (entry) =>
        matches.test(entry.name) && !entry.name.startsWith(".") && (isLast ? !entry.isDirectory() : !entry.isFile()),
    )
    .map((entry) => join(folder, entry.name))
    .sort();
}
