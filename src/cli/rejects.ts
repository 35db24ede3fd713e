import { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { stringify } from "csv-stringify/sync";
import type { Finding } from "../domain/finding.ts";
import { type AboutFile, readLines, type Source } from "../input/index.ts";
import { guardCell, safeText } from "../report/safe-text.ts";
import { type Io, UsageError } from "./io.ts";
import { refuseFolders, refuseInputs, temporaryBeside, whyNot } from "./write-files.ts";

const HEADER = ["file", "line", "column", "code", "problem", "remedy", "row"];
/** Written to the disk whenever so much has come together: there may be millions of bad rows. */
const SPOOLED = 1 << 20;

/**
 * `--rejects FILE`: every row that cannot be used, with what is wrong, what to do and the row itself; a row with two problems stands there
 * twice. Written under a temporary name while the tables are read, and renamed by `finish`; there is a file also when no row was bad,
 * so that nobody takes an older one for this run's. Without the option nothing happens.
 */
export class Rejects {
  readonly #name: string | undefined;
  readonly #io: Io;
  #temporary = "";
  #file: number | undefined;
  #text = "";
  #count = 0;
  #isWritten = false;

  /** @param name the file as the user calls it. */
  constructor(name: string | undefined, io: Io) {
    this.#name = name;
    this.#io = io;
  }

  /** Opens the temporary file; never beside a folder that is not there, never over an input of the run. */
  async open(inputs: readonly string[]): Promise<void> {
    if (this.#name === undefined) return;
    const path = this.#path;
    await refuseInputs([{ path }], inputs);
    await refuseFolders([{ path }]);
    if (!existsSync(dirname(path)))
      throw new UsageError(`cannot write ${this.#name}: there is no folder ${dirname(this.#name)}; make it first`);
    this.#temporary = temporaryBeside(path);
    this.#file = orUsageError(this.#name, () => openSync(this.#temporary, "wx"));
    this.#text = stringify([HEADER]);
  }

  /** The file's name, where rows are written to one. */
  get name(): string | undefined {
    return this.#file === undefined ? undefined : this.#name;
  }

  /** "bad.csv: 3 rows that cannot be used", once it is written. */
  get written(): string | undefined {
    if (!this.#isWritten) return undefined;
    const rows = this.#count === 1 ? "1 problem of a row" : `${this.#count} problems of rows`;
    return `${safeText(this.#name ?? "")}, which has ${this.#count === 0 ? "no row, for none is bad" : `${rows} that cannot be used`}`;
  }

  /** What a run that stops has written all the same; absent where it is nothing. */
  get outcome(): string | undefined {
    const { written } = this;
    return written === undefined ? undefined : `Nothing was written but ${written}.`;
  }

  add({ place, code, message, remedy }: Finding, row: string): void {
    if (this.#file === undefined) return;
    this.#count++;
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
    if (ofRows.length === 0 || this.#file === undefined) return;
    const wanted = new Set(ofRows.map(({ place }) => place?.line ?? 0));
    const rows = typeof source === "string" ? await readLines(source, about.encoding ?? "utf-8", wanted) : new Map();
    for (const finding of ofRows) this.add(finding, rows.get(finding.place?.line ?? 0) ?? "");
  }

  finish(): void {
    const file = this.#file;
    if (file === undefined || this.#isWritten) return;
    orUsageError(this.#name ?? "", () => {
      this.#spool();
      closeSync(file);
      renameSync(this.#temporary, this.#path);
    });
    this.#isWritten = true;
  }

  /** Leaves nothing behind, when the run ends before `finish`. */
  discard(): void {
    if (this.#file !== undefined && !this.#isWritten) rmSync(this.#temporary, { force: true });
  }

  get #path(): string {
    return resolve(this.#io.cwd, this.#name ?? "");
  }

  #spool(): void {
    if (this.#file !== undefined) writeSync(this.#file, this.#text);
    this.#text = "";
  }
}

function orUsageError<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`cannot write ${path}: ${whyNot(code)}`);
  }
}
