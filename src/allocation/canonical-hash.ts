/**
 * Hashes for the canonical order. A colour is a whole number below 2^53 made of two 32-bit lanes; colours that belong
 * together are added up lane by lane, which does not depend on their order.
 */
const word = new Float64Array(1);
const bits = new Uint32Array(word.buffer);

/** Stirs `value` into the 32-bit state `state` (finaliser of MurmurHash3, A. Appleby, 2011). */
export function stir(state: number, value: number): number {
  let mixed = Math.imul(state ^ value, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** Stirs a floating-point number into `state` by its bits; 0 and -0 count as the same. */
export function stirNumber(state: number, value: number): number {
  word[0] = value + 0;
  return stir(stir(state, bits[0] as number), bits[1] as number);
}

/** One colour, below 2^53, out of two 32-bit lanes. */
export function colourOf(high: number, low: number): number {
  return (high >>> 0) * 0x200000 + (low >>> 11);
}

/** How many different values there are. */
export function countDistinct(colours: Float64Array): number {
  const sorted = colours.slice().sort();
  let distinct = sorted.length > 0 ? 1 : 0;
  for (let index = 1; index < sorted.length; index++) if (sorted[index] !== sorted[index - 1]) distinct++;
  return distinct;
}
