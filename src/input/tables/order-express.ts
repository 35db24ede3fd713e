import type { Day } from "../../domain/day.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { Cents } from "../../domain/money.ts";
import { LineFlag, type PackedOrders } from "../../domain/order-line.ts";
import { orderNumber, orderNumberOfAscii } from "../../domain/order-number.ts";
import type { Place } from "../../domain/place.ts";
import { ByteKeys, CellMeanings } from "../columns/byte-keys.ts";
import type { DateForm } from "../columns/days.ts";
import { dayInForm } from "../columns/forms.ts";
import { currencyNamed, currencyOf, readDecimal, toCents } from "../columns/numbers.ts";
import { QuickDays } from "../columns/quick-days.ts";
import { QuickNumber } from "../columns/quick-numbers.ts";
import type { CellPlaces } from "../rows/cell-places.ts";
import { type ReadColumn, textOfCell } from "../rows/row.ts";
import type { ScannedRecord } from "../rows/scanned-record.ts";
import { CellKind, type RecordScanner } from "../rows/scanner.ts";
import { wordMeans } from "./cells.ts";
import type { ClientIds } from "./client-ids.ts";
import type { OrderTally } from "./order-tally.ts";
import type { SeenOrders } from "./seen-orders.ts";
import type { OrderField } from "./table-shapes.ts";

/** What the express lane of one file works with. */
export interface OrderExpressOptions {
  readonly record: ScannedRecord;
  readonly places: CellPlaces;
  readonly columns: ReadonlyMap<OrderField, ReadColumn<OrderField>>;
  /** Cells of the header. */
  readonly width: number;
  readonly orders: PackedOrders;
  readonly tally: OrderTally;
  readonly isSkipped: (status: string) => boolean;
  readonly clientIds: ClientIds | undefined;
  readonly seenOrders: SeenOrders | undefined;
}

/** A number column is not in the file. */
const ABSENT = -1;
/** Beyond so many distinct dates in an unusual form they are not remembered. */
const MOST_DATES = 100_000;

/** A column whose distinct cells are understood once: a number for each, made from its text. */
class KeyColumn {
  readonly #index: number;
  readonly #scanner: RecordScanner;
  readonly #meanings: CellMeanings;

  constructor(index: number, record: ScannedRecord, meaning: (text: string) => number) {
    this.#index = index;
    this.#scanner = record.scanner;
    this.#meanings = new CellMeanings(() => meaning(textOfCell(record.cell(index))));
  }

  get value(): number {
    const { view, bytes, starts, ends } = this.#scanner;
    return this.#meanings.of(view, bytes, starts[this.#index] as number, ends[this.#index] as number);
  }
}

const UNKNOWN = -2;

/**
 * Takes the order lines that have nothing unusual about them from their bytes, without making a text or an object of them. A line that
 * it does not take is read as a row, which knows every case and reports what is wrong: both give the same history and the same findings.
 */
export class OrderExpress {
  readonly #options: OrderExpressOptions;
  readonly #orderId: number;
  readonly #date: number;
  readonly #amount: number;
  readonly #quantity: number;
  readonly #unitPrice: number;
  readonly #listPrice: number;
  readonly #quote: number;
  readonly #project: number;
  readonly #client: KeyColumn;
  readonly #item: KeyColumn | undefined;
  readonly #category: KeyColumn | undefined;
  readonly #channel: KeyColumn | undefined;
  readonly #error: KeyColumn | undefined;
  readonly #status: KeyColumn | undefined;
  readonly #currency: KeyColumn | undefined;
  readonly #statuses: string[] = [];
  readonly #currencies: string[] = [];
  readonly #quickDays: QuickDays;
  readonly #dates = new ByteKeys();
  readonly #dateColumn: ReadColumn<OrderField>;
  readonly #readDates: (ReturnType<typeof dayInForm> | undefined)[] = [];
  readonly #quickAmount: QuickNumber;
  readonly #quickQuantity: QuickNumber;
  readonly #quickUnitPrice: QuickNumber;
  readonly #quickListPrice: QuickNumber;
  /** Text of the amount when it is more than a plain number. */
  #amountText = "";

  constructor(options: OrderExpressOptions) {
    this.#options = options;
    const { columns, record, orders } = options;
    const index = (field: OrderField) => columns.get(field)?.index ?? ABSENT;
    const quick = (field: OrderField) => new QuickNumber(columns.get(field)?.form.mark ?? ".");
    const keyed = (field: OrderField, meaning: (text: string) => number) =>
      columns.has(field) ? new KeyColumn(index(field), record, meaning) : undefined;
    const named = (meaning: (text: string) => number) => (text: string) => (text === "" ? -1 : meaning(text));
    this.#orderId = index("order_id");
    this.#date = index("order_date");
    this.#amount = index("amount");
    this.#quantity = index("quantity");
    this.#unitPrice = index("unit_price");
    this.#listPrice = index("list_price");
    this.#quote = index("quote_id");
    this.#project = index("project_id");
    this.#client = new KeyColumn(index("client_id"), record, (text) => this.#clientNumber(text));
    this.#item = keyed("sku", named(orders.itemNumber));
    this.#category = keyed("category", named(orders.categoryNumber));
    this.#channel = keyed("channel", (text) => (text !== "" && orders.isSelfService(text) ? LineFlag.selfService : 0));
    this.#error = keyed("error", (text) => errorFlag(text));
    this.#status = keyed("status", (text) => (options.isSkipped(text) ? this.#statuses.push(text) - 1 : -1));
    this.#currency = keyed(
      "currency",
      named((text) => this.#currencies.push(currencyNamed(text)) - 1),
    );
    this.#dateColumn = columns.get("order_date") as ReadColumn<OrderField>;
    this.#quickDays = new QuickDays(this.#dateColumn.form.order);
    this.#quickAmount = quick("amount");
    this.#quickQuantity = quick("quantity");
    this.#quickUnitPrice = quick("unit_price");
    this.#quickListPrice = quick("list_price");
  }

  /**
   * True when the present record was an order line, or one to be left out, and all is done; false has counted and stored nothing. A record
   * whose place would have to be kept is not taken while the reader is `ahead`: see `Takers.express`.
   */
  takes(ahead = false): boolean {
    const { record, width, orders, tally, seenOrders } = this.#options;
    const { scanner } = record;
    if (scanner.cells !== width || scanner.hasRelaxed) return false;
    const order = this.#orderNumber();
    if (Number.isNaN(order)) return false;
    const client = this.#client.value;
    if (client < 0) return false;
    const skipped = this.#status === undefined ? -1 : this.#status.value;
    if (skipped >= 0) return this.#skips(skipped);
    const unitPrice = this.#price(this.#unitPrice, this.#quickUnitPrice);
    const listPrice = this.#price(this.#listPrice, this.#quickListPrice);
    if (unitPrice === undefined || listPrice === undefined) return false;
    const amount = this.#cents();
    if (Number.isNaN(amount)) return false;
    const error = this.#error === undefined ? 0 : this.#error.value;
    if (error === UNKNOWN) return false;
    if (ahead && (this.#amountText !== "" || this.#currency !== undefined)) return false;
    const day = this.#day(ahead);
    if (Number.isNaN(day)) return false;
    tally.lines++;
    this.#countCurrency();
    const item = this.#item === undefined ? -1 : this.#item.value;
    const category = this.#category === undefined ? -1 : this.#category.value;
    const channel = this.#channel === undefined ? 0 : this.#channel.value;
    const flags =
      (this.#isFilled(this.#quote) ? LineFlag.quote : 0) |
      (this.#isFilled(this.#project) ? LineFlag.project : 0) |
      error |
      channel;
    if (seenOrders?.isRepeated({ order, client, day, amount, item, category, flags, unitPrice, listPrice })) {
      tally.repeatedLines++;
      return true;
    }
    tally.addUsed(day as Day, amount as Cents);
    orders.append(client, day, amount, order, item, category, flags, unitPrice, listPrice);
    return true;
  }

  /** -1 for a cell that is empty, for a client nobody knows, and for a cell of several clients. */
  #clientNumber(text: string): number {
    const { clientIds, orders } = this.#options;
    const id = clientIds === undefined ? (text as ClientId) : clientIds.find(text);
    if (text === "" || id === undefined || clientIds?.isShared(text)) return -1;
    return orders.clientNumber(id);
  }

  #skips(status: number): boolean {
    const { tally } = this.#options;
    // A row without one of these may be the total of a report.
    if (!this.#isFilled(this.#date)) return false;
    if (
      this.#amount === ABSENT
        ? !this.#isFilled(this.#quantity) || !this.#isFilled(this.#unitPrice)
        : !this.#isFilled(this.#amount)
    )
      return false;
    tally.lines++;
    tally.addSkipped(this.#statuses[status] as string);
    return true;
  }

  /** NaN when the id is empty or not to be read from its bytes. */
  #orderNumber(): number {
    const { record } = this.#options;
    const { bytes, starts, ends, kinds } = record.scanner;
    const bare = kinds[this.#orderId] === CellKind.bare ? 0 : 1;
    const [start, end] = [(starts[this.#orderId] as number) + bare, (ends[this.#orderId] as number) - bare];
    // Spaces at the ends and an apostrophe before the text do not belong to it.
    const isPlain = start < end && (bytes[start] as number) > 39 && (bytes[end - 1] as number) > 32;
    const ofBytes =
      isPlain && kinds[this.#orderId] !== CellKind.doubled ? orderNumberOfAscii(bytes, start, end) : Number.NaN;
    if (!Number.isNaN(ofBytes)) return ofBytes;
    const text = textOfCell(record.cell(this.#orderId));
    return text === "" ? Number.NaN : orderNumber(text);
  }

  #isFilled(index: number): boolean {
    if (index === ABSENT) return false;
    const { bytes, starts, ends, kinds } = this.#options.record.scanner;
    const bare = kinds[index] === CellKind.bare ? 0 : 1;
    const start = (starts[index] as number) + bare;
    if (start >= (ends[index] as number) - bare) return false;
    const first = bytes[start] as number;
    return (first > 39 && first < 0x7f) || textOfCell(this.#options.record.cell(index)) !== "";
  }

  /** True when the cell is a plain number, in quotes or not. */
  #readQuick(index: number, quick: QuickNumber): boolean {
    const { bytes, starts, ends, kinds } = this.#options.record.scanner;
    const bare = kinds[index] === CellKind.bare ? 0 : 1;
    return quick.read(bytes, (starts[index] as number) + bare, (ends[index] as number) - bare);
  }

  /** NaN when there is none; nothing when it cannot be read here. */
  #price(index: number, quick: QuickNumber): number | undefined {
    if (index === ABSENT || !this.#isFilled(index)) return Number.NaN;
    return this.#readQuick(index, quick) ? quick.value : undefined;
  }

  /** NaN when the amount is empty or cannot be read here. */
  #cents(): number {
    this.#amountText = "";
    if (this.#amount === ABSENT) {
      const both =
        this.#readQuick(this.#quantity, this.#quickQuantity) && this.#readQuick(this.#unitPrice, this.#quickUnitPrice);
      return both ? this.#quickQuantity.timesInCents(this.#quickUnitPrice) : Number.NaN;
    }
    if (this.#readQuick(this.#amount, this.#quickAmount)) return this.#quickAmount.cents;
    const text = textOfCell(this.#options.record.cell(this.#amount));
    const decimal = text === "" ? undefined : readDecimal(text, this.#options.columns.get("amount")?.form.mark ?? ".");
    this.#amountText = text;
    return (decimal && toCents(decimal)) ?? Number.NaN;
  }

  /** NaN when the date is empty or no date, and when its place is wanted and not known. */
  #day(ahead: boolean): number {
    const { bytes, starts, ends, kinds } = this.#options.record.scanner;
    const bare = kinds[this.#date] === CellKind.bare ? 0 : 1;
    const [start, end] = [(starts[this.#date] as number) + bare, (ends[this.#date] as number) - bare];
    const quick = this.#quickDays.read(bytes, start, end);
    if (!Number.isNaN(quick)) {
      return this.#countDate(this.#quickDays.form, ahead) ? quick : Number.NaN;
    }
    const read = this.#rememberedDate(bytes, starts[this.#date] as number, ends[this.#date] as number);
    return read !== undefined && this.#countDate(read.form, ahead) ? read.day : Number.NaN;
  }

  #countDate(form: DateForm, ahead: boolean): boolean {
    const { tally } = this.#dateColumn;
    if (ahead && tally.asksPlace(form)) return false;
    tally.count(form, this.#placeOfDate);
    return true;
  }

  #rememberedDate(bytes: Uint8Array, start: number, end: number): ReturnType<typeof dayInForm> {
    const read = () => dayInForm(textOfCell(this.#options.record.cell(this.#date)), this.#dateColumn.form);
    if (this.#dates.count >= MOST_DATES) return read();
    const key = this.#dates.number(bytes, start, end);
    if (key === this.#readDates.length) this.#readDates.push(read());
    return this.#readDates[key];
  }

  readonly #placeOfDate = (): Place => this.#options.places.place(this.#options.record.record(), this.#date);
  readonly #placeOfAmount = (): Place =>
    this.#options.places.place(this.#options.record.record(), Math.max(0, this.#amount));

  #countCurrency(): void {
    const { tally } = this.#options;
    const column = this.#currency === undefined ? -1 : this.#currency.value;
    if (column >= 0) tally.countCurrency(this.#currencies[column], this.#placeOfAmount);
    else if (this.#amountText !== "") tally.countCurrency(currencyOf(this.#amountText), this.#placeOfAmount);
  }
}

function errorFlag(text: string): number {
  const entered = wordMeans(text);
  if (text !== "" && entered === undefined) return UNKNOWN;
  return entered === true ? LineFlag.enteredWrongly : 0;
}
