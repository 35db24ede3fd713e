import { guardOf } from "../config/schema.ts";
import type { Mentoring } from "../coverage/mentor-hours.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import type { RuleContext } from "./rule.ts";

/** The hours of a mentor that are reserved for the rep; `undefined` where there are none. */
export function mentoringFor(rep: Rep, { mentoring }: RuleContext): Mentoring | undefined {
  const found = mentoring.get(rep.id);
  return typeof found === "object" ? found : undefined;
}

/** Whether the client is more complex than the most junior level may take alone. */
export function needsMentor({ label, complexity }: ClientProfile, { config }: Pick<RuleContext, "config">): boolean {
  const most = guardOf(config, config.levels.order[0] ?? "");
  return label.name === "consultative" && most !== undefined && complexity.score > most;
}

/** The most complex consultative client that the rep may take, with a mentor where hours are reserved; `undefined` where nothing limits it. */
export function mostComplexity(rep: Rep, context: RuleContext): number | undefined {
  return mentoringFor(rep, context)?.maxComplexity ?? guardOf(context.config, rep.level);
}

export function isTooComplex({ label, complexity }: ClientProfile, rep: Rep, context: RuleContext): boolean {
  const most = mostComplexity(rep, context);
  return label.name === "consultative" && most !== undefined && complexity.score > most;
}
