import { baselineCards } from "../baseline/cards.ts";
import { fileRules } from "../check/file-rules.ts";
import { exportCards } from "../export/problems.ts";
import { activityProblemKinds, problemKinds } from "../input/index.ts";
import { rules } from "../rules/catalogue.ts";
import type { RuleCard } from "../rules/rule.ts";

/** Every code that evenbook knows, once each, sorted. */
export const allCodes: readonly RuleCard[] = [
  ...new Map(
    [
      ...[...problemKinds, ...activityProblemKinds].map((kind) => ({ options: [], ...kind })),
      ...fileRules,
      ...rules,
      ...baselineCards,
      ...exportCards,
    ].map((card) => [card.code, card]),
  ).values(),
].sort((a, b) => (a.code < b.code ? -1 : 1));
