import type { Day } from "../../domain/day.ts";
import type { Cents } from "../../domain/money.ts";
import type { OrderLine } from "../../domain/order-line.ts";
import { currencyNamed, currencyOf, type Decimal, timesInCents, toCents, toNumber } from "../columns/numbers.ts";
import { badNumber, missingValue } from "../problems.ts";
import type { Report, Row } from "../rows/row.ts";
import { present, presentText, readBoolean } from "./cells.ts";
import type { OrderField } from "./table-shapes.ts";

/** The cells of one order line. What a line cannot do without is empty or absent where the file has it wrong. */
export interface OrderCells {
  readonly orderId: string;
  /** The client as the file writes it. */
  readonly client: string;
  readonly day: Day | undefined;
  readonly amount: Cents | undefined;
  readonly optional: Omit<OrderLine, "orderId" | "clientId" | "day" | "amount">;
}

/** Reads all cells of a line and reports everything that is wrong with them. */
export function readOrderCells(row: Row<OrderField>, report: Report): OrderCells {
  const unitPrice = row.decimal("unit_price", report);
  return {
    orderId: needed(row, "order_id", report),
    client: needed(row, "client_id", report),
    day: needed(row, "order_date", report) === "" ? undefined : row.day("order_date", report),
    amount: readAmount(row, unitPrice, report),
    optional: {
      ...presentText("sku", row.text("sku")),
      ...presentText("category", row.text("category")),
      ...present("unitPrice", unitPrice && toNumber(unitPrice)),
      ...present("listPrice", readPrice(row, "list_price", report)),
      ...presentText("channel", row.text("channel")),
      ...presentText("quoteId", row.text("quote_id")),
      ...presentText("projectId", row.text("project_id")),
      ...present("enteredWrongly", readBoolean(row, "error", report)),
    },
  };
}

/** The currency of a line by its column, else by the sign beside its amount. */
export function currencyOfLine(row: Row<OrderField>): string | undefined {
  const amount = row.text("amount");
  const bare = /^-?\d/.test(amount) && /\d$/.test(amount);
  return currencyNamed(row.text("currency")) || (bare ? undefined : currencyOf(amount));
}

/** The text of a cell that must not be empty. */
function needed(row: Row<OrderField>, field: OrderField, report: Report): string {
  const text = row.text(field);
  if (text === "") report(missingValue(row.place(field), row.header(field), "the order line cannot be used"));
  return text;
}

/** The amount, or quantity times unit price where it is empty. */
function readAmount(row: Row<OrderField>, unitPrice: Decimal | undefined, report: Report): Cents | undefined {
  if (row.text("amount") !== "") return inRange(row, "amount", row.decimal("amount", report), toCents, report);
  if (row.text("quantity") === "" || row.text("unit_price") === "") {
    needed(row, "amount", report);
    return undefined;
  }
  const quantity = row.decimal("quantity", report);
  if (quantity === undefined) return undefined;
  return inRange(row, "unit_price", unitPrice, (price) => timesInCents(quantity, price), report);
}

function inRange(
  row: Row<OrderField>,
  field: OrderField,
  decimal: Decimal | undefined,
  cents: (decimal: Decimal) => Cents | undefined,
  report: Report,
): Cents | undefined {
  const amount = decimal && cents(decimal);
  if (decimal !== undefined && amount === undefined) {
    report(badNumber(row.place(field), row.header(field), row.text(field), "an amount below 90 trillion"));
  }
  return amount;
}

function readPrice(row: Row<OrderField>, field: OrderField, report: Report): number | undefined {
  const decimal = row.decimal(field, report);
  return decimal && toNumber(decimal);
}
