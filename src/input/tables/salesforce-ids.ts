// Salesforce ids: 15 characters whose case counts, or 18: three more that tell which of the 15 are capitals, five characters each, so
// that the id survives programs that do not tell cases apart.

/** How an id of a Salesforce record is written. */
export interface SalesforceId {
  /** The 15 characters that are the whole id; absent when the last three contradict them. */
  readonly key?: string;
  /** What happened to it on the way. */
  readonly state: "intact" | "lost its case" | "wrong checksum";
}

const SHORT = /^[A-Za-z0-9]{15}$/;
const LONG = /^[A-Za-z0-9]{15}[A-Za-z0-5]{3}$/;
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/**
 * Reads text as a Salesforce id; `undefined` when it has neither form. A long id in one case throughout is what a spreadsheet or
 * database left of it: its last three characters give the capitals back.
 */
export function readSalesforceId(text: string): SalesforceId | undefined {
  if (SHORT.test(text)) return { key: text, state: "intact" };
  if (!LONG.test(text)) return undefined;
  const short = text.slice(0, 15);
  if (checksumOf(short) === text.slice(15).toUpperCase()) return { key: short, state: "intact" };
  const oneCase = text === text.toLowerCase() || text === text.toUpperCase();
  const restored = oneCase ? withCapitals(short, text.slice(15).toUpperCase()) : undefined;
  return restored === undefined ? { state: "wrong checksum" } : { key: restored, state: "lost its case" };
}

/** The 15 case-sensitive characters of a Salesforce id in either form; nothing for what is no such id. */
export function salesforceKey(id: string): string | undefined {
  return readSalesforceId(id)?.key;
}

/** Prefixes by which the ids of these records begin, whatever the company. */
const PREFIXES = { account: "001", user: "005" } as const;

/** True for what can only be meant as the id of such a record, in 18 characters, and whose last three are not its checksum. */
export function hasWrongChecksum(text: string, record: keyof typeof PREFIXES): boolean {
  // An own number of 18 digits is no id of Salesforce: a checksum without letters is rare, and one over digits alone is AAA.
  if (!text.startsWith(PREFIXES[record]) || !/[A-Za-z]/.test(text.slice(0, 15))) return false;
  return readSalesforceId(text)?.state === "wrong checksum";
}

/**
 * What the 18-character form adds to the 15: each character tells which of five are capitals, the first in the lowest bit.
 */
export function checksumOf(short: string): string {
  let checksum = "";
  for (let start = 0; start < 15; start += 5) {
    let bits = 0;
    for (let at = 0; at < 5; at++) if (/[A-Z]/.test(short[start + at] as string)) bits |= 1 << at;
    checksum += SIGNS[bits];
  }
  return checksum;
}

/** The characters with the capitals that the checksum asks for; nothing when it asks for a capital where no letter is. */
function withCapitals(short: string, checksum: string): string | undefined {
  let id = "";
  for (let at = 0; at < 15; at++) {
    const capital = (SIGNS.indexOf(checksum[Math.floor(at / 5)] as string) >> (at % 5)) & 1;
    const character = short[at] as string;
    if (capital && !/[A-Za-z]/.test(character)) return undefined;
    id += capital ? character.toUpperCase() : character.toLowerCase();
  }
  return id;
}
