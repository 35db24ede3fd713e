import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import { ambiguousDates, ambiguousNumbers, mixedForms } from "../problems.ts";
import { type DateForm, type DateOrder, evidenceOfOrder, readDay } from "./days.ts";
import { type DecimalMark, evidenceOfMark } from "./numbers.ts";
import type { FieldKind } from "./shape.ts";

/** How the numbers and dates of one column are written. */
export interface ColumnForm {
  readonly mark: DecimalMark;
  readonly order: DateOrder | undefined;
}

/** Where the rows of a sample stand: `placeOf(row)` gives the place of the column in that row. */
export interface ColumnSample {
  readonly header: string;
  readonly kind: FieldKind;
  readonly values: readonly string[];
  readonly placeOf: (row: number) => Place;
}

/** What the config fixes for a whole file. */
export interface GivenForms {
  readonly decimal?: DecimalMark | undefined;
  readonly dateOrder?: DateOrder | undefined;
}

/** The forms of all columns, and what stayed open. */
export interface Forms {
  /** By position in the samples. */
  readonly columns: readonly ColumnForm[];
  readonly findings: readonly Finding[];
  /** True when a larger sample could still settle a column. */
  readonly undecided: boolean;
}

/** Fewer than this share of a column in another form are slips of single cells. */
const shareOfSlips = 0.01;

/** Whether values in several forms, counted from the commonest, are a mixture and not a few slips. */
function isMixture([commonest = 0, ...rarer]: readonly number[]): boolean {
  const others = rarer.reduce((sum, count) => sum + count, 0);
  return others > shareOfSlips * (commonest + others);
}

/** What the values of one column tell, with the rows of each kind of evidence. */
class Evidence<Answer extends string> {
  readonly rows = new Map<Answer | "either", number[]>();

  constructor(values: readonly string[], tell: (value: string) => Answer | "either" | undefined) {
    values.forEach((value, row) => {
      const answer = value === "" ? undefined : tell(value);
      if (answer === undefined) return;
      const rows = this.rows.get(answer);
      if (rows) rows.push(row);
      else this.rows.set(answer, [row]);
    });
  }

  /** The answers that are not "either", the commonest first. */
  get answers(): readonly Answer[] {
    const known = [...this.rows].filter(([answer]) => answer !== "either") as [Answer, number[]][];
    return known.sort((a, b) => b[1].length - a[1].length).map(([answer]) => answer);
  }

  /** True when the rarer answers are too many to be slips of single cells, which are reported as bad values anyway. */
  get isMixed(): boolean {
    const counts = this.answers.map((answer) => this.rows.get(answer)?.length ?? 0);
    return isMixture(counts);
  }

  get open(): readonly number[] {
    return this.rows.get("either") ?? [];
  }
}

/**
 * Works out decimal marks and date orders from a sample of each column. A column is settled by its own values, else by
 * the other columns of the file, which come from the same settings; numbers at last by a comma as delimiter, which
 * leaves the dot as decimal mark. What stays open is an error, never a guess. Two answers in one column are an error
 * with the lines of each.
 */
export function settleForms(samples: readonly ColumnSample[], given: GivenForms, delimiter: string): Forms {
  const findings: Finding[] = [];
  const marks = settle(samples, "number", evidenceOfMark, given.decimal, delimiter === "," ? "." : undefined);
  const orders = settle(samples, "day", evidenceOfOrder, given.dateOrder, undefined);
  for (const { sample, evidence } of [...marks.mixed, ...orders.mixed]) findings.push(reportMixed(sample, evidence));
  for (const { sample, row } of marks.open)
    findings.push(ambiguousNumbers(sample.placeOf(row), sample.header, sample.values[row] as string));
  for (const { sample, row } of orders.open)
    findings.push(ambiguousDates(sample.placeOf(row), sample.header, sample.values[row] as string));
  const columns = samples.map((_, at) => ({ mark: marks.answers[at] ?? ".", order: orders.answers[at] }));
  return { columns, findings, undecided: marks.open.length + orders.open.length > 0 };
}

interface Settled<Answer extends string> {
  readonly answers: readonly (Answer | undefined)[];
  readonly mixed: readonly { readonly sample: ColumnSample; readonly evidence: Evidence<string> }[];
  readonly open: readonly { readonly sample: ColumnSample; readonly row: number }[];
}

function settle<Answer extends string>(
  samples: readonly ColumnSample[],
  kind: "day" | "number",
  tell: (value: string) => Answer | "either" | undefined,
  given: Answer | undefined,
  fallback: Answer | undefined,
): Settled<Answer> {
  if (given !== undefined) return { answers: samples.map(() => given), mixed: [], open: [] };
  const evidences = samples.map((sample) => new Evidence(sample.kind === kind ? sample.values : [], tell));
  const pooled = new Set(evidences.flatMap(({ answers }) => answers));
  const shared = pooled.size === 1 ? [...pooled][0] : undefined;
  const answers = evidences.map((evidence) => evidence.answers[0] ?? shared ?? fallback);
  const withSamples = evidences.map((evidence, at) => ({
    evidence,
    sample: samples[at] as ColumnSample,
    answer: answers[at],
  }));
  return {
    answers,
    mixed: withSamples.filter(({ evidence }) => evidence.isMixed),
    open: withSamples
      .filter(({ evidence, answer }) => answer === undefined && evidence.open.length > 0)
      .map(({ evidence, sample }) => ({ sample, row: evidence.open[0] as number })),
  };
}

const linesShown = 3;
const wordsFor: Readonly<Record<string, string>> = {
  ".": "decimal dot",
  ",": "decimal comma",
  dmy: "day before month",
  mdy: "month before day",
};

function reportMixed(sample: ColumnSample, evidence: Evidence<string>): Finding {
  const forms = evidence.answers.map((answer) => {
    const rows = evidence.rows.get(answer) as number[];
    return {
      form: wordsFor[answer] as string,
      lines: rows.slice(0, linesShown).map((row) => sample.placeOf(row).line),
      count: rows.length,
    };
  });
  const odd = evidence.rows.get(evidence.answers[evidence.answers.length - 1] as string) as number[];
  return mixedForms(sample.placeOf(odd[0] as number), sample.header, forms, "error");
}

/** Counts the forms of the dates of one column while all its rows are read, for a report of mixtures at the end. */
export class DateFormTally {
  readonly #forms = new Map<DateForm, { count: number; first: Place[] }>();

  count(form: DateForm, place: () => Place): void {
    let seen = this.#forms.get(form);
    if (!seen) {
      seen = { count: 0, first: [] };
      this.#forms.set(form, seen);
    }
    seen.count++;
    if (seen.first.length < linesShown) seen.first.push(place());
  }

  /** The form of all dates so far, when there is only one and further places of it are of no interest. */
  get settled(): DateForm | undefined {
    const [first, ...others] = this.#forms;
    return first !== undefined && others.length === 0 && first[1].count >= linesShown ? first[0] : undefined;
  }

  /** Whether `count` would ask for the place of a date in this form. */
  asksPlace(form: DateForm): boolean {
    return (this.#forms.get(form)?.count ?? 0) < linesShown;
  }

  /** Counts further dates in a form that has its places. */
  addSettled(form: DateForm, count: number): void {
    const seen = this.#forms.get(form);
    if (seen) seen.count += count;
  }

  get forms(): readonly DateForm[] {
    return [...this.#forms.keys()];
  }

  /**
   * The finding for a column in several forms. Excel serials among written dates are an error, unless they are very
   * few: Excel makes such a mixture when it swaps day and month wherever it can.
   */
  report(header: string): Finding | undefined {
    if (this.#forms.size < 2) return undefined;
    const byCount = [...this.#forms].sort((a, b) => b[1].count - a[1].count);
    const rarest = (byCount[byCount.length - 1] as (typeof byCount)[number])[1];
    const forms = byCount.map(([form, { count, first }]) => ({ form, count, lines: first.map(({ line }) => line) }));
    const swapped = this.#forms.has("Excel serial") && isMixture(byCount.map(([, { count }]) => count));
    return mixedForms(rarest.first[0] as Place, header, forms, swapped ? "error" : "warning");
  }
}

/** The day of a cell in the form of its column. */
export function dayInForm(text: string, form: ColumnForm) {
  return readDay(text, form.order);
}

/** The form of a column in words, for messages: "day.month.year" ... */
export function dateFormInWords({ order }: ColumnForm): string {
  return order === undefined ? "year-month-day" : order === "dmy" ? "day.month.year" : "month/day/year";
}
