/**
 * The order lines of one client, by day; lines of one day in the order they were read. Columns of numbers, which the next client's lines
 * are written over: one such set serves all clients.
 */
export class ClientLines {
  count = 0;
  day = new Int32Array(256);
  /** Cents. */
  amount = new Float64Array(256);
  /** See `orderNumber`. */
  order = new Float64Array(256);
  /** Equal numbers mean the same item; -1 when the line names none; also for `category`. */
  item = new Int32Array(256);
  category = new Int32Array(256);
  /** Sums of `LineFlag`. */
  flags = new Uint8Array(256);
  /** NaN when the line has none; also for `listPrice`. */
  unitPrice = new Float64Array(256);
  listPrice = new Float64Array(256);

  /** Makes room for so many lines; what was there is gone. */
  reset(count: number): void {
    this.count = count;
    if (count <= this.day.length) return;
    const size = 2 ** Math.ceil(Math.log2(count));
    this.day = new Int32Array(size);
    this.amount = new Float64Array(size);
    this.order = new Float64Array(size);
    this.item = new Int32Array(size);
    this.category = new Int32Array(size);
    this.flags = new Uint8Array(size);
    this.unitPrice = new Float64Array(size);
    this.listPrice = new Float64Array(size);
  }
}
