/** One decimal where it matters, no exponent. */
export function amount(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** "3 h", "1 client", "2 consultative clients": an amount of a rule's unit, which is given in the plural. */
export function amountOf(value: number, unit: string): string {
  const text = amount(value);
  return `${text} ${text === "1" ? unit.replace(/clients$/, "client") : unit}`;
}

/** "C01", "C01 and C02", "C01, C02, C03 and 4 more". */
export function listText(items: readonly string[], most = 3): string {
  const shown = items.slice(0, most);
  const rest = items.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

/** No decimals. */
export function whole(value: number): string {
  return String(Math.round(value));
}

/** "115%". */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
