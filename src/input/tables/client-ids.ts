import type { ClientId } from "../../domain/ids.ts";
import { headerKey } from "../columns/headers.ts";
import { listOf } from "./cells.ts";
import { salesforceKey } from "./salesforce-ids.ts";

/** What an order may call its client by. */
export interface KnownClient {
  readonly id: ClientId;
  readonly name?: string;
}

/** Finds a client by an id, or a name, as another file writes it, and gives the spelling of the clients file. */
export class ClientIds {
  readonly #exact = new Map<string, ClientId>();
  /** Salesforce ids by their 15 characters, which are the whole id: the 18-character form only adds a checksum. */
  readonly #short = new Map<string, ClientId>();

  /** Names without regard to case and spacing; undefined where clients share one. */
  readonly #byName = new Map<string, ClientId | undefined>();

  constructor(clients: Iterable<KnownClient>) {
    for (const { id, name } of clients) {
      this.#exact.set(id, id);
      const short = salesforceKey(id);
      if (short !== undefined) this.#short.set(short, id);
      if (name === undefined || name === id) continue;
      const key = headerKey(name);
      this.#byName.set(key, this.#byName.has(key) ? undefined : id);
    }
  }

  /** Ids without regard to case and spacing; undefined where clients share one. Made when first asked for. */
  #byLooseId: Map<string, ClientId | undefined> | undefined;

  /** The only client whose id differs in case or spacing alone. Whoever asks has found no exact one, and says what was matched. */
  findInAnotherCase(written: string): ClientId | undefined {
    if (!this.#byLooseId) {
      this.#byLooseId = new Map();
      for (const id of this.#exact.keys()) {
        // In another case it is the id of another record.
        if (salesforceKey(id) !== undefined) continue;
        const key = looseKey(id);
        this.#byLooseId.set(key, this.#byLooseId.has(key) ? undefined : (id as ClientId));
      }
    }
    return this.#byLooseId.get(looseKey(written));
  }

  /** The client with this id, or else the only one with this name. Of several parted by `;` the first counts. */
  find(written: string): ClientId | undefined {
    return this.#findOne(written) ?? (written.includes(";") ? this.#findOne(listOf(written)[0] ?? "") : undefined);
  }

  /** True for a cell of several ids, as deals of several companies have: only the first of them is found. */
  isShared(written: string): boolean {
    return written.includes(";") && this.#findOne(written) === undefined && new Set(listOf(written)).size > 1;
  }

  #findOne(written: string): ClientId | undefined {
    const exact = this.#exact.get(written);
    if (exact !== undefined) return exact;
    const short = this.#short.size === 0 ? undefined : salesforceKey(written);
    const bySalesforce = short === undefined ? undefined : this.#short.get(short);
    return bySalesforce ?? (this.#byName.size === 0 ? undefined : this.#byName.get(headerKey(written)));
  }
}

/** Without case and spaces; `-` and `_` part numbers: 1-23 is not 12-3. */
function looseKey(id: string): string {
  return id.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
}
