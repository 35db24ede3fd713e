import { headerKey, headerKeyWithoutUnit } from "../columns/headers.ts";

/** Statuses of orders that never came about; compared without case and spacing. */
export const usualSkippedStatuses: readonly string[] = [
  ...["cancelled", "canceled", "void", "voided", "draft", "deleted", "rejected", "lost"],
  ...["отменен", "отменена", "отменено", "аннулирован", "черновик", "удален", "не проведен"],
  ...["storniert", "entwurf"],
];

/** Stages of deals that count as orders, in a file of deals; compared without case, spacing and a pipeline in brackets behind. */
export const usualWonStages: readonly string[] = [
  ...["closed won", "closedwon", "won", "deal won"],
  ...[
    "успешно реализовано",
    "сделка успешна",
    "сделка выиграна",
    "успех",
    "выиграна",
    "выигран",
    "выиграно",
    "закрыто выиграно",
  ],
  ...["gewonnen"],
];

/** Headers that only a table of deals has; as `headerKey` gives them. */
const dealHeaders = new Set([
  ...["deal id", "deal name", "deal title", "deal stage", "deal status", "deal owner", "deal value"],
  ...["opportunity id", "opportunity name", "opportunity owner", "(do not modify) opportunity", "stagename"],
  ...["название сделки", "этап сделки", "стадия сделки", "статус сделки", "id сделки", "сделка id", "сделка название"],
]);

/** Which lines are orders; each list takes the place of the usual one. */
export interface StatusOptions {
  readonly skippedStatuses?: readonly string[];
  readonly wonStages?: readonly string[];
}

/** True when the headers are those of deals, of which only the won ones are orders. */
export function isOfDeals(header: readonly string[]): boolean {
  return header.some((text) => dealHeaders.has(headerKey(text)));
}

/** Says whether a line with this status is no order: a deal that was not won, or an order that was cancelled. */
export function statusFilter(ofDeals: boolean, options: StatusOptions): (status: string) => boolean {
  if (ofDeals) {
    const won = new Set((options.wonStages ?? usualWonStages).map(headerKey));
    return (status) => !won.has(headerKey(status)) && !won.has(headerKeyWithoutUnit(status));
  }
  const skipped = new Set((options.skippedStatuses ?? usualSkippedStatuses).map(headerKey));
  return (status) => status !== "" && skipped.has(headerKey(status));
}
