import { sellerMix } from "../../aftercare/bonus/mix.ts";
import type { PayLine } from "../../aftercare/bonus/pay-line.ts";
import { percent } from "../numbers.ts";
import { payText, rateDecimal } from "./words.ts";

/** Rates of a scheme that its message is told by. */
export interface SellerRates {
  readonly old_volume_rate: number;
  readonly first_half_year_rate: number;
  readonly project_rate: number;
}

const THOUSAND = 100_000;

/** What the scheme says to people: which work earns how much, and what 1,000 more of each would earn. */
export function schemeSays(lines: readonly PayLine[], rates: SellerRates, currency: string): string[] {
  const { of, newShare } = sellerMix(lines);
  const base = of.first_half_year.base + of.project.base + of.old_volume.base;
  const newBase = of.first_half_year.base + of.project.base;
  const thousand = (rate: number) => payText(Math.round(THOUSAND * rate), currency);
  const times = (rate: number) =>
    rates.old_volume_rate > 0
      ? ` (${rateDecimal(Math.round((rate / rates.old_volume_rate) * 10) * 100_000)} times as much)`
      : "";
  return [
    ...(base > 0 && !Number.isNaN(newShare)
      ? [
          `new clients and projects are ${percent(newBase / base)} of the sellers' revenue and ${percent(newShare)} of their pay; old volume is ${percent(1 - newBase / base)} of the revenue and ${percent(1 - newShare)} of the pay`,
        ]
      : []),
    `1,000 more of old volume earns a seller ${thousand(rates.old_volume_rate)}, of a client in its first half-year ${thousand(rates.first_half_year_rate)}${times(rates.first_half_year_rate)}, of a project ${thousand(rates.project_rate)}${times(rates.project_rate)}`,
    "an order more earns the desk nothing, an order without error does",
  ];
}
