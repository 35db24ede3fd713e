import { isMap, mergeSettings } from "../config/merge-settings.ts";
import { configFrom } from "../config/parse-config.ts";
import type { Config } from "../config/schema.ts";
import type { Finding } from "../domain/finding.ts";
import type { Change } from "./change.ts";
import { ChangeProblem } from "./parse-change.ts";
import { changeFinding } from "./scenario-file.ts";

type Setting = Extract<Change, { kind: "set" }>;

/**
 * The config with the settings of a scenario, validated as a whole by the schema of evenbook.yaml.
 * @param raw what evenbook.yaml holds, before any default.
 */
export function applySettings(
  raw: unknown,
  changes: readonly Change[],
): { readonly value: Config | undefined; readonly findings: readonly Finding[] } {
  const settings = changes.filter((change) => change.kind === "set");
  const changed = settings.reduce<unknown>((config, { path, value }) => withSetting(config, path, value), raw);
  const { value, problems } = configFrom(changed);
  const findings = problems.map(({ path, finding }) => {
    const setting = settings.find((one) => concerns(one, path)) ?? settings[0];
    return changeFinding("set", setting ?? { text: "" }, new ChangeProblem(finding.message, finding.remedy));
  });
  return { value, findings };
}

function concerns({ path }: Setting, problem: readonly PropertyKey[]): boolean {
  const length = Math.min(path.length, problem.length);
  return length > 0 && path.slice(0, length).every((key, at) => key === String(problem[at]));
}

/** A copy in which the value stands at the path. Spreading with a computed key makes an own `__proto__`, which the schema refuses. */
function withSetting(config: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return mergeSettings(config, value);
  const own = isMap(config) ? config : {};
  const inner = Object.hasOwn(own, key) ? own[key] : undefined;
  return { ...own, [key]: withSetting(inner, rest, value) };
}
