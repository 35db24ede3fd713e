import type { Reason, ScoredName } from "../domain/label.ts";

/** How a signal is called and written for people. */
interface SignalWords {
  readonly words: string;
  readonly write: (value: number) => string;
}

const count = (value: number) => String(Math.round(value * 10) / 10);
const share = (value: number) => value.toFixed(2);
const ratio = (value: number) => value.toFixed(2);

const words: Readonly<Record<ScoredName, SignalWords>> = {
  orders: { words: "orders", write: count },
  order_days: { words: "order days", write: count },
  lines: { words: "order lines", write: count },
  tenure_days: { words: "days since the first order", write: count },
  recency_days: { words: "days since the last order", write: count },
  orders_per_quarter: { words: "orders a quarter", write: count },
  lines_per_quarter: { words: "lines a quarter", write: count },
  gap_cv: { words: "variation of order gaps", write: ratio },
  regularity: { words: "regularity of orders", write: ratio },
  clumpiness: { words: "clumpiness of orders", write: ratio },
  adi: { words: "months between demand", write: ratio },
  amount_cv2: { words: "variation of months", write: ratio },
  repeat_share_lines: { words: "repeat share", write: share },
  repeat_share_value: { words: "repeat share by value", write: share },
  concentration: { words: "share of the two largest orders", write: share },
  max_to_median_order: { words: "largest to median order", write: ratio },
  items: { words: "items", write: count },
  categories: { words: "categories", write: count },
  category_novelty: { words: "new categories", write: share },
  self_service_share: { words: "orders by portal or EDI", write: share },
  quote_share: { words: "orders with a quote", write: share },
  project_share: { words: "orders of projects", write: share },
  negotiated_share: { words: "lines off list price", write: share },
  price_dispersion: { words: "price dispersion", write: ratio },
  return_share: { words: "returns", write: share },
  error_share: { words: "orders entered wrongly", write: share },
  requests_per_quarter: { words: "requests a quarter", write: count },
  contacts: { words: "contacts", write: count },
  sites: { words: "sites", write: count },
  required_skills: { words: "skills required", write: count },
};

/** "repeat share", "0.92"; without a value the name alone. */
export function signalWords(signal: ScoredName, value?: number): { readonly name: string; readonly value?: string } {
  const { words: name, write } = words[signal];
  return { name, ...(value !== undefined && { value: write(value) }) };
}

/** "at least 0.70 and below 0.90"; empty where the band has no edges. */
export function bandWords({ signal, atLeast, below }: Omit<Reason, "value" | "points">): string {
  const { write } = words[signal];
  const edges = [
    ...(atLeast === undefined ? [] : [`at least ${write(atLeast)}`]),
    ...(below === undefined ? [] : [`below ${write(below)}`]),
  ];
  return edges.join(" and ");
}

/** "+18", "-6", "0". */
export function signedPoints(points: number): string {
  return points > 0 ? `+${points}` : String(points);
}

/** "+18 repeat share 0.92". */
export function reasonInShort({ signal, value, points }: Reason): string {
  return `${signedPoints(points)} ${valueInWords(signal, value)}`;
}

/** "repeat share 0.92". */
export function valueInWords(signal: ScoredName, value: number): string {
  const { words: name, write } = words[signal];
  return `${name} ${write(value)}`;
}

/** "+18 repeat share 0.92, at least 0.70". */
export function reasonWords(reason: Reason): string {
  const band = bandWords(reason);
  return `${reasonInShort(reason)}${band === "" ? "" : `, ${band}`}`;
}
