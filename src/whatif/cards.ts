import type { RuleCard } from "../domain/rule-card.ts";

/** What the catalogue says of questions that cannot be understood, and of changes that change nothing. */
export const badScenario: RuleCard = {
  code: "EB166",
  name: "bad-scenario",
  severity: "error",
  what: "A change of `whatif`, on the command line or in a scenario file, is one that evenbook understands.",
  why: "A change that is half understood would answer another question than the one that was asked.",
  wrong: "scenarios:\n  Jonas goes:\n    leaves: R12",
  right: "scenarios:\n  Jonas goes:\n    leave: R12",
  options: [],
};

export const changeWithoutEffect: RuleCard = {
  code: "EB167",
  name: "change-without-effect",
  severity: "warning",
  what: "A change of `whatif` changes something in the quarter that is planned.",
  why: "Two columns that are the same read like an answer, and are none.",
  wrong: '`--hire "junior seller North 2027-01-15"` for a plan of 2026Q4: the newcomer is not there yet.',
  right: "The same with `--quarter 2027Q1`.",
  options: [],
};

export const whatifCards: readonly RuleCard[] = [badScenario, changeWithoutEffect];
