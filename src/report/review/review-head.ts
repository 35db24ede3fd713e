import { formatDay } from "../../calendar/days.ts";
import type { Day } from "../../domain/day.ts";
import type { RepId } from "../../domain/ids.ts";
import type { Rep } from "../../domain/rep.ts";
import type { RuleContext } from "../../rules/rule.ts";

/** What every explanation is made from. */
export interface ReviewSource {
  readonly version: string;
  readonly asOf: Day;
  readonly context: RuleContext;
  /** The file that is explained; absent where the plan was just made. */
  readonly planFile?: string;
  /** The plan was made in this run and its making was cut short, by Ctrl-C or by the time limit. */
  readonly interrupted: boolean;
}

/** The first fields of each explanation. */
export function reviewHead({ version, asOf, context, planFile, interrupted }: ReviewSource) {
  const { config, quarter } = context;
  return {
    evenbook: version,
    quarter: quarter.name,
    as_of: formatDay(asOf),
    seed: config.seed,
    currency: config.currency,
    plan: planFile ?? null,
    interrupted,
  };
}

/** A rep as explanations name one. */
export function repFields({ id, name, level, role }: Rep) {
  return { rep_id: id, rep_name: name, level, role };
}

/** A rep by id, also one who has left. */
export function whoIs(id: RepId | undefined, { reps }: RuleContext) {
  if (id === undefined) return null;
  return { rep_id: id, rep_name: reps.get(id)?.name ?? `${id} (gone)` };
}
