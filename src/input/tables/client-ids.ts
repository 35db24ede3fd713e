import type { ClientId } from "../../domain/ids.ts";
import { headerKey } from "../columns/headers.ts";
import { listOf } from "./cells.ts";
import { salesforceKey } from "./salesforce-ids.ts";

/** What an order may call its client by. */
export interface KnownClient {
  readonly id: ClientId;
  readonly name?: string;
}

/**
 * Finds a client by an id, or a name, as another file writes it, and gives the spelling of the clients file. Each index is made when it is
 * first asked: most files write every id as the clients file does.
 */
export class ClientIds {
  readonly #clients: readonly KnownClient[];
  #exact: ReadonlySet<string> | undefined;
  /** Salesforce ids by their 15 characters, which are the whole id: the 18-character form only adds a checksum. */
  #short: ReadonlyMap<string, ClientId> | undefined;
  /** Names without regard to case and spacing; undefined where clients share one. */
  #byName: ReadonlyMap<string, ClientId | undefined> | undefined;
  /** Ids without regard to case and spacing; undefined where clients share one. */
  #byLooseId: ReadonlyMap<string, ClientId | undefined> | undefined;

  constructor(clients: Iterable<KnownClient>) {
    this.#clients = [...clients];
  }

  /** The only client whose id differs in case or spacing alone. Whoever asks has found no exact one, and says what was matched. */
  findInAnotherCase(written: string): ClientId | undefined {
    // A Salesforce id in another case is the id of another record.
    this.#byLooseId ??= uniqueKeys(this.#clients, ({ id }) =>
      salesforceKey(id) === undefined ? looseKey(id) : undefined,
    );
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
    this.#exact ??= new Set(this.#clients.map(({ id }) => id));
    if (this.#exact.has(written)) return written as ClientId;
    return this.#findBySalesforceId(written) ?? this.#findByName(written);
  }

  #findBySalesforceId(written: string): ClientId | undefined {
    const key = salesforceKey(written);
    if (key === undefined) return undefined;
    this.#short ??= new Map(this.#clients.map(({ id }) => [salesforceKey(id) ?? id, id]));
    return this.#short.get(key);
  }

  #findByName(written: string): ClientId | undefined {
    this.#byName ??= uniqueKeys(this.#clients, ({ id, name }) =>
      name === undefined || name === id ? undefined : headerKey(name),
    );
    return this.#byName.size === 0 ? undefined : this.#byName.get(headerKey(written));
  }
}

/** Without case and spaces; `-` and `_` part numbers: 1-23 is not 12-3. */
function looseKey(id: string): string {
  return id.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
}

/** The clients by a key; undefined where several share one. A client without a key is left out. */
function uniqueKeys(
  clients: readonly KnownClient[],
  keyOf: (client: KnownClient) => string | undefined,
): ReadonlyMap<string, ClientId | undefined> {
  const found = new Map<string, ClientId | undefined>();
  for (const client of clients) {
    const key = keyOf(client);
    if (key !== undefined) found.set(key, found.has(key) ? undefined : client.id);
  }
  return found;
}
