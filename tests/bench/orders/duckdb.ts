import { availableParallelism } from "node:os";
import { DuckDBInstance } from "@duckdb/node-api";

/**
 * What `evenbook label` computes of each client, as SQL: the same signals (docs of each in `src/history/signals.ts`), for the same
 * columns, over the clients of clients.csv, written to a CSV. The history lies within the lookback, so that no cut is needed; `as_of` is the
 * last day of the orders.
 */
function perClientSql(folder: string): string {
  const orders = `read_csv('${folder}/orders.csv', header = true, columns = {order_id: 'VARCHAR', client_id: 'VARCHAR', order_date: 'DATE',
    sku: 'VARCHAR', category: 'VARCHAR', amount: 'DECIMAL(18,2)', channel: 'VARCHAR'})`;
  const clients = `read_csv('${folder}/clients.csv', header = true, all_varchar = true)`;
  return `
COPY (
WITH lines AS MATERIALIZED (
  SELECT client_id AS c, order_id AS o, order_date AS d, sku AS s, category AS k,
    CAST(amount * 100 AS BIGINT) AS a, channel IN ('portal', 'edi', 'web', 'webshop', 'online', 'shop') AS self
  FROM ${orders} SEMI JOIN ${clients} cl USING (client_id)),
ends AS (SELECT max(d) AS as_of FROM lines),
sold AS MATERIALIZED (SELECT * FROM lines WHERE a >= 0),
totals AS (
  SELECT c, count(*) FILTER (a >= 0) AS lines, min(d) FILTER (a >= 0) AS first_day, max(d) FILTER (a >= 0) AS last_day,
    count(DISTINCT s) FILTER (a >= 0) AS items, count(DISTINCT k) FILTER (a >= 0) AS categories,
    -(sum(a) FILTER (a < 0)) / (sum(a) FILTER (a >= 0)) AS return_share,
    sum(a) FILTER (d > (SELECT as_of - INTERVAL 12 MONTH FROM ends)) AS revenue_12m
  FROM lines GROUP BY c),
orders AS (SELECT c, o, sum(a) AS value, bool_or(self) AS self FROM sold GROUP BY c, o),
of_orders AS (
  SELECT c, count(*) AS orders, avg(CAST(self AS INT)) AS self_service_share, list_sum(max(value, 2)) / sum(value) AS concentration,
    max(value) / median(value) AS max_to_median_order
  FROM orders GROUP BY c),
order_days AS MATERIALIZED (SELECT DISTINCT c, d FROM sold),
gaps AS (SELECT c, d, d - lag(d) OVER w AS gap, min(d) OVER (PARTITION BY c) AS first_day FROM order_days WINDOW w AS (PARTITION BY c ORDER BY d)),
of_gaps AS (
  SELECT c, count(*) AS order_days, stddev_samp(gap) / avg(gap) AS gap_cv, ln(avg(gap)) - avg(ln(gap)) AS s,
    sum(CASE WHEN gap IS NULL THEN 1.0 / (e.as_of - first_day + 2) * ln(1.0 / (e.as_of - first_day + 2))
      ELSE gap / (e.as_of - first_day + 2.0) * ln(gap / (e.as_of - first_day + 2.0)) END)
    + any_value((e.as_of + 1 - last_day) / (e.as_of - g.first_day + 2.0) * ln((e.as_of + 1 - last_day) / (e.as_of - g.first_day + 2.0))) AS entropy
  FROM gaps g, ends e, (SELECT c AS c2, max(d) AS last_day FROM order_days GROUP BY c) l WHERE g.c = l.c2 GROUP BY c),
months AS (SELECT c, date_diff('month', DATE '2000-01-01', d) AS m, sum(a) AS value FROM sold WHERE a > 0 GROUP BY c, m),
of_months AS (SELECT c, (max(m) - min(m) + 1) / count(*) AS adi, (stddev_samp(value) / avg(value)) ** 2 AS amount_cv2 FROM months GROUP BY c),
item_firsts AS (SELECT c, s, min(d) AS first FROM sold GROUP BY c, s),
of_items AS (
  SELECT c, avg(CAST(first < d AS INT)) AS repeat_share_lines, sum(a) FILTER (first < d) / sum(a) AS repeat_share_value
  FROM sold JOIN item_firsts USING (c, s) GROUP BY c),
category_firsts AS (SELECT c, k, min(d) AS first FROM sold GROUP BY c, k),
of_categories AS (SELECT c, count(DISTINCT first) - 1 AS new_days FROM category_firsts GROUP BY c)
SELECT t.c AS client_id, orders, order_days, lines, as_of - first_day AS tenure_days, as_of - last_day AS recency_days, gap_cv,
  CASE WHEN s < 1e-9 THEN 100 ELSE least(100, (3 - s + sqrt((s - 3) ** 2 + 24 * s)) / (12 * s)) END AS regularity,
  1 + entropy / ln(order_days + 1) AS clumpiness, adi, amount_cv2, repeat_share_lines, repeat_share_value, concentration,
  max_to_median_order, items, categories, new_days / nullif(order_days - 1, 0) AS category_novelty, self_service_share, return_share, revenue_12m
FROM totals t CROSS JOIN ends LEFT JOIN of_orders USING (c) LEFT JOIN of_gaps USING (c) LEFT JOIN of_months USING (c)
  LEFT JOIN of_items USING (c) LEFT JOIN of_categories USING (c)
ORDER BY client_id
) TO '${folder}/duckdb.csv' (HEADER)`;
}

/** Runs the job in DuckDB, in memory, with a thread for each processor: the two that evenbook uses, or more. */
export async function runDuckDb(folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", { threads: String(Math.max(2, availableParallelism())) });
  const connection = await instance.connect();
  await connection.run(perClientSql(folder));
}

/** The statement, for the page of benchmarks. */
export const sqlForPage = (): string => perClientSql("FOLDER").trim();
