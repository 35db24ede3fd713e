import { headerKey } from "../columns/headers.ts";

/** Statuses of orders that never came about; compared without case and spacing. */
export const usualSkippedStatuses: readonly string[] = [
  ...["cancelled", "canceled", "void", "voided", "draft", "deleted", "rejected", "lost"],
  ...["отменен", "отменена", "отменено", "аннулирован", "черновик", "удален", "не проведен"],
  ...["storniert", "entwurf"],
];

/** Stages of deals that count as orders, in a file whose status column is a stage of deals. */
export const usualWonStages: readonly string[] = [
  ...["closed won", "closedwon", "won", "успешно реализовано", "сделка успешна", "успех", "gewonnen"],
];

const dealStageHeaders = new Set(["deal stage", "stage", "этап сделки", "стадия сделки"]);

/** Which lines are orders; each list takes the place of the usual one. */
export interface StatusOptions {
  readonly skippedStatuses?: readonly string[];
  readonly wonStages?: readonly string[];
}

/**
 * Says whether a line with this status is no order. `header` is the status column's, for deals are kept only when won.
 */
export function statusFilter(header: string | undefined, options: StatusOptions): (status: string) => boolean {
  if (header === undefined) return () => false;
  if (dealStageHeaders.has(headerKey(header))) {
    const won = new Set((options.wonStages ?? usualWonStages).map(headerKey));
    return (status) => !won.has(headerKey(status));
  }
  const skipped = new Set((options.skippedStatuses ?? usualSkippedStatuses).map(headerKey));
  return (status) => status !== "" && skipped.has(headerKey(status));
}
