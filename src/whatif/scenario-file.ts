import * as z from "zod";
import { nearest } from "../config/nearest.ts";
import { YamlText } from "../config/yaml-text.ts";
import type { Finding } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import { badScenario } from "./cards.ts";
import { type Change, type ChangeKind, changeKinds, type Scenario, type Written } from "./change.ts";
import { ChangeProblem, parseChange, type Words } from "./parse-change.ts";

const written = z.union([z.string(), z.number()]);
const listed = z.union([written, z.array(written)]).optional();
const scenarioSchema = z
  .strictObject({
    hire: listed,
    leave: listed,
    promote: listed,
    fte: listed,
    desk: written.optional(),
    set: z.record(z.string(), z.unknown()).optional(),
  })
  .nullable();
const fileSchema = z.strictObject({ scenarios: z.record(z.string(), scenarioSchema) });

/**
 * Reads a scenario file: under `scenarios` a name for each, and under the name the changes as they are written on the command line, each
 * one value or a list; `set` is a map of settings. Every problem is a finding EB166 with line and column.
 */
export function parseScenarios(
  text: string,
  file: string,
  words: Words,
): { readonly value: readonly Scenario[]; readonly findings: readonly Finding[] } {
  const yaml = new YamlText(text, file);
  if (yaml.errors.length > 0) {
    const findings = yaml.errors.map(({ message, place }) =>
      scenarioFinding(new ChangeProblem(`not valid YAML: ${message}`, "mend the YAML; see docs/whatif.md"), place),
    );
    return { value: [], findings };
  }
  const parsed = fileSchema.safeParse(yaml.value ?? {});
  if (!parsed.success) {
    const findings = parsed.error.issues.flatMap((issue) =>
      problemsOf(issue).map(({ path, problem }) => scenarioFinding(problem, yaml.placeOf(path))),
    );
    return { value: [], findings };
  }
  const findings: Finding[] = [];
  const value = Object.entries(parsed.data.scenarios).map(([name, changes]) => ({
    name,
    changes: changesOf(name, changes ?? {}, yaml, words, findings),
  }));
  if (value.length === 0) {
    findings.push(scenarioFinding(new ChangeProblem("the file has no scenarios", FORM), yaml.placeOf(["scenarios"])));
  }
  return { value, findings };
}

const FORM = "write scenarios: with a name and its changes below, e.g. leave: R12 (docs/whatif.md)";

function changesOf(
  name: string,
  scenario: NonNullable<z.infer<typeof scenarioSchema>>,
  yaml: YamlText,
  words: Words,
  findings: Finding[],
): Change[] {
  return changeKinds.flatMap((kind): Change[] => {
    if (kind === "set") return settingsOf(scenario.set ?? {}, ["scenarios", name, kind], yaml);
    const value = scenario[kind];
    if (value === undefined) return [];
    const isList = Array.isArray(value);
    return (isList ? value : [value]).flatMap((one, at): Change[] => {
      const place = yaml.placeOf(["scenarios", name, kind, ...(isList ? [at] : [])]);
      const written = { text: String(one).trim(), place };
      const change = parseChange(kind, written, words);
      if (!(change instanceof ChangeProblem)) return [change];
      findings.push(changeFinding(kind, written, change));
      return [];
    });
  });
}

/** The settings under a map of them, one change each; keys may be dotted, and maps may be nested, as people like. */
function settingsOf(value: object, at: readonly string[], yaml: YamlText, path: readonly string[] = []): Change[] {
  return Object.entries(value).flatMap(([key, inner]): Change[] => {
    const place = [...at, key];
    const own = [...path, ...(path.length === 0 ? key.split(".") : [key])];
    if (typeof inner === "object" && inner !== null && !Array.isArray(inner) && Object.keys(inner).length > 0)
      return settingsOf(inner, place, yaml, own);
    const shown = typeof inner === "string" ? inner : JSON.stringify(inner);
    return [{ kind: "set", path: own, value: inner, text: `${own.join(".")}=${shown}`, place: yaml.placeOf(place) }];
  });
}

/** What is wrong with a change: by its kind in a file, where its place tells the rest, in full on the command line. */
export function changeFinding(kind: ChangeKind, { text, place }: Written, { message, remedy }: ChangeProblem): Finding {
  const { code, name, severity } = badScenario;
  const head = { code, name, severity };
  return place
    ? { ...head, message: `${kind}: ${message}`, remedy, place }
    : { ...head, message: `--${kind} "${text}": ${message}`, remedy };
}

/** What is wrong with a scenario file, at its place. */
export function scenarioFinding({ message, remedy }: ChangeProblem, place: Place): Finding {
  const { code, name, severity } = badScenario;
  return { code, name, severity, message, remedy, place };
}

function problemsOf(
  issue: z.core.$ZodIssue,
): { readonly path: readonly PropertyKey[]; readonly problem: ChangeProblem }[] {
  if (issue.code === "unrecognized_keys") {
    const known = issue.path.length === 0 ? ["scenarios"] : changeKinds;
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      const remedy = near === undefined ? `known here: ${known.join(", ")}` : `did you mean ${near}?`;
      return { path: [...issue.path, key], problem: new ChangeProblem(`unknown key ${key}`, remedy) };
    });
  }
  const at = issue.path.length === 0 ? "the file" : issue.path.map(String).join(".");
  return [{ path: issue.path, problem: new ChangeProblem(`${at}: ${plain(issue)}`, FORM) }];
}

/** A union's own message says only that nothing fits. */
function plain(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_union" ? "write one change, or a list of changes" : issue.message;
}
