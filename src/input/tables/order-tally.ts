import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Cents } from "../../domain/money.ts";
import type { Place } from "../../domain/place.ts";
import type { AboutFile } from "../about.ts";
import { mixedCurrencies, unknownClient, unusableOrders } from "../problems.ts";
import { keptPerCode } from "./bounded-findings.ts";
import { present } from "./cells.ts";

/** Lines and the sum of their absolute amounts, as far as these could be read. */
export interface LinesAndAmount {
  readonly lines: number;
  readonly amount: Cents;
}

/** What became of the lines of one file, or of all: `lines` = used + unusable + skipped + repeated. */
export interface OrderCounts {
  /** Days of the first and last line used. */
  readonly firstDay?: Day;
  readonly lastDay?: Day;
  readonly lines: number;
  readonly used: LinesAndAmount;
  /** Lines that cannot be used, those of unknown clients among them. */
  readonly unusable: LinesAndAmount;
  /** Lines left out because of their status. */
  readonly skipped: { readonly lines: number };
  /** Lines that an earlier file has too. */
  readonly repeatedLines: number;
}

/** What was understood of the order history. */
export interface AboutOrders extends OrderCounts {
  readonly files: readonly AboutFile[];
  /** Of each of `files`. */
  readonly countsOfFiles: readonly OrderCounts[];
  readonly ofUnknownClients: LinesAndAmount;
  /** Lines left out because of their status, by status as written, the commonest first. */
  readonly skipped: {
    readonly lines: number;
    readonly byStatus: readonly { readonly status: string; readonly lines: number }[];
  };
  /** The currency of the amounts, where the file tells one. */
  readonly currency?: string;
  /** Findings that are counted only, by code. */
  readonly hiddenFindings: readonly { readonly code: string; readonly count: number }[];
}

/** Problems of single lines: warnings while few lines are lost. */
const lineCodes = new Set(["EB101", "EB115", "EB116", "EB117", "EB118", "EB121"]);

class Sum {
  lines = 0;
  amount = 0;

  add(amount: number | undefined): void {
    this.lines++;
    this.amount += Math.abs(amount ?? 0);
  }

  get value(): LinesAndAmount {
    return { lines: this.lines, amount: this.amount as Cents };
  }
}

/** Adds up what became of each order line. */
export class OrderTally {
  lines = 0;
  repeatedLines = 0;
  readonly #used = new Sum();
  readonly #unusable = new Sum();
  readonly #unknown = new Sum();
  readonly #unknownClients = new Map<string, { readonly place: Place; lines: number }>();
  readonly #skipped = new Map<string, number>();
  readonly #currencies = new Map<string, { lines: number; readonly place: Place }>();
  readonly #ofFiles: OrderCounts[] = [];
  /** Days of the first and last line used of the present file. */
  #firstDay: Day | undefined;
  #lastDay: Day | undefined;

  /** To be called after the last line of each file. */
  endFile(): void {
    const before = this.#ofFiles.reduce(
      (sums, one) => ({
        lines: sums.lines + one.lines,
        used: plus(sums.used, one.used),
        unusable: plus(sums.unusable, one.unusable),
        skipped: sums.skipped + one.skipped.lines,
        repeated: sums.repeated + one.repeatedLines,
      }),
      { lines: 0, used: nothing, unusable: nothing, skipped: 0, repeated: 0 },
    );
    this.#ofFiles.push({
      ...present("firstDay", this.#firstDay),
      ...present("lastDay", this.#lastDay),
      lines: this.lines - before.lines,
      used: minus(this.#used.value, before.used),
      unusable: minus(this.#unusable.value, before.unusable),
      skipped: { lines: this.#skippedLines - before.skipped },
      repeatedLines: this.repeatedLines - before.repeated,
    });
    this.#firstDay = undefined;
    this.#lastDay = undefined;
  }

  get #skippedLines(): number {
    return [...this.#skipped.values()].reduce((sum, lines) => sum + lines, 0);
  }

  addUsed(day: Day, amount: Cents): void {
    this.#used.add(amount);
    if (this.#firstDay === undefined || day < this.#firstDay) this.#firstDay = day;
    if (this.#lastDay === undefined || day > this.#lastDay) this.#lastDay = day;
  }

  /** Adds lines that were read elsewhere, all of them used. */
  addBlock({
    lines,
    amount,
    firstDay,
    lastDay,
  }: LinesAndAmount & { readonly firstDay: Day; readonly lastDay: Day }): void {
    if (lines === 0) return;
    this.lines += lines;
    this.#used.lines += lines;
    this.#used.amount += amount;
    if (this.#firstDay === undefined || firstDay < this.#firstDay) this.#firstDay = firstDay;
    if (this.#lastDay === undefined || lastDay > this.#lastDay) this.#lastDay = lastDay;
  }

  /** Whether a line has told its currency. */
  get hasCurrency(): boolean {
    return this.#currencies.size > 0;
  }

  addUnusable(amount: Cents | undefined): void {
    this.#unusable.add(amount);
  }

  /**
   * The first few unknown clients get one finding each, for all their lines. The line is to be added as unusable too.
   */
  addUnknownClient(
    id: string,
    amount: Cents | undefined,
    placeOf: () => Place,
    onReject?: (finding: Finding) => void,
  ): void {
    this.#unknown.add(amount);
    onReject?.(unknownClient(placeOf(), id, 1));
    const known = this.#unknownClients.get(id);
    if (known) known.lines++;
    else if (this.#unknownClients.size < keptPerCode) this.#unknownClients.set(id, { place: placeOf(), lines: 1 });
  }

  addSkipped(status: string): void {
    this.#skipped.set(status, (this.#skipped.get(status) ?? 0) + 1);
  }

  /** Counts a line in this currency, where it tells one; the place is asked for the first line of each. */
  countCurrency(currency: string | undefined, placeOf: () => Place): void {
    if (currency === undefined || currency === "") return;
    const known = this.#currencies.get(currency);
    if (known) known.lines++;
    else if (this.#currencies.size < keptPerCode) this.#currencies.set(currency, { lines: 1, place: placeOf() });
  }

  /** The findings with their severity: those of single lines are errors when more than the allowed share is lost. */
  judge(kept: readonly Finding[], maxUnusableShare: number, place: Place | undefined): readonly Finding[] {
    const tooMany = this.#tooMany(maxUnusableShare, place);
    const unknown = [...this.#unknownClients].map(([id, client]) => unknownClient(client.place, id, client.lines));
    const severity = tooMany ? "error" : "warning";
    const judged = [...kept, ...unknown].map((finding) =>
      lineCodes.has(finding.code) ? ({ ...finding, severity } as const) : finding,
    );
    return [...judged, ...this.#mixedCurrencies(), ...(tooMany ? [tooMany] : [])];
  }

  about(files: readonly AboutFile[], hidden: AboutOrders["hiddenFindings"]): AboutOrders {
    const byStatus = [...this.#skipped].map(([status, lines]) => ({ status, lines })).sort((a, b) => b.lines - a.lines);
    const listed = [...this.#unknownClients.values()].reduce((sum, { lines }) => sum + lines, 0);
    const unlisted = this.#unknown.lines - listed;
    const days = this.#ofFiles
      .flatMap(({ firstDay, lastDay }) => [firstDay, lastDay])
      .filter((day) => day !== undefined);
    return {
      files,
      countsOfFiles: this.#ofFiles,
      ...(days.length > 0 && { firstDay: Math.min(...days) as Day, lastDay: Math.max(...days) as Day }),
      lines: this.lines,
      used: this.#used.value,
      unusable: this.#unusable.value,
      ofUnknownClients: this.#unknown.value,
      skipped: { lines: this.#skippedLines, byStatus },
      repeatedLines: this.repeatedLines,
      ...present("currency", this.#currencies.size === 1 ? [...this.#currencies.keys()][0] : undefined),
      hiddenFindings: unlisted > 0 ? [...hidden, { code: "EB101", count: unlisted }] : hidden,
    };
  }

  #tooMany(limit: number, place: Place | undefined): Finding | undefined {
    const judged = this.lines;
    const amounts = this.#used.amount + this.#unusable.amount;
    const amountShare = amounts === 0 ? 0 : this.#unusable.amount / amounts;
    const unusable = this.#unusable.lines;
    if (place === undefined || unusable === 0) return undefined;
    if (unusable / judged <= limit && amountShare <= limit) return undefined;
    return unusableOrders(place, { unusable, all: judged, amountShare, limit });
  }

  #mixedCurrencies(): readonly Finding[] {
    if (this.#currencies.size < 2) return [];
    const byLines = [...this.#currencies].sort((a, b) => b[1].lines - a[1].lines);
    const second = (byLines[1] as (typeof byLines)[number])[1];
    return [
      mixedCurrencies(
        second.place,
        byLines.map(([currency, { lines }]) => [currency, lines] as const),
      ),
    ];
  }
}

const nothing: LinesAndAmount = { lines: 0, amount: 0 as Cents };

function plus(a: LinesAndAmount, b: LinesAndAmount): LinesAndAmount {
  return { lines: a.lines + b.lines, amount: (a.amount + b.amount) as Cents };
}

function minus(a: LinesAndAmount, b: LinesAndAmount): LinesAndAmount {
  return { lines: a.lines - b.lines, amount: (a.amount - b.amount) as Cents };
}
