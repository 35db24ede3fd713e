import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId } from "../../domain/ids.ts";
import {
  flagsOf,
  LineFlag,
  type OrderColumns,
  type OrderLine,
  type OrderSink,
  type PackedOrders,
} from "../../domain/order-line.ts";
import { orderNumber } from "../../domain/order-number.ts";
import type { Place } from "../../domain/place.ts";
import type { AboutFile } from "../about.ts";
import type { Source } from "../bytes/source.ts";
import {
  compareFindings,
  dealsWithoutStage,
  dividedOrders,
  noWonDeals,
  repeatedOrders,
  sharedDeals,
} from "../problems.ts";
import type { Report, Row } from "../rows/row.ts";
import { BoundedFindings, type OnReject } from "./bounded-findings.ts";
import { present } from "./cells.ts";
import { ClientIds, type KnownClient } from "./client-ids.ts";
import type { FileOptions } from "./opening.ts";
import { OrderBlocks, type OrderHelper } from "./order-blocks.ts";
import { currencyOfLine, type OrderCells, readOrderCells } from "./order-cells.ts";
import { OrderExpress } from "./order-express.ts";
import { isOfDeals, type StatusOptions, statusFilter, usualWonStages } from "./order-status.ts";
import { type AboutOrders, OrderTally } from "./order-tally.ts";
import type { ComparedLine } from "./seen-lines.ts";
import { type ComparedColumns, SeenOrders } from "./seen-orders.ts";
import { type ExpressOf, openTable, type Reading, type ReadProgress, type Table } from "./table.ts";
import { type OrderField, ordersShape } from "./table-shapes.ts";

/** What the config and the clients file say of the orders. */
export interface OrderOptions extends FileOptions, StatusOptions {
  /** Ids of the clients file; orders of others cannot be used. Without it and `clients` every client is taken. */
  readonly clientIds?: Iterable<ClientId>;
  /** Instead of `clientIds`: orders may then call a client by its name too, as deals of some systems do. */
  readonly clients?: Iterable<KnownClient>;
  /** Share of lines, and of amounts, that may be unusable before that is an error; 0.01 unless given. */
  readonly maxUnusableShare?: number;
  /** Given every problem of a line, also those beyond the few that are kept. */
  readonly onReject?: OnReject | undefined;
  /** Reads a part of a large file elsewhere; where several files may repeat each other's orders it is not asked. */
  readonly helper?: OrderHelper | undefined;
  /** Lines that are read before the helper is asked; many unless given. */
  readonly linesBeforeHelp?: number;
  /** Told how far the reading is. */
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined;
}

/** One of several order files, with options of its own. */
export interface OrderFile {
  readonly source: Source;
  readonly options?: FileOptions;
}

/** What the history as a whole is like; its lines went to the sink. */
export interface OrderHistory {
  /** A column counts as there when every file has it. */
  readonly columns: OrderColumns;
  /** Days of the first and last line used. */
  readonly firstDay?: Day;
  readonly lastDay?: Day;
}

/**
 * Reads the order history and gives each usable line to the sink; no rows are held. Several files are one history: a line
 * that an earlier file has already is counted once, lines of one order that differ all count. For that a hash of every
 * line of several files is remembered; all files are opened first, to know which columns they share.
 */
export async function readOrders(
  files: readonly OrderFile[],
  sink: OrderSink,
  options: OrderOptions = {},
): Promise<Reading<OrderHistory, AboutOrders>> {
  const tables: Table<OrderField>[] = [];
  for (const file of files) tables.push(await openTable(file.source, ordersShape, { ...options, ...file.options }));
  const reader = new OrderReader(tables, sink, options);
  for (const table of tables) await reader.read(table);
  return reader.finish();
}

class OrderReader {
  readonly #sink: OrderSink;
  readonly #options: OrderOptions;
  readonly #clientIds: ClientIds | undefined;
  readonly #findings: BoundedFindings;
  readonly #fileFindings: Finding[] = [];
  readonly #tally = new OrderTally();
  readonly #tables: readonly Table<OrderField>[];
  readonly #seenOrders: SeenOrders | undefined;
  readonly #report: Report;
  /** The numbers by which lines of several files are compared. */
  readonly #numbers: LineNumbers;
  #isSkipped: (status: string) => boolean = () => false;
  /** Header of the first file of deals. */
  #dealsPlace: Place | undefined;
  /** Deals of several companies: the first of them, and how many. */
  #sharedDeals: { readonly place: Place; readonly order: string; readonly client: string; lines: number } | undefined;

  constructor(tables: readonly Table<OrderField>[], sink: OrderSink, options: OrderOptions) {
    this.#tables = tables;
    this.#sink = sink;
    this.#numbers = sink.packed ?? ownNumbers();
    this.#options = options;
    this.#clientIds = knownClients(options);
    this.#findings = new BoundedFindings(options.onReject);
    this.#seenOrders = tables.length > 1 ? new SeenOrders(comparedColumns(columnsOf(tables))) : undefined;
    this.#report = (finding, row) => this.#findings.add(finding, row);
  }

  async read(table: Table<OrderField>): Promise<void> {
    this.#fileFindings.push(...table.findings);
    this.#isSkipped = this.#filterFor(table);
    this.#seenOrders?.startFile(table.file, table === this.#tables.at(-1));
    const blocks = this.#blocksFor(table);
    try {
      await table.scan(this.#report, (row) => this.#readLine(row), {
        expressOf: this.#expressFor(table),
        blocks,
        onProgress: this.#options.onProgress,
      });
    } finally {
      await blocks?.finish();
    }
    this.#tally.endFile();
    const { repeatedInFile, continuedInFile } = this.#seenOrders ?? {};
    if (repeatedInFile) this.#fileFindings.push(repeatedOrders(table.headerPlace, repeatedInFile));
    if (continuedInFile) this.#fileFindings.push(dividedOrders(table.headerPlace, continuedInFile));
  }

  /** Of deals only the won ones are orders. */
  #filterFor(table: Table<OrderField>): (status: string) => boolean {
    const ofDeals = isOfDeals(table.header);
    if (!table.columns.has("status")) {
      if (ofDeals && table.columns.size > 0) this.#fileFindings.push(dealsWithoutStage(table.headerPlace));
      return () => false;
    }
    this.#dealsPlace ??= ofDeals ? table.headerPlace : undefined;
    return statusFilter(ofDeals, this.#options);
  }

  #blocksFor(table: Table<OrderField>): OrderBlocks | undefined {
    const { helper, linesBeforeHelp } = this.#options;
    if (helper === undefined || this.#sink.packed === undefined || this.#seenOrders !== undefined) return undefined;
    return new OrderBlocks(helper, table, this.#tally, linesBeforeHelp);
  }

  /** The express lane of a file, where the sink takes lines as numbers. */
  #expressFor({ columns, width }: Table<OrderField>): ExpressOf | undefined {
    const orders = this.#sink.packed;
    if (orders === undefined) return undefined;
    return (record, places) => {
      const express = new OrderExpress({
        record,
        places,
        columns,
        width,
        orders,
        tally: this.#tally,
        isSkipped: this.#isSkipped,
        clientIds: this.#clientIds,
        seenOrders: this.#seenOrders,
      });
      return (ahead) => express.takes(ahead);
    };
  }

  finish(): Reading<OrderHistory, AboutOrders> {
    const tables = this.#tables;
    const place = tables[0]?.headerPlace;
    const judged = this.#tally.judge(this.#findings.kept, this.#options.maxUnusableShare ?? 0.01, place);
    const files: readonly AboutFile[] = tables.map(({ about }) => about);
    const about = this.#tally.about(files, this.#findings.hidden);
    const findings = [...this.#fileFindings, ...judged, ...this.#dealFindings(about)].sort(compareFindings);
    const { firstDay, lastDay } = about;
    return {
      value: { columns: columnsOf(tables), ...present("firstDay", firstDay), ...present("lastDay", lastDay) },
      findings,
      about,
    };
  }

  #dealFindings({ lines, skipped }: AboutOrders): Finding[] {
    const noneWon = this.#dealsPlace !== undefined && lines > 0 && skipped.lines === lines;
    const shared = this.#sharedDeals;
    return [
      ...(noneWon
        ? [noWonDeals(this.#dealsPlace as Place, skipped.byStatus, this.#options.wonStages ?? usualWonStages)]
        : []),
      ...(shared ? [sharedDeals(shared.place, shared.lines, shared)] : []),
    ];
  }

  #readLine(row: Row<OrderField>): void {
    this.#tally.lines++;
    const report: Report = (finding) => this.#findings.add(finding, this.#options.onReject ? row.raw : "");
    if (row.misfit) {
      report(row.misfit);
      this.#tally.addUnusable(undefined);
      return;
    }
    const status = row.text("status");
    if (this.#isSkipped(status)) {
      this.#tally.addSkipped(status);
      return;
    }
    this.#takeLine(row, readOrderCells(row, report));
  }

  #onUnknown(row: Row<OrderField>): ((finding: Finding) => void) | undefined {
    const { onReject } = this.#options;
    return onReject && ((finding) => onReject(finding, row.raw));
  }

  #takeLine(row: Row<OrderField>, { orderId, client, day, amount, optional }: OrderCells): void {
    const clientId = this.#clientIds ? this.#clientIds.find(client) : (client as ClientId);
    const isUnknown = client !== "" && clientId === undefined;
    if (isUnknown) this.#tally.addUnknownClient(client, amount, () => row.place("client_id"), this.#onUnknown(row));
    if (orderId === "" || client === "" || day === undefined || amount === undefined || clientId === undefined) {
      this.#tally.addUnusable(amount);
      return;
    }
    this.#tally.countCurrency(currencyOfLine(row), () => row.place("amount"));
    const line: OrderLine = { orderId, clientId, day, amount, ...optional };
    if (this.#seenOrders?.isRepeated(comparedLine(line, this.#numbers))) {
      this.#tally.repeatedLines++;
      return;
    }
    this.#tally.addUsed(day, amount);
    if (this.#clientIds?.isShared(client)) {
      this.#sharedDeals ??= { place: row.place("client_id"), order: orderId, client, lines: 0 };
      this.#sharedDeals.lines++;
    }
    this.#sink.add(line);
  }
}

type LineNumbers = Omit<PackedOrders, "append">;

/** Numbers for what lines name, for a sink that has none. */
function ownNumbers(): LineNumbers {
  return {
    clientNumber: numbering(),
    itemNumber: numbering(),
    categoryNumber: numbering(),
    isSelfService: () => false,
  };
}

function numbering(): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
}

/** The line as the express lane has it. */
function comparedLine(line: OrderLine, numbers: LineNumbers): ComparedLine {
  return {
    order: orderNumber(line.orderId),
    client: numbers.clientNumber(line.clientId),
    day: line.day,
    amount: line.amount,
    item: line.sku === undefined ? -1 : numbers.itemNumber(line.sku),
    category: line.category === undefined ? -1 : numbers.categoryNumber(line.category),
    flags: flagsOf(line, numbers.isSelfService),
    unitPrice: line.unitPrice ?? Number.NaN,
    listPrice: line.listPrice ?? Number.NaN,
  };
}

/** What lines of several files are compared by, given the columns that all of them have. */
function comparedColumns(columns: OrderColumns): ComparedColumns {
  const { sku: item, category, unitPrice, listPrice } = columns;
  const flags =
    (columns.quoteId ? LineFlag.quote : 0) |
    (columns.projectId ? LineFlag.project : 0) |
    (columns.error ? LineFlag.enteredWrongly : 0) |
    (columns.channel ? LineFlag.selfService : 0);
  return { item, category, unitPrice, listPrice, flags };
}

function knownClients({ clients, clientIds }: OrderOptions): ClientIds | undefined {
  if (clients !== undefined) return new ClientIds(clients);
  return clientIds && new ClientIds(Array.from(new Set(clientIds), (id) => ({ id })));
}

function columnsOf(tables: readonly Table<OrderField>[]): OrderColumns {
  const inAll = (field: OrderField) => tables.length > 0 && tables.every(({ columns }) => columns.has(field));
  return {
    sku: inAll("sku"),
    category: inAll("category"),
    unitPrice: inAll("unit_price"),
    listPrice: inAll("list_price"),
    channel: inAll("channel"),
    quoteId: inAll("quote_id"),
    projectId: inAll("project_id"),
    error: inAll("error"),
  };
}
