import type { Dialect } from "./dialect.ts";

/** Somebody beside the scan who reads blocks of whole records, such as another thread. */
export interface BlockTaker {
  /** Whether it is ready at this place of the file. */
  readonly isReady: boolean;
  /**
   * Takes a block without quotes. Gives its number of records when all of them were read; nothing when one of them was unusual: then
   * none counts, and the scan has to read the block itself.
   *
   * @param block in UTF-8, in shared memory, left alone until the answer comes.
   */
  take(block: Uint8Array, dialect: Dialect): Promise<number | undefined>;
}

/** A block that was given away. */
export interface GivenBlock {
  readonly bytes: Buffer;
  /** Line in which it begins, as far as the lines before it are counted. */
  line: number;
  /** How many records the scan had taken itself when it gave the block away. */
  readonly recordsBefore: number;
  readonly answer: Promise<number | undefined>;
  isAnswered: boolean;
}

/** So many blocks may be given away and unanswered. */
const MOST_GIVEN = 3;
/** After so many blocks that came back unread the scan keeps all to itself: the file is not of the usual kind. */
const MOST_REFUSED = 4;

/** The blocks that were given away and not yet counted, in the order of the file. */
export class GivenBlocks {
  readonly #taker: BlockTaker | undefined;
  readonly #dialect: Dialect;
  readonly #given: GivenBlock[] = [];
  readonly #buffers: Buffer[] = [];
  #refused = 0;

  constructor(taker: BlockTaker | undefined, dialect: Dialect) {
    this.#taker = taker;
    this.#dialect = dialect;
  }

  get isWanted(): boolean {
    return this.#given.length < MOST_GIVEN && this.#refused < MOST_REFUSED && this.#taker?.isReady === true;
  }

  /** Copies the block: the piece it is cut from is written over soon. */
  give(block: Buffer, line: number, recordsBefore: number): void {
    const buffer = this.#buffers.pop() ?? newBuffer(block.length);
    const room = buffer.length >= block.length ? buffer : newBuffer(block.length);
    const bytes = room.subarray(0, block.copy(room));
    const answer = (this.#taker as BlockTaker).take(bytes, this.#dialect);
    const given: GivenBlock = { bytes, line, recordsBefore, answer, isAnswered: false };
    this.#given.push(given);
    const done = () => {
      given.isAnswered = true;
    };
    answer.then(done, done);
  }

  get isEmpty(): boolean {
    return this.#given.length === 0;
  }

  get isFirstAnswered(): boolean {
    return this.#given[0]?.isAnswered === true;
  }

  /** Takes the first block from the list. */
  takeFirst(): GivenBlock | undefined {
    return this.#given.shift();
  }

  /** Call when a block is done with, for its lines to be counted before those of the others. */
  close({ bytes }: GivenBlock, lines: number, refused: boolean): void {
    for (const later of this.#given) later.line += lines;
    if (refused) this.#refused++;
    this.#buffers.push(Buffer.from(bytes.buffer));
  }
}

function newBuffer(length: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(Math.max(length, 1 << 20)));
}
