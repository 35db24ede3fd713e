import type { CapRule } from "./rule.ts";

export const tooManyConsultativeOnLevel: CapRule = {
  code: "EB202",
  name: "too-many-consultative-on-level",
  kind: "cap",
  severity: "error",
  what: "A rep has no more consultative clients than the level may have.",
  why: "Each consultative client wants time to explore; too many at once and none is developed.",
  wrong: "A junior with 9 consultative clients where `limits.max_consultative.junior` is 6.",
  right: "Six of them; the rest with reps who may have more.",
  options: ["limits.max_consultative.<level>"],
  seats: ["seller"],
  use: (profile) => (profile.label.name === "consultative" ? 1 : 0),
  capacity: (rep, { config: { limits } }) =>
    Object.hasOwn(limits.max_consultative, rep.level) ? limits.max_consultative[rep.level] : undefined,
  hard: true,
  unit: "consultative clients",
};
