import type { SettingDifference } from "../../config/settings-over.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Label, LabelName, ScoredName } from "../../domain/label.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import { findingFields } from "../finding-fields.ts";

/** A client's label now, and what the other side says of it. */
export interface ComparedClient {
  readonly profile: ClientProfile;
  readonly other:
    | { readonly by: "config"; readonly label: Label }
    | { readonly by: "labels"; readonly name: LabelName; readonly score?: number; readonly reasons?: string };
}

export interface CompareReportSource {
  readonly version: string;
  /** The file compared with, as the user named it. */
  readonly other: string;
  readonly kind: "config" | "labels";
  /** Of two configs: the settings on which they differ, of those that make labels. */
  readonly settings: readonly SettingDifference[];
  readonly clients: number;
  /** In both. */
  readonly compared: number;
  /** Those whose label differs. */
  readonly changed: readonly ComparedClient[];
  readonly findings: readonly Finding[];
}

/** Who has another label under another config, or in another labels.csv, as one JSON document. By client id. */
export function compareDocument(source: CompareReportSource) {
  const changes = source.changed.map(changeOf).sort((a, b) => (a.client_id < b.client_id ? -1 : 1));
  return {
    evenbook: source.version,
    other: source.other,
    kind: source.kind,
    settings: source.settings,
    clients: source.clients,
    compared: source.compared,
    to_transactional: changes.filter(({ other }) => other === "transactional").length,
    to_consultative: changes.filter(({ other }) => other === "consultative").length,
    changes,
    findings: source.findings.map(findingFields),
  };
}

export type CompareDocument = ReturnType<typeof compareDocument>;

function changeOf({ profile: { client, label }, other }: ComparedClient) {
  const computed = other.by === "config" ? other.label : undefined;
  return {
    client_id: client.id,
    client_name: client.name,
    now: label.name,
    other: other.by === "config" ? other.label.name : other.name,
    score_now: label.score,
    score_other: other.by === "config" ? other.label.score : (other.score ?? null),
    basis_now: label.basis,
    note_now: label.note ?? null,
    note_other: computed?.note ?? null,
    /** The points that differ, the largest difference first; empty against a labels.csv. */
    points: computed === undefined ? [] : pointDifferences(label, computed),
    reasons_now: label.reasons,
    reasons_other: other.by === "config" ? other.label.reasons : (other.reasons ?? null),
  };
}

/** What one signal's value gives now and under the other card. */
interface PointDifference {
  readonly signal: ScoredName;
  readonly value: number;
  readonly now: number;
  readonly other: number;
}

function pointDifferences(now: Label, other: Label): PointDifference[] {
  const signals = [...new Set([...now.reasons, ...other.reasons].map(({ signal }) => signal))];
  const of = ({ reasons }: Label, signal: ScoredName) => reasons.find((reason) => reason.signal === signal);
  return signals
    .map((signal) => {
      const [before, after] = [of(now, signal), of(other, signal)];
      // A window of another length gives another value.
      return { signal, value: (after ?? before)?.value ?? 0, now: before?.points ?? 0, other: after?.points ?? 0 };
    })
    .filter((one) => one.now !== one.other)
    .sort((a, b) => Math.abs(b.other - b.now) - Math.abs(a.other - a.now));
}
