import type { RepId } from "../../domain/ids.ts";
import { type PayLine, type SellerComponent, sellerComponents } from "./pay-line.ts";

/** Revenue and pay of sellers by what they are paid for, in cents. */
export interface SellerMix {
  readonly of: Readonly<Record<SellerComponent, { readonly base: number; readonly amount: number }>>;
  /** Of the pay before caps: the share that new clients and projects earn. NaN where nothing is paid. */
  readonly newShare: number;
}

/** What the scheme says to people: of all sellers, or of one. */
export function sellerMix(lines: readonly PayLine[], repId?: RepId): SellerMix {
  const own = lines.filter((line) => line.seat === "seller" && (repId === undefined || line.repId === repId));
  const sum = (component: SellerComponent) => {
    const counted = own.filter((line) => line.component === component);
    return {
      base: counted.reduce((total, { base = 0 }) => total + base, 0),
      amount: counted.reduce((total, { amount }) => total + amount, 0),
    };
  };
  const of = {
    first_half_year: sum("first_half_year"),
    project: sum("project"),
    old_volume: sum("old_volume"),
  };
  const all = sellerComponents.reduce((total, component) => total + of[component].amount, 0);
  return { of, newShare: all > 0 ? (of.first_half_year.amount + of.project.amount) / all : Number.NaN };
}
