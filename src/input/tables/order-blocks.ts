import type { Day } from "../../domain/day.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { Cents } from "../../domain/money.ts";
import type { PackedOrders } from "../../domain/order-line.ts";
import { FoundEncoding } from "../bytes/found-encoding.ts";
import type { DateForm } from "../columns/days.ts";
import { DateFormTally } from "../columns/forms.ts";
import type { BlockTaker } from "../rows/blocks.ts";
import { CellPlaces } from "../rows/cell-places.ts";
import type { Dialect } from "../rows/dialect.ts";
import type { ReadColumn } from "../rows/row.ts";
import { ScannedRecord } from "../rows/scanned-record.ts";
import { RecordScanner } from "../rows/scanner.ts";
import { ClientIds } from "./client-ids.ts";
import { OrderExpress } from "./order-express.ts";
import { OrderTally } from "./order-tally.ts";
import type { Table } from "./table.ts";
import type { OrderField } from "./table-shapes.ts";

/** What is known of an orders file, as plain data: enough to read blocks of it elsewhere. */
export interface OrderBlockSetup {
  readonly dialect: Dialect;
  /** Cells of the header. */
  readonly width: number;
  readonly columns: readonly Pick<ReadColumn<OrderField>, "field" | "index" | "header" | "how" | "form">[];
  /** Form of all dates so far. */
  readonly dateForm: DateForm;
}

/** What a block has added to the history. */
export interface OrderBlock {
  readonly lines: number;
  /** Sum of the absolute amounts. */
  readonly amount: Cents;
  readonly firstDay: Day;
  readonly lastDay: Day;
}

/** Reads blocks of order lines beside the reader of the file, such as another thread; its lines come to the same history in the end. */
export interface OrderHelper {
  /** Called once, before the first block. */
  start(setup: OrderBlockSetup): void;
  /** Nothing when the block was not taken as a whole. */
  read(block: Uint8Array): Promise<OrderBlock | undefined>;
  /** Brings its lines into the history; no block comes after that. */
  finish(): Promise<void>;
}

/** Numbers of a line: what `PackedOrders.append` takes. */
const LINE_NUMBERS = 9;

/**
 * Reads blocks of whole records, each of which the express lane takes, into `orders`. A block with anything else (an unknown client,
 * an unusual number, a date in another form, a currency) is refused and leaves no trace.
 */
export class OrderBlockReader {
  readonly #orders: PackedOrders;
  readonly #scanner: RecordScanner;
  readonly #express: OrderExpress;
  readonly #dates: DateFormTally;
  readonly #dateForm: DateForm;
  /** The lines of the present block, one after the other. */
  #lines = new Float64Array(LINE_NUMBERS << 15);
  #count = 0;
  #isUnusual = false;

  constructor(setup: OrderBlockSetup, clientIds: readonly ClientId[], orders: PackedOrders) {
    this.#orders = orders;
    this.#dateForm = setup.dateForm;
    this.#scanner = new RecordScanner(setup.dialect);
    const record = new ScannedRecord(this.#scanner, setup.dialect.quote, FoundEncoding.given("utf-8"));
    const columns = setup.columns.map((column) => [column.field, { ...column, tally: new DateFormTally() }] as const);
    this.#dates = new Map(columns).get("order_date")?.tally ?? new DateFormTally();
    const tally = new OrderTally();
    // What would need the place of its first line is left to the reader of the file.
    tally.countCurrency = (currency) => {
      if (currency !== undefined && currency !== "") this.#isUnusual = true;
    };
    this.#express = new OrderExpress({
      record,
      places: new CellPlaces("", setup.dialect),
      columns: new Map(columns),
      width: setup.width,
      orders: { ...orders, append: this.#hold },
      tally,
      isSkipped: () => false,
      clientIds: new ClientIds(clientIds.map((id) => ({ id }))),
      seenOrders: undefined,
    });
  }

  /** Nothing when it is refused. */
  read(block: Uint8Array): OrderBlock | undefined {
    this.#count = 0;
    this.#isUnusual = false;
    this.#scanner.clear();
    this.#scanner.feed(block);
    while (this.#scanner.next(false)) if (!this.#express.takes() || this.#isUnusual) return undefined;
    if (this.#scanner.pending > 0 || this.#dates.forms.some((form) => form !== this.#dateForm)) return undefined;
    return this.#keep();
  }

  readonly #hold: PackedOrders["append"] = (
    client,
    day,
    amount,
    order,
    item,
    category,
    flags,
    unitPrice,
    listPrice,
  ) => {
    const at = this.#count++ * LINE_NUMBERS;
    if (at === this.#lines.length) {
      const larger = new Float64Array(at * 2);
      larger.set(this.#lines);
      this.#lines = larger;
    }
    const lines = this.#lines;
    lines[at] = client;
    lines[at + 1] = day;
    lines[at + 2] = amount;
    lines[at + 3] = order;
    lines[at + 4] = item;
    lines[at + 5] = category;
    lines[at + 6] = flags;
    lines[at + 7] = unitPrice;
    lines[at + 8] = listPrice;
  };

  #keep(): OrderBlock {
    const lines = this.#lines;
    let [total, firstDay, lastDay] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let at = 0; at < this.#count * LINE_NUMBERS; at += LINE_NUMBERS) {
      const [day, amount] = [lines[at + 1] as number, lines[at + 2] as number];
      this.#orders.append(
        lines[at] as number,
        day,
        amount,
        lines[at + 3] as number,
        lines[at + 4] as number,
        lines[at + 5] as number,
        lines[at + 6] as number,
        lines[at + 7] as number,
        lines[at + 8] as number,
      );
      total += Math.abs(amount);
      if (day < firstDay) firstDay = day;
      if (day > lastDay) lastDay = day;
    }
    return { lines: this.#count, amount: total as Cents, firstDay: firstDay as Day, lastDay: lastDay as Day };
  }
}

/** What a column of another kind than these tells needs the order of the lines. */
const ORDERED_FIELDS: readonly OrderField[] = ["status", "currency"];
/** A smaller file is read before a helper has begun. */
const FEWEST_LINES = 100_000;

/** Gives blocks of one file to a helper, and counts what comes back. */
export class OrderBlocks implements BlockTaker {
  readonly #helper: OrderHelper;
  readonly #table: Pick<Table<OrderField>, "columns" | "width">;
  readonly #tally: OrderTally;
  readonly #fewestLines: number;
  /** Form of all dates when the helper started. */
  #dateForm: DateForm | undefined;

  constructor(
    helper: OrderHelper,
    table: Pick<Table<OrderField>, "columns" | "width">,
    tally: OrderTally,
    fewestLines = FEWEST_LINES,
  ) {
    this.#helper = helper;
    this.#table = table;
    this.#tally = tally;
    this.#fewestLines = fewestLines;
  }

  get isReady(): boolean {
    const { columns } = this.#table;
    return (
      this.#tally.lines >= this.#fewestLines &&
      this.#dates?.settled !== undefined &&
      !ORDERED_FIELDS.some((field) => columns.has(field)) &&
      !this.#tally.hasCurrency
    );
  }

  async take(block: Uint8Array, dialect: Dialect): Promise<number | undefined> {
    const form = this.#start(dialect);
    const read = await this.#helper.read(block);
    if (read === undefined) return undefined;
    this.#tally.addBlock(read);
    this.#dates?.addSettled(form, read.lines);
    return read.lines;
  }

  async finish(): Promise<void> {
    if (this.#dateForm !== undefined) await this.#helper.finish();
  }

  get #dates(): DateFormTally | undefined {
    return this.#table.columns.get("order_date")?.tally;
  }

  #start(dialect: Dialect): DateForm {
    if (this.#dateForm !== undefined) return this.#dateForm;
    const { columns, width } = this.#table;
    this.#dateForm = this.#dates?.settled as DateForm;
    this.#helper.start({
      dialect,
      width,
      columns: [...columns.values()].map(({ field, index, header, how, form }) => ({
        field,
        index,
        header,
        how,
        form,
      })),
      dateForm: this.#dateForm,
    });
    return this.#dateForm;
  }
}
