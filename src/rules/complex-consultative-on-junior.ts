import { guardOf } from "../config/schema.ts";
import { isTooComplex, mentoringFor } from "./mentored.ts";
import type { PairRule } from "./rule.ts";

export const complexConsultativeOnJunior: PairRule = {
  code: "EB201",
  name: "complex-consultative-on-junior",
  kind: "must",
  severity: "error",
  what: "A consultative client may be no more complex than the level of its seller allows.",
  why: "New reps inherit what nobody wants, the complex clients, and lose them; the company loses its golden fund and the junior loses heart.",
  wrong: "Client of complexity 72 with a junior seller who may take at most 35.",
  right: "The same client with a middle or senior seller; the junior keeps consultative clients up to 35.",
  options: ["guard.<level>.max_complexity", "levels.order", "mentoring.max_complexity"],
  forbids: ({ profile, rep, seat }, context) => {
    if (seat !== "seller" || !isTooComplex(profile, rep, context)) return undefined;
    const mentoring = mentoringFor(rep, context);
    const most = mentoring ? `${mentoring.maxComplexity} with a mentor` : guardOf(context.config, rep.level);
    return { message: `complexity ${profile.complexity.score}, ${rep.name} is ${rep.level}: at most ${most}` };
  },
};
