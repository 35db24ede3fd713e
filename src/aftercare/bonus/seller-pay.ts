import type { Config } from "../../config/schema.ts";
import type { RepId } from "../../domain/ids.ts";
import type { Cents } from "../../domain/money.ts";
import { halfEven, MILLION, millionths, partsOf } from "./exact.ts";
import { type PayLine, type SellerComponent, sellerComponents } from "./pay-line.ts";
import { type BonusPeriod, ofFullQuarters } from "./period.ts";
import type { SellerClaim } from "./seller-claims.ts";

/** Pays each seller's claims; lines of one component add up to its rounded total, and what is above the cap is taken off. */
export function paySellers(
  claims: readonly SellerClaim[],
  config: Config["bonus"]["seller"],
  period: BonusPeriod,
): PayLine[] {
  const reps = [...new Set(claims.map(({ repId }) => repId))];
  return reps.flatMap((repId) => {
    const own = claims.filter((claim) => claim.repId === repId);
    const lines = sellerComponents.flatMap((component) =>
      payComponent(
        own.filter((claim) => claim.component === component),
        millionths(rateOf(component, config)),
      ),
    );
    return [...lines, ...limits(repId, lines, config, period)];
  });
}

export function rateOf(component: SellerComponent, config: Config["bonus"]["seller"]): number {
  return {
    old_volume: config.old_volume_rate,
    first_half_year: config.first_half_year_rate,
    project: config.project_rate,
  }[component];
}

function payComponent(claims: readonly SellerClaim[], rate: bigint): PayLine[] {
  const exact = claims.map(({ base }) => BigInt(base) * rate);
  const total = halfEven(
    exact.reduce((sum, one) => sum + one, 0n),
    MILLION,
  );
  const amounts = partsOf(total, exact, MILLION);
  return claims.map(({ base, ...claim }, at) => ({
    ...claim,
    seat: "seller" as const,
    base: base as Cents,
    rateMillionths: Number(rate),
    amount: amounts[at] as Cents,
  }));
}

/** The cap, and the floor of nothing: returns above sales are not charged to anybody. */
function limits(
  repId: RepId,
  lines: readonly PayLine[],
  { cap }: Config["bonus"]["seller"],
  { from, to }: BonusPeriod,
): PayLine[] {
  const sum = lines.reduce((total, { amount }) => total + amount, 0);
  const line = (component: "cap" | "floor", amount: number, reason: string): PayLine => ({
    ...{ repId, seat: "seller", component, from, to, amount: amount as Cents, reason },
  });
  if (sum < 0) return [line("floor", -sum, "returns are above sales: nothing is paid, and nothing is charged")];
  if (cap === undefined) return [];
  const most = Number(halfEven(...ofFullQuarters(Math.round(cap * 100), from, to)));
  return sum > most ? [line("cap", most - sum, "bonus.seller.cap, by the days of the period")] : [];
}
