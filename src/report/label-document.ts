import { formatDay } from "../calendar/days.ts";
import type { Day } from "../domain/day.ts";
import type { Finding } from "../domain/finding.ts";
import type { ClientProfile } from "../domain/profile.ts";

/** The labels as one JSON document: scores, reasons and every signal of each client. */
export function labelDocument(profiles: readonly ClientProfile[], asOf: Day, findings: readonly Finding[]) {
  return {
    as_of: formatDay(asOf),
    clients: profiles.map(({ client, label, complexity, stage, signals, coverage }) => ({
      client_id: client.id,
      client_name: client.name,
      label: label.name,
      computed_label: label.computed,
      score: label.score,
      confidence: label.confidence,
      basis: label.basis,
      note: label.note ?? null,
      reasons: label.reasons,
      complexity: complexity.score,
      complexity_reasons: complexity.reasons,
      stage,
      seller_hours: coverage.hours.seller ?? null,
      desk_hours: coverage.hours.desk ?? null,
      revenue_12m_cents: signals.revenue12m,
      demand_class: signals.demandClass ?? null,
      signals: signals.values,
    })),
    findings,
  };
}
