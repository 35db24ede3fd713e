import { once } from "node:events";
import { createWriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { formatDay } from "../../../src/calendar/days.ts";
import type { Day } from "../../../src/domain/day.ts";

/** Days of the history: two years up to 2026-09-30. */
const FIRST_DAY = 19_997;
const DAYS = 730;
const REPS = 400;
const ITEMS = 20_000;
const CATEGORIES = ["Pumps", "Valves", "Drives", "Seals", "Hoses", "Filters", "Motors", "Sensors", "Cables", "Service"];
const CHANNELS = ["portal", "phone", "email", "edi"];

/** Mulberry32: small, fast, the same on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Writes clients.csv, reps.csv and orders.csv with so many lines, by day, as an export of two years has them. Clients differ in
 * size (a few order a lot), in how many items they know and in whether they buy these again.
 */
export async function generate(folder: string, lines: number, clients: number): Promise<void> {
  writeFileSync(join(folder, "reps.csv"), repsCsv());
  writeFileSync(join(folder, "clients.csv"), clientsCsv(clients));
  const file = createWriteStream(join(folder, "orders.csv"), { highWaterMark: 1 << 22 });
  file.write("order_id,client_id,order_date,sku,category,amount,channel\n");
  const next = random(1);
  let text = "";
  let order = 10_000_000;
  for (let written = 0; written < lines; order++) {
    const date = formatDay((FIRST_DAY + Math.floor((written / lines) * DAYS)) as Day);
    const client = Math.floor(next() ** 1.5 * clients);
    const channel = CHANNELS[(client + Math.floor(next() * 1.3)) % 4] as string;
    const size = Math.min(lines - written, 1 + Math.floor(next() * 5));
    for (let line = 0; line < size; line++) text += orderLine(order, client, date, channel, next);
    written += size;
    if (text.length < 1 << 20) continue;
    if (!file.write(text)) await once(file, "drain");
    text = "";
  }
  file.end(text);
  await finished(file);
}

function orderLine(order: number, client: number, date: string, channel: string, next: () => number): string {
  // A client knows 5 to 60 items, and seldom buys another.
  const known = 5 + (client % 56);
  const item = next() < 0.8 ? (client * 31 + Math.floor(next() * known) * 97) % ITEMS : Math.floor(next() * ITEMS);
  const amount = (5 + 2000 * next() ** 4) * (next() < 0.02 ? -1 : 1);
  return `O${order},C${id(client)},${date},S${10_000 + item},${CATEGORIES[item % 10]},${amount.toFixed(2)},${channel}\n`;
}

const id = (client: number) => String(client).padStart(6, "0");

function clientsCsv(clients: number): string {
  const rows = Array.from(
    { length: clients },
    (_, at) => `C${id(at)},Client ${at},R${at % REPS},${["North", "South", "East", "West"][at % 4]}\n`,
  );
  return `client_id,name,owner_id,region\n${rows.join("")}`;
}

function repsCsv(): string {
  const rows = Array.from(
    { length: REPS },
    (_, at) => `R${at},Rep ${at},${at % 10 === 9 ? "desk" : "seller"},${["junior", "middle", "senior"][at % 3]}\n`,
  );
  return `rep_id,name,role,level\n${rows.join("")}`;
}
