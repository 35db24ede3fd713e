/** Groups thousands by a comma, the same in every locale. */
function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

export function whole(value: number): string {
  const rounded = Math.round(value);
  return (rounded < 0 ? "-" : "") + group(String(Math.abs(rounded)));
}

/** One decimal under 100, none from there up: 12.5, 1,240. */
export function hoursText(hours: number): string {
  return Math.abs(hours) >= 100 ? whole(hours) : (Math.round(hours * 10) / 10).toFixed(1);
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** Cents in whole currency units, shortened from a million up: 12,345 or 1.24 M. */
export function moneyText(cents: number, currency = ""): string {
  const units = cents / 100;
  const text = Math.abs(units) >= 1e6 ? `${(units / 1e6).toFixed(2)} M` : whole(units);
  return currency === "" ? text : `${text} ${currency}`;
}

/** Exact cents as a decimal for CSV files: 1234.50. */
export function moneyDecimal(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** To a tenth, for JSON. */
export function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

/** To four decimals, for JSON; never -0. */
export function fourDecimals(value: number): number {
  return Math.round(value * 10_000) / 10_000 || 0;
}
