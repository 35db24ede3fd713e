import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { stringify } from "csv-stringify/sync";
import type { Finding } from "../domain/finding.ts";
import { type AboutFile, readLines, type Source } from "../input/index.ts";
import { guardCell } from "../report/safe-text.ts";
import { UsageError } from "./io.ts";

const HEADER = ["file", "line", "column", "code", "problem", "remedy", "row"];
/** Written to the disk whenever so much has come together: there may be millions of bad rows. */
const SPOOLED = 1 << 20;

/**
 * `--rejects FILE`: every row that cannot be used, with what is wrong, what to do and the row itself; a row with two problems stands there
 * twice. Written under a temporary name while the tables are read, and renamed by `finish`; there is a file also when no row was bad,
 * so that nobody takes an older one for this run's.
 */
export class Rejects {
  readonly #path: string;
  readonly #temporary: string;
  readonly #file: number;
  #text = stringify([HEADER]);

  constructor(path: string) {
    this.#path = path;
    this.#temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    this.#file = orUsageError(path, () => {
      mkdirSync(dirname(path), { recursive: true });
      return openSync(this.#temporary, "w");
    });
  }

  add({ place, code, message, remedy }: Finding, row: string): void {
    const cells = [place?.file ?? "", message, remedy, row].map(guardCell);
    const [file, problem, advice, text] = cells;
    this.#text += stringify([[file, place?.line ?? "", place?.column ?? "", code, problem, advice, text]]);
    if (this.#text.length > SPOOLED) this.#spool();
  }

  /** Adds what is wrong with the rows of a table that is held in memory; its rows are looked up in the file. */
  async addRows(source: Source, about: AboutFile, findings: readonly Finding[]): Promise<void> {
    const ofRows = findings.filter(
      ({ place, severity }) =>
        severity !== "info" && place?.file === about.file && place.line > (about.headerLine ?? 0),
    );
    if (ofRows.length === 0) return;
    const wanted = new Set(ofRows.map(({ place }) => place?.line ?? 0));
    const rows = typeof source === "string" ? await readLines(source, about.encoding ?? "utf-8", wanted) : new Map();
    for (const finding of ofRows) this.add(finding, rows.get(finding.place?.line ?? 0) ?? "");
  }

  finish(): void {
    orUsageError(this.#path, () => {
      this.#spool();
      closeSync(this.#file);
      renameSync(this.#temporary, this.#path);
    });
  }

  /** Leaves nothing behind, when the run ends before `finish`. */
  discard(): void {
    rmSync(this.#temporary, { force: true });
  }

  #spool(): void {
    writeSync(this.#file, this.#text);
    this.#text = "";
  }
}

function orUsageError<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`cannot write ${path}: ${code}; check the folder and its permissions`);
  }
}
