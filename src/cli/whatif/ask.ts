import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { Finding } from "../../domain/finding.ts";
import { type Change, type ChangeKind, changeKinds, type Scenario } from "../../whatif/change.ts";
import { ChangeProblem, parseChange, type Words } from "../../whatif/parse-change.ts";
import { changeFinding, parseScenarios, scenarioFinding } from "../../whatif/scenario-file.ts";
import type { Io } from "../io.ts";

/** The changes of the command line, by kind, and the scenario files. */
export type Questions = Partial<Record<ChangeKind, readonly string[]>> & { readonly scenarios?: readonly string[] };

/** The scenarios that were asked for: those of the files, then one of all changes on the command line. */
export async function askedScenarios(
  questions: Questions,
  words: Words,
  io: Io,
): Promise<{ readonly value: readonly Scenario[]; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  const value: Scenario[] = [];
  for (const name of questions.scenarios ?? []) {
    const path = resolve(io.cwd, name);
    const file = relative(io.cwd, path) || path;
    const text = await textOf(path);
    if (typeof text !== "string") {
      const problem = new ChangeProblem(`the scenario file cannot be read: ${text.why}`, "check the path");
      findings.push(scenarioFinding(problem, { file, line: 1, column: 1 }));
      continue;
    }
    const read = parseScenarios(text, file, words);
    value.push(...read.value);
    findings.push(...read.findings);
  }
  const changes = changeKinds.flatMap((kind) =>
    (questions[kind] ?? []).flatMap((text): Change[] => {
      const written = { text: text.trim() };
      const change = parseChange(kind, written, words);
      if (!(change instanceof ChangeProblem)) return [change];
      findings.push(changeFinding(kind, written, change));
      return [];
    }),
  );
  if (changes.length > 0) {
    value.push({ name: changes.map(({ kind, text }) => `${kind} ${text}`).join(", "), changes });
  }
  return { value, findings };
}

async function textOf(path: string): Promise<string | { readonly why: string }> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return { why: { ENOENT: "there is no such file", EISDIR: "it is a folder" }[code] ?? code };
  }
}
