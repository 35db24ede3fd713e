/**
 * Chunks that can be looked at before they are taken, so that a stream can be examined and then read from its start.
 */
export class Peekable {
  #chunks: Buffer[] = [];
  #held = 0;
  #complete = false;
  readonly #source: AsyncIterator<Buffer>;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /**
   * The first `bytes` bytes or more, or all there are. The same bytes are given again by `peek` and by the iteration.
   */
  async peek(bytes: number): Promise<{ readonly head: Buffer; readonly complete: boolean }> {
    while (this.#held < bytes && !this.#complete) {
      const next = await this.#source.next();
      if (next.done) {
        this.#complete = true;
      } else {
        // A piece is good until the next one is asked for.
        this.#chunks.push(Buffer.from(next.value));
        this.#held += next.value.length;
      }
    }
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return { head: this.#chunks[0] ?? Buffer.alloc(0), complete: this.#complete };
  }

  /** All bytes from the first one. May be iterated once. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    try {
      for (const held of this.#chunks.splice(0)) yield held;
      for (let next = await this.#source.next(); !next.done; next = await this.#source.next()) yield next.value;
    } finally {
      await this.close();
    }
  }

  /** Lets go of what is behind, such as an open file. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
