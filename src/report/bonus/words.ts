import type { BonusComponent } from "../../aftercare/bonus/pay-line.ts";
import { moneyDecimal } from "../numbers.ts";

/** What people call the components. */
export const componentWords: Readonly<Record<BonusComponent, string>> = {
  first_half_year: "clients in their first half-year",
  project: "projects",
  old_volume: "long-working clients",
  accuracy: "accuracy of orders",
  requests_in_time: "requests handled in time",
  cap: "above the cap",
  floor: "returns above sales",
};

/** 1,234.50 EUR, to the cent: pay is never shortened. */
export function payText(cents: number, currency = ""): string {
  const [whole = "", decimals = ""] = moneyDecimal(cents).split(".");
  const text = `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${decimals}`;
  return currency === "" ? text : `${text} ${currency}`;
}

/** Millionths as a decimal without needless zeros: 2000 is 0.002. */
export function rateDecimal(millionths: number): string {
  const digits = String(millionths).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/\.?0+$/, "");
}

/** Millionths in percent: 2000 is 0.2%. */
export function ratePercent(millionths: number): string {
  return `${rateDecimal(millionths * 100)}%`;
}
