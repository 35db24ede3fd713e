import { bonusProblemCards } from "../aftercare/bonus/problems.ts";
import { planProblemCards } from "../aftercare/problems.ts";
import { routeProblemCards } from "../aftercare/route/problems.ts";
import { visitCards } from "../aftercare/visits/problems.ts";
import { baselineCards } from "../baseline/cards.ts";
import { fileRules } from "../check/file-rules.ts";
import { deskPaidOnVolume } from "../config/bonus.ts";
import { exportCards } from "../export/problems.ts";
import { activityProblemKinds, overrideProblemKinds, problemKinds } from "../input/index.ts";
import { fitCards } from "../labels/fit/cards.ts";
import { rules } from "../rules/catalogue.ts";
import type { RuleCard } from "../rules/rule.ts";
import { whatifCards } from "../whatif/cards.ts";

/** Every code that evenbook knows, once each, sorted. */
export const allCodes: readonly RuleCard[] = [
  ...new Map(
    [
      ...[...problemKinds, ...overrideProblemKinds].map((kind) => ({ options: [], ...kind })),
      ...activityProblemKinds.map((kind) => ({ options: [], judged: false as const, ...kind })),
      ...fileRules,
      ...rules,
      ...baselineCards,
      ...exportCards,
      ...fitCards,
      ...whatifCards,
      ...[...routeProblemCards, deskPaidOnVolume, ...bonusProblemCards].map((card) => ({
        ...card,
        judged: false as const,
      })),
      ...planProblemCards,
      ...visitCards,
    ].map((card) => [card.code, card]),
  ).values(),
].sort((a, b) => (a.code < b.code ? -1 : 1));
