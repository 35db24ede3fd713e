/** A place in a file, as an editor counts: lines and columns start at 1, columns count UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** First column after the cell, where it is known. */
  readonly endColumn?: number;
}
