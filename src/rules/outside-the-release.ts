import type { RuleCard } from "./rule.ts";

export const outsideTheRelease: RuleCard = {
  code: "EB215",
  name: "outside-the-release",
  severity: "warning",
  what: "Books that `plan --release` leaves as they are have no vacant seats and break no must rule.",
  why: "A release deals out one book and moves nothing else; what was wrong before is wrong after it.",
  wrong: "`plan --release R2` while a client of R5 has a seller who may not have it.",
  right: "A release of books that a plan has put right, or a plan without `--release`.",
  options: [],
  judged: false,
};
