import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ClientId } from "../../src/domain/ids.ts";
import type { ClientLines } from "../../src/history/client-lines.ts";
import { OrderHistory } from "../../src/history/order-history.ts";
import {
  type OrderBlock,
  OrderBlockReader,
  type OrderBlockSetup,
  type OrderHelper,
} from "../../src/input/tables/order-blocks.ts";
import { readOrders } from "../../src/input/tables/orders.ts";
import { tableOf } from "./sources.ts";

const clientIds = ["C1", "C2", "C3", "Müller"] as ClientId[];
const header = "order_id,client_id,order_date,sku,amount,channel,note";

/** What came back of the blocks in all runs: the test is about something only when both came. */
const blocks = { taken: 0, refused: 0 };

/** Reads blocks as a second thread would, after so many turns. */
class Helper implements OrderHelper {
  readonly #history: OrderHistory;
  readonly #own = new OrderHistory(["portal"]);
  readonly #turns: () => number;
  #reader: OrderBlockReader | undefined;
  #before: Promise<unknown> = Promise.resolve();

  constructor(history: OrderHistory, turns: () => number) {
    this.#history = history;
    this.#turns = turns;
  }

  start(setup: OrderBlockSetup): void {
    this.#own.expect(clientIds);
    this.#reader = new OrderBlockReader(structuredClone(setup), clientIds, this.#own.packed);
  }

  read(block: Uint8Array): Promise<OrderBlock | undefined> {
    const answer = this.#before.then(async () => {
      for (let left = this.#turns(); left > 0; left--) await turn();
      const read = this.#reader?.read(block);
      blocks[read === undefined ? "refused" : "taken"]++;
      return read;
    });
    this.#before = answer;
    return answer;
  }

  async finish(): Promise<void> {
    this.#history.absorb(this.#own.contents);
  }
}

const usual = fc
  .record({
    order: fc.nat({ max: 400 }),
    client: fc.constantFrom("C1", "C2", "C3"),
    day: fc.integer({ min: 1, max: 28 }),
    item: fc.nat({ max: 9 }),
    cents: fc.integer({ min: -9999, max: 99_999 }),
  })
  .map(({ order, client, day, item, cents }) =>
    [
      `O${order}`,
      client,
      `2026-03-${String(day).padStart(2, "0")}`,
      `S${item}`,
      (cents / 100).toFixed(2),
      item % 2 ? "portal" : "phone",
      "",
    ].join(","),
  );

const unusual = fc.constantFrom(
  "",
  ",,,,,,",
  "O1,C9,2026-03-05,S1,12.00,portal,",
  "O2,C1,05.03.2026,S1,12.00,portal,",
  "O3,C1,2026-03-05,S1,twelve,portal,",
  "O4,C1,2026-13-45,S1,12.00,portal,",
  "O5,C1,2026-03-05,S1,$12.00,portal,",
  "O6,Müller,2026-03-05,Größe,12.00,portal,",
  'O7,C2,2026-03-05,S1,12.00,portal,"quoted, with a delimiter"',
  'O8,C2,2026-03-05,S1,12.00,portal,"quoted\nover\n\nlines"',
  'O9,C2,2026-03-05,S1,12.00,portal,a "quote" within',
  "O10,C3,2026-03-05,S1,12.00",
  "A remark",
  "Total,,,,1234.00,,",
);

/** Mostly usual lines, so that some blocks are taken. */
const rows = fc.array(fc.oneof({ weight: 60, arbitrary: usual }, { weight: 1, arbitrary: unusual }), {
  minLength: 150,
  maxLength: 500,
});

/** What is looked at before the rows are read comes as one piece: what follows it comes in pieces. */
const note = "a usual line, ".replaceAll(",", "").repeat(5);
const head = Array.from(
  { length: 2800 },
  (_, at) => `O${at},C${1 + (at % 3)},2026-02-${10 + (at % 9)},S${at % 7},${at}.50,portal,${note}`,
);

/** The lines of a client; those of a day in an order that does not depend on who read them. */
function linesOf(history: OrderHistory, id: ClientId): readonly string[] {
  const lines: ClientLines = history.linesOf(id);
  return Array.from({ length: lines.count }, (_, at) =>
    [lines.day[at], lines.order[at], lines.amount[at], lines.flags[at], lines.unitPrice[at]].join(" "),
  ).sort();
}

/** How often the client bought each of its items: numbers of items may differ, what they tell apart may not. */
function itemsOf(history: OrderHistory, id: ClientId): readonly number[] {
  const lines = history.linesOf(id);
  const counts = new Map<number, number>();
  for (const item of lines.item.subarray(0, lines.count)) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => a - b);
}

it("gives the same history, findings and counts, whichever blocks a helper reads and whenever it answers", async () => {
  const turns = fc.infiniteStream(fc.nat({ max: 3 }));
  const lineEnds = fc.constantFrom("\n", "\r\n", "\r");
  await fc.assert(
    fc.asyncProperty(rows, lineEnds, fc.integer({ min: 500, max: 5000 }), turns, async (lines, end, size, wait) => {
      const text = [header, ...head, ...lines].join(end);
      const read = async (helped: boolean) => {
        const history = new OrderHistory(["portal"]);
        history.expect(clientIds);
        const reading = await readOrders([{ source: tableOf(text, "orders.csv", size) }], history, {
          clientIds,
          linesBeforeHelp: 20,
          ...(helped ? { helper: new Helper(history, () => wait.next().value) } : {}),
        });
        const of = clientIds.map((id) => [linesOf(history, id), itemsOf(history, id)]);
        return { reading, of };
      };
      expect(await read(true)).toEqual(await read(false));
    }),
    { numRuns: 20, endOnFailure: true },
  );
  expect(blocks.taken).toBeGreaterThan(30);
  expect(blocks.refused).toBeGreaterThan(3);
});
