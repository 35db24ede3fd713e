import { createRequire } from "node:module";
import { basename } from "node:path";
import type { SingleBar } from "cli-progress";
import type { ReadProgress } from "../input/index.ts";
import { whole } from "../report/numbers.ts";
import { safeText } from "../report/safe-text.ts";
import type { CommonOptions } from "./common-options.ts";
import type { Io } from "./io.ts";

/** Files that take less show nothing. */
const QUIET_MILLISECONDS = 1000;
const BETWEEN_MILLISECONDS = 100;
const MEGABYTE = 1024 * 1024;

/**
 * Shows on a terminal how far the reading of a large file is: bytes, lines, lines a second, time left. The library is loaded when there is
 * something to show. The clock decides what is shown and never what is read.
 */
export class ReadProgressBar {
  readonly #io: Io;
  readonly #shown: boolean;
  readonly #now: () => number;
  #file = "";
  #started = 0;
  #last = 0;
  #bar: SingleBar | undefined;

  constructor(options: Pick<CommonOptions, "quiet">, io: Io, now: () => number = Date.now) {
    this.#io = io;
    this.#shown = io.stderrIsTty && !options.quiet;
    this.#now = now;
  }

  readonly show = (progress: ReadProgress): void => {
    if (!this.#shown) return;
    const now = this.#now();
    if (progress.file !== this.#file) this.#begin(progress.file, now);
    if (now - this.#started < QUIET_MILLISECONDS || now - this.#last < BETWEEN_MILLISECONDS) return;
    this.#last = now;
    this.#draw(progress, (now - this.#started) / 1000);
  };

  /** Takes the bar away before anything else is printed. */
  end(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #begin(file: string, now: number): void {
    this.end();
    this.#file = file;
    this.#started = now;
  }

  #draw({ file, bytes, size, rows }: ReadProgress, seconds: number): void {
    const total = Math.max(bytes, size ?? 0);
    const perSecond = Math.round(rows / seconds);
    const left = size === undefined ? "" : `, ${Math.ceil((seconds * (total - bytes)) / bytes)} s left`;
    const megabytes = `${whole(Math.round(bytes / MEGABYTE))}${size === undefined ? "" : ` of ${whole(Math.round(total / MEGABYTE))}`} MB`;
    const figures = `${megabytes}, ${whole(rows)} lines, ${whole(perSecond)} lines/s${left}`;
    this.#bar ??= this.#start(total, safeText(file), figures);
    this.#bar.update(bytes, { figures });
  }

  #start(total: number, file: string, figures: string): SingleBar {
    // A module of the old kind is loaded where it is needed, in the middle of a synchronous call.
    const library = createRequire(import.meta.url)("cli-progress") as typeof import("cli-progress");
    const bar = new library.SingleBar({
      format: `${basename(file).slice(-20)} [{bar}] {figures}`,
      barsize: 12,
      barCompleteChar: "=",
      barIncompleteChar: " ",
      stream: this.#io.stderr as NodeJS.WritableStream,
      clearOnComplete: true,
      hideCursor: false,
      gracefulExit: false,
    });
    bar.start(total, 0, { figures });
    return bar;
  }
}
