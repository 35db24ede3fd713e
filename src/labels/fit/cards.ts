import type { RuleCard } from "../../domain/rule-card.ts";

export const tooFewKnown: RuleCard = {
  code: "EB159",
  name: "too-few-known-labels",
  severity: "error",
  what: "`label --fit` has at least 20 known clients of each label, each with enough order days for the scorecard to judge.",
  why: "With 20 and 20 an agreement of 90% is known to within 9 points: with fewer, better points cannot be told from luck.",
  wrong: "12 transactional and 31 consultative clients in known.csv.",
  right: "A sample drawn blindly from all clients and labelled by those who know them, until there are 20 of each.",
  options: ["labels.min_order_days"],
  judged: false,
};

export const knownAgainstOverride: RuleCard = {
  code: "EB160",
  name: "known-label-against-override",
  severity: "warning",
  what: "Labels in the file given to `label --fit` are those that people have set in the clients or overrides file, where they have.",
  why: "Two people see the client differently, or one of the files is old; the scorecard learns from one of them.",
  wrong: "`C7,transactional` in known.csv, `label` consultative in clients.csv.",
  right: "One label in both.",
  options: [],
  judged: false,
};

export const knownFromTool: RuleCard = {
  code: "EB161",
  name: "known-labels-are-computed",
  severity: "warning",
  what: "The labels given to `label --fit` were set by people and not computed.",
  why: "A labels.csv that evenbook wrote agrees with the scorecard by itself: the fit would learn what it knows and call it agreement.",
  wrong: "`evenbook label --out labels.csv`, then `evenbook label --fit labels.csv`.",
  right: "A file with client_id and label of clients that somebody who knows them has labelled.",
  options: [],
  judged: false,
};

export const fitCards: readonly RuleCard[] = [tooFewKnown, knownAgainstOverride, knownFromTool];
