import type { Bonus } from "../../aftercare/bonus/make-bonus.ts";
import { sellerMix } from "../../aftercare/bonus/mix.ts";
import type { PayLine } from "../../aftercare/bonus/pay-line.ts";
import { formatDay } from "../../calendar/days.ts";
import type { Finding } from "../../domain/finding.ts";
import { findingFields } from "../finding-fields.ts";
import type { BonusNames } from "./bonus-csv.ts";
import type { ComparedBonus } from "./bonus-text.ts";

/** bonus.json and `--json`: amounts in integer cents, rates in millionths, days as YYYY-MM-DD, what is not known null. */
export function bonusDocument(
  bonus: Bonus,
  names: BonusNames,
  findings: readonly Finding[],
  compared: ComparedBonus | undefined,
) {
  return {
    ...bonusFields(bonus, names),
    lines: bonus.lines.map(lineFields),
    compared: compared === undefined ? null : { name: compared.name, ...bonusFields(compared.bonus, names) },
    findings: findings.map(findingFields),
  };
}

function bonusFields(bonus: Bonus, names: BonusNames) {
  const { of, newShare } = sellerMix(bonus.lines);
  return {
    period: bonus.period.name,
    from: formatDay(bonus.period.from),
    to: formatDay(bonus.period.to),
    currency: names.currency,
    total: bonus.total,
    revenue: bonus.revenue,
    reps: bonus.totals.map(({ repId, amount }) => ({ rep_id: repId, name: names.rep(repId), amount })),
    sellers: { ...of, new_share_of_pay: Number.isNaN(newShare) ? null : newShare },
    desk: [...bonus.desk].map(([repId, { orders, faulty, requests, inTime }]) => ({
      ...{ rep_id: repId, orders, faulty, requests, in_time: inTime },
    })),
    unpaid: bonus.unpaid.map(({ why, lines, amount, examples }) => ({ why, lines, amount, examples })),
  };
}

function lineFields(line: PayLine) {
  return {
    rep_id: line.repId,
    seat: line.seat,
    component: line.component,
    client_id: line.clientId ?? null,
    project_id: line.projectId ?? null,
    from: formatDay(line.from),
    to: formatDay(line.to),
    base: line.base ?? null,
    rate_millionths: line.rateMillionths ?? null,
    amount: line.amount,
    reason: line.reason,
  };
}
