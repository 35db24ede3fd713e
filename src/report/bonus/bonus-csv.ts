import type { Bonus } from "../../aftercare/bonus/make-bonus.ts";
import { formatDay } from "../../calendar/days.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import { csv, money } from "../csv.ts";
import { rateDecimal } from "./words.ts";

/** Names for ids, and the currency beside amounts. */
export interface BonusNames {
  readonly rep: (id: RepId) => string;
  readonly client: (id: ClientId) => string;
  readonly currency: string;
}

/** bonus.csv: a row for each line of pay; `amount` adds up to the total to the cent. */
export function bonusCsv({ lines }: Bonus, names: BonusNames): string {
  return csv(
    [
      "rep_id",
      "rep_name",
      "seat",
      "component",
      "client_id",
      "client_name",
      "project_id",
      "from",
      "to",
      "base",
      "rate",
      "amount",
      "currency",
      "reason",
    ],
    lines.map((line) => [
      line.repId,
      names.rep(line.repId),
      line.seat,
      line.component,
      line.clientId,
      line.clientId === undefined ? undefined : names.client(line.clientId),
      line.projectId,
      formatDay(line.from),
      formatDay(line.to),
      line.base === undefined ? undefined : money(line.base),
      line.rateMillionths === undefined ? undefined : { exact: rateDecimal(line.rateMillionths) },
      money(line.amount),
      names.currency,
      line.reason,
    ]),
  );
}
