import { orderNumber } from "../../domain/order-number.ts";
import { compareText } from "../../domain/text-order.ts";

/**
 * Deals things to folds, so that each fold has its share of each kind. Which fold follows from a hash of seed and id: the order of rows moves
 * nothing, and the same seed deals the same way.
 * @returns the fold of each thing, 0 to `folds - 1`.
 */
export function dealFolds(
  things: readonly { readonly id: string; readonly kind: string }[],
  folds: number,
  seed: string,
): number[] {
  const order = things
    .map(({ id, kind }, at) => ({ at, id, kind, key: orderNumber(`${seed}|${id}`) }))
    .sort((a, b) => compareText(a.kind, b.kind) || a.key - b.key || compareText(a.id, b.id));
  const dealt = new Array<number>(things.length).fill(0);
  order.forEach(({ at }, position) => {
    dealt[at] = position % folds;
  });
  return dealt;
}
