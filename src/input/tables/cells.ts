import { nearest } from "../../config/nearest.ts";
import type { Cents } from "../../domain/money.ts";
import { type Decimal, toCents, toNumber } from "../columns/numbers.ts";
import { badChoice, badNumber } from "../problems.ts";
import type { Report, Row } from "../rows/row.ts";

/** The parts of a cell that holds a list, parted by `;` or `|`. */
export function listOf(text: string): readonly string[] {
  if (text === "") return [];
  return text
    .split(/[;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

const yes = ["true", "yes", "1", "да", "y", "x", "ja", "истина"];
const no = ["false", "no", "0", "нет", "n", "nein", "ложь"];

/** What a word for true or false means, in English, Russian or German; nothing for any other. */
export function wordMeans(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return yes.includes(word) ? true : no.includes(word) ? false : undefined;
}

/** True or false, or nothing for an empty cell; any other word is reported. */
export function readBoolean<Field extends string>(row: Row<Field>, field: Field, report: Report): boolean | undefined {
  const text = row.text(field);
  const meant = wordMeans(text);
  if (text === "" || meant !== undefined) return meant;
  report(badChoice(row.place(field), row.header(field), text, ["true", "false", "yes", "no", "1", "0"], undefined));
  return undefined;
}

/** One of a few words, or nothing for an empty cell; any other word is reported. */
export function readChoice<Field extends string, Choice extends string>(
  row: Row<Field>,
  field: Field,
  choices: readonly Choice[],
  report: Report,
): Choice | undefined {
  const text = row.text(field);
  if (text === "") return undefined;
  const choice = choices.find((candidate) => candidate === text.toLowerCase());
  if (choice === undefined)
    report(badChoice(row.place(field), row.header(field), text, choices, nearest(text, choices)));
  return choice;
}

/** Money in cents. */
export function readCents<Field extends string>(row: Row<Field>, field: Field, report: Report): Cents | undefined {
  const decimal = row.decimal(field, report);
  if (decimal === undefined) return undefined;
  const cents = toCents(decimal);
  if (cents === undefined)
    report(badNumber(row.place(field), row.header(field), row.text(field), "an amount below 90 trillion"));
  return cents;
}

/** A count: a whole number from 0. */
export function readCount<Field extends string>(row: Row<Field>, field: Field, report: Report): number | undefined {
  return readPlain(row, field, report, "a whole number from 0", isWhole);
}

/** A number from 0, such as hours. */
export function readAmount<Field extends string>(row: Row<Field>, field: Field, report: Report): number | undefined {
  return readPlain(row, field, report, "a number from 0", ({ negative }) => !negative);
}

function readPlain<Field extends string>(
  row: Row<Field>,
  field: Field,
  report: Report,
  expected: string,
  fits: (decimal: Decimal) => boolean,
): number | undefined {
  const decimal = row.decimal(field, report);
  if (decimal === undefined) return undefined;
  if (fits(decimal)) return toNumber(decimal);
  report(badNumber(row.place(field), row.header(field), row.text(field), expected));
  return undefined;
}

function isWhole({ negative, whole, fraction }: Decimal): boolean {
  return !negative && /^0*$/.test(fraction) && whole.length <= 15;
}

/** `{ [key]: value }`, or nothing when the value is undefined: an absent field stays absent. */
export function present<Key extends string, Value>(key: Key, value: Value | undefined): { [key in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { [key in Key]?: Value };
}

/** Like `present` for text, where empty means absent. */
export function presentText<Key extends string>(key: Key, text: string): { [key in Key]?: string } {
  return present(key, text === "" ? undefined : text);
}
