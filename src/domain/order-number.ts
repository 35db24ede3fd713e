/**
 * 53 bits of an order id as an exact number: two multiplicative hashes side by side (cyrb53). Order ids need telling apart within one
 * client only; of 10,000 orders of one client two clash with a chance of about 6 in a thousand million, and would then count as one order.
 */
export function orderNumber(id: string): number {
  let [one, two] = [FIRST_SEED, SECOND_SEED];
  for (let at = 0; at < id.length; at++) {
    const unit = id.charCodeAt(at);
    one = Math.imul(one ^ unit, FIRST_FACTOR);
    two = Math.imul(two ^ unit, SECOND_FACTOR);
  }
  return finished(one, two);
}

/** The same number from the bytes of an id, without making a text of it; NaN when they are not plain ASCII. */
export function orderNumberOfAscii(bytes: Uint8Array, start: number, end: number): number {
  let [one, two] = [FIRST_SEED, SECOND_SEED];
  let all = 0;
  for (let at = start; at < end; at++) {
    const unit = bytes[at] as number;
    all |= unit;
    one = Math.imul(one ^ unit, FIRST_FACTOR);
    two = Math.imul(two ^ unit, SECOND_FACTOR);
  }
  return all < 0x80 ? finished(one, two) : Number.NaN;
}

const FIRST_SEED = 0xdeadbeef | 0;
const SECOND_SEED = 0x41c6ce57;
const FIRST_FACTOR = 2654435761;
const SECOND_FACTOR = 1597334677;

function finished(first: number, second: number): number {
  const one = Math.imul(first ^ (first >>> 16), 2246822507) ^ Math.imul(second ^ (second >>> 13), 3266489909);
  const two = Math.imul(second ^ (second >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return (two & 0x1fffff) * 2 ** 32 + (one >>> 0);
}
