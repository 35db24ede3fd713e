import { filledCells, isFooterText, isTotalRow } from "./layout.ts";

/** A footer has fewer rows than this. */
const longestFooter = 100;

/**
 * Tells rows of data from what stands between and under them: empty rows, sums, and the footer of a report. A row with
 * one filled cell after an empty row is held back: when data follows it was a broken row, when the file ends it was the
 * footer.
 */
export class Trailer<Held> {
  footerRows = 0;
  blankRows = 0;
  #afterBlank = false;
  #held: Held[] = [];
  readonly #width: number;
  readonly #needed: readonly number[];

  /** @param width number of cells of the header; `needed` are the positions of the columns that every row fills. */
  constructor(width: number, needed: readonly number[]) {
    this.#width = width;
    this.#needed = needed;
  }

  /**
   * True when the row is no data, or may be none; then `hold` makes what `release` gives back if it was data after all.
   */
  takes(cells: readonly string[], hold: () => Held): boolean {
    const filled = filledCells(cells);
    if (filled === 0) {
      this.blankRows++;
      this.#afterBlank = true;
      return true;
    }
    if (isTotalRow(cells, this.#needed) || isFooterText(cells)) {
      this.footerRows++;
      return true;
    }
    if (!this.#mayBeFooter(cells, filled)) return false;
    this.#held.push(hold());
    return true;
  }

  /** True when the row before was data: then a row that fills every needed cell is data, too. */
  get isIdle(): boolean {
    return !this.#afterBlank && this.#held.length === 0;
  }

  /** Call before each row of data: what was held back was data too. */
  release(): readonly Held[] {
    this.#afterBlank = false;
    return this.#held.length === 0 ? this.#held : this.#held.splice(0);
  }

  /** Call at the end of the file: what is still held was the footer. */
  finish(): void {
    this.footerRows += this.#held.splice(0).length;
  }

  #mayBeFooter(cells: readonly string[], filled: number): boolean {
    if (!this.#afterBlank || filled !== 1 || this.#held.length >= longestFooter) return false;
    return (cells.length === 1 && this.#width > 1) || this.#needed.length > 1;
  }
}
