import type { Config } from "../../config/schema.ts";
import type { Finding } from "../../domain/finding.ts";
import type { LabelName, Reason } from "../../domain/label.ts";
import {
  agreementOf,
  FEWEST_OF_EACH,
  FOLDS,
  type KnownClient,
  type PointChange,
  type ScorecardFit,
} from "../../labels/fit/fit-scorecard.ts";
import { labelClient } from "../../labels/label.ts";
import { findingFields } from "../finding-fields.ts";
import { fourDecimals } from "../numbers.ts";

/** What a fit's report is made from. */
export interface FitReportSource {
  readonly version: string;
  /** The file of known labels, as the user named it. */
  readonly file: string;
  readonly seed: number;
  readonly settings: Config["labels"];
  /** Those the fit learnt from. */
  readonly known: readonly KnownClient[];
  /** Known labels that stand in the clients or overrides file only. */
  readonly ofOverrides: number;
  /** Known clients with too few order days: no points decide their label. */
  readonly tooFewOrders: Readonly<Record<LabelName, number>>;
  readonly fit: ScorecardFit;
  readonly findings: readonly Finding[];
}

/** The report of a fit as one JSON document; shares from 0 to 1. The terminal report is drawn from it. */
export function fitDocument({ fit, settings, ...source }: FitReportSource) {
  return {
    evenbook: source.version,
    known_file: source.file,
    seed: source.seed,
    threshold: settings.threshold,
    min_order_days: settings.min_order_days,
    fewest_of_each: FEWEST_OF_EACH,
    folds: FOLDS,
    clients: fit.clients,
    of_overrides: source.ofOverrides,
    too_few_order_days: source.tooFewOrders,
    verdict: fit.verdict,
    agreement: {
      before: fourDecimals(agreementOf(fit.before)),
      after: fourDecimals(agreementOf(fit.after)),
      gained: fit.gained,
      lost: fit.lost,
      chance: fourDecimals(fit.chance),
      seen: fourDecimals(agreementOf(fit.seen)),
    },
    confusion: { before: fit.before, after: fit.after, seen: fit.seen },
    spread: fit.spread,
    points_to_double: fourDecimals(fit.pointsToDouble),
    changes: fit.changes.map(changeValues),
    disagreements: disagreementsOf(source.known, settings, fit),
    scorecard: fit.scorecard,
    findings: source.findings.map(findingFields),
  };
}

export type FitDocument = ReturnType<typeof fitDocument>;

function changeValues({ signal, atLeast, below, clients, points, fitted }: PointChange) {
  return { signal, at_least: atLeast ?? null, below: below ?? null, clients, before: points, after: fitted };
}

/** One known client that the card in question labels otherwise. */
interface Disagreement {
  readonly client_id: string;
  readonly client_name: string;
  readonly known: LabelName;
  readonly computed: LabelName;
  readonly score_before: number;
  readonly score_after: number;
  readonly reasons: readonly Reason[];
}

/** Known clients that the card to use labels otherwise (the fitted one where it is to be taken), the farthest off first. */
function disagreementsOf(known: readonly KnownClient[], settings: Config["labels"], fit: ScorecardFit): Disagreement[] {
  const fitted = { ...settings, scorecard: fit.scorecard };
  const asComputed = ({ profile: { client, signals, stage } }: KnownClient, by: Config["labels"]) => {
    const { label: _, ...unlabelled } = client;
    return labelClient(unlabelled, signals, stage, by);
  };
  return known
    .flatMap((one): Disagreement[] => {
      const before = asComputed(one, settings);
      const after = asComputed(one, fitted);
      const used = fit.verdict === "take" ? after : before;
      if (used.computed === one.known) return [];
      return [
        {
          client_id: one.profile.client.id,
          client_name: one.profile.client.name,
          known: one.known,
          computed: used.computed,
          score_before: before.score,
          score_after: after.score,
          reasons: used.reasons,
        },
      ];
    })
    .sort((a, b) => {
      const off = ({ score_before, score_after }: Disagreement) =>
        Math.abs((fit.verdict === "take" ? score_after : score_before) - settings.threshold);
      return off(b) - off(a) || (a.client_id < b.client_id ? -1 : 1);
    });
}
