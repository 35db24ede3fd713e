import type { ClientId } from "../../domain/ids.ts";

/** Finds a client by an id as another file writes it, and gives the spelling of the clients file. */
export class ClientIds {
  readonly #exact = new Map<string, ClientId>();
  /** Salesforce ids by their 15 characters, which are the whole id: the 18-character form only adds a checksum. */
  readonly #short = new Map<string, ClientId>();

  constructor(ids: Iterable<ClientId>) {
    for (const id of ids) {
      this.#exact.set(id, id);
      const short = salesforceKey(id);
      if (short !== undefined) this.#short.set(short, id);
    }
  }

  find(written: string): ClientId | undefined {
    const exact = this.#exact.get(written);
    if (exact !== undefined || this.#short.size === 0) return exact;
    const short = salesforceKey(written);
    return short === undefined ? undefined : this.#short.get(short);
  }
}

/** The 15 case-sensitive characters of a Salesforce id in either form; nothing for what is no such id. */
export function salesforceKey(id: string): string | undefined {
  if (/^[A-Za-z0-9]{15}$/.test(id)) return id;
  if (!/^[A-Za-z0-9]{18}$/.test(id)) return undefined;
  const short = id.slice(0, 15);
  return salesforceChecksum(short) === id.slice(15).toUpperCase() ? short : undefined;
}

/** Each character of the checksum tells which of five characters are capitals, the first in the lowest bit. */
function salesforceChecksum(short: string): string {
  const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  let checksum = "";
  for (let start = 0; start < 15; start += 5) {
    let bits = 0;
    for (let at = 0; at < 5; at++) if (/[A-Z]/.test(short[start + at] as string)) bits |= 1 << at;
    checksum += signs[bits];
  }
  return checksum;
}
