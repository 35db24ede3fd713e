import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../../domain/finding.ts";
import { unreadableFile } from "../problems.ts";

const SIGNS = /[*?]|\[[^\]]+\]/;

/**
 * The files that a path with `*`, `?` or `[...]` stands for, in the order of their names; a path without them stands for itself,
 * whether it exists or not, and so does the path of a file that is there: browsers call downloads `orders[1].csv`. No sign matches a
 * `/` or the dot of a hidden file.
 */
export async function expandPattern(pattern: string): Promise<{
  readonly value: readonly string[];
  readonly findings: readonly Finding[];
}> {
  if (!SIGNS.test(pattern) || (await isThere(pattern))) return { value: [pattern], findings: [] };
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
  if (!SIGNS.test(segment)) return [join(folder, segment)];
  const matches = matcherOf(segment);
  const entries = await readdir(folder === "" ? "." : folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter(
      (entry) =>
        matches.test(entry.name) && !entry.name.startsWith(".") && (isLast ? !entry.isDirectory() : !entry.isFile()),
    )
    .map((entry) => join(folder, entry.name))
    .sort();
}

/** `[a-c]` one of these, `[!a-c]` or `[^a-c]` none of them, as in a shell; a range that runs backwards matches nothing. */
function matcherOf(segment: string): RegExp {
  const parts = segment.match(/\[[^\]]+\]|[^[]|\[/gu) ?? [];
  const source = parts.map((part) => {
    if (part === "*") return ".*";
    if (part === "?") return ".";
    if (part.length < 2 || !part.startsWith("[")) return part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    const negated = /^\[[!^]/.test(part) && part.length > 3;
    return `[${negated ? "^" : ""}${part.slice(negated ? 2 : 1, -1).replace(/[\\[^]/g, "\\$&")}]`;
  });
  try {
    return new RegExp(`^${source.join("")}$`, "us");
  } catch {
    return /(?!)/u;
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
