import { newDecoder } from "./decoder.ts";
import type { EncodingName } from "./encoding.ts";

/**
 * Which 8-bit encoding a text is in. Method: read the bytes in each of the four, and give every character above ASCII
 * points for how well it fits its neighbours; the reading with the most points wins.
 *
 * - A Cyrillic letter earns its rounded frequency in Russian text (percent): the wrong tables turn о, е and а into rare
 *   letters or signs. A capital inside a word of small letters loses points: KOI8-R read as cp1251 swaps the case.
 * - A Cyrillic letter beside a Latin one loses points, a Western accented letter beside a plain Latin one earns some:
 *   that is how cp1252 is told from the Cyrillic three.
 * - A letter alone tells next to nothing: the euro sign of cp1252 is the letter А in cp866.
 * - Frames and control characters lose points, and so does any letter between two digits, where numbers have a no-break
 *   space; no-break spaces, dashes, №, guillemets, fractions and the like count nothing.
 */
export function likeliestLegacyEncoding(head: Buffer): EncodingName {
  const sample = aroundTheFirstForeignByte(head);
  let best: { encoding: EncodingName; points: number } | undefined;
  for (const encoding of candidates) {
    const points = fitness(newDecoder(encoding).decode(sample));
    if (best === undefined || points > best.points) best = { encoding, points };
  }
  return best?.encoding ?? "cp1252";
}

/** In order of preference where the points are equal, as for a file whose only foreign byte is a no-break space. */
const candidates = ["cp1252", "cp1251", "cp866", "koi8-r"] as const;

const sampleBytes = 64 * 1024;

function aroundTheFirstForeignByte(head: Buffer): Buffer {
  const first = head.findIndex((byte) => byte > 0x7f);
  const start = Math.max(0, first - 16);
  return head.subarray(start, start + sampleBytes);
}

// biome-ignore format: a table reads better in rows
const frequencyOfRussianLetters = new Map(
  Object.entries({
    о: 11, е: 8.5, а: 8, и: 7.4, н: 6.7, т: 6.3, с: 5.5, р: 4.7, в: 4.5, л: 4.4, к: 3.5, м: 3.2, д: 3, п: 2.8, у: 2.6,
    я: 2, ы: 1.9, ь: 1.7, г: 1.7, з: 1.6, б: 1.6, ч: 1.4, й: 1.2, х: 1, ж: 0.9, ш: 0.7, ю: 0.6, ц: 0.5, щ: 0.4, э: 0.3,
    ф: 0.3, ё: 0.1, ъ: 0.1, і: 1, ї: 0.5, є: 0.5, ґ: 0.1, ў: 0.1,
  }),
);
const neutral = /[\u00a0\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026№«»‹›°§©®™€£¥¢·¤¡¿ªº¹²³¼½¾±×÷µ¶´¸]/;
const misfit = -8;

function fitness(text: string): number {
  let points = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character > "\u007f" && !neutral.test(character))
      points += pointsOf(text[at - 1] ?? " ", character, text[at + 1] ?? " ");
  }
  return points;
}

function pointsOf(before: string, character: string, after: string): number {
  if (/\d/.test(before) && /\d/.test(after)) return misfit;
  if (/\p{Script=Cyrillic}/u.test(character)) return pointsOfCyrillic(before, character, after);
  if (/[\u00c0-\u024f]/.test(character) && /\p{L}/u.test(character)) return pointsOfWestern(before, character, after);
  return misfit;
}

function pointsOfCyrillic(before: string, character: string, after: string): number {
  if (/[a-z]/i.test(before) || /[a-z]/i.test(after)) return misfit;
  const small = character.toLowerCase();
  if (character !== small && isSmall(before)) return misfit;
  if (!/\p{L}/u.test(before) && !/\p{L}/u.test(after)) return 0;
  return frequencyOfRussianLetters.get(small) ?? misfit / 2;
}

function pointsOfWestern(before: string, character: string, after: string): number {
  if (character !== character.toLowerCase() && isSmall(before)) return misfit;
  const foreignNeighbours = [before, after].filter(
    (neighbour) => neighbour > "\u007f" && /\p{L}/u.test(neighbour),
  ).length;
  if (foreignNeighbours > 0) return -2;
  return /[a-z]/i.test(before + after) ? 5 : 1;
}

function isSmall(character: string): boolean {
  return character !== character.toUpperCase();
}
