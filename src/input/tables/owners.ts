import type { Client } from "../../domain/client.ts";
import type { Finding } from "../../domain/finding.ts";
import type { RepId } from "../../domain/ids.ts";
import type { Place } from "../../domain/place.ts";
import { headerKey } from "../columns/headers.ts";
import { compareFindings, matchedOwner, moreMatchedOwners, severalOwners } from "../problems.ts";
import { keptPerCode } from "./bounded-findings.ts";
import { readSalesforceId, salesforceKey } from "./salesforce-ids.ts";

/** What is needed of a rep to be found as an owner. */
export interface PossibleOwner {
  readonly id: RepId;
  readonly name: string;
  readonly email?: string;
  /** The rep's user id in the CRM. */
  readonly crmId?: string;
}

/**
 * Writes the rep_id wherever a client names its seller or desk specialist otherwise: by CRM user id, name or e-mail, also in
 * another case or spacing, or by a short name that fits one rep only ("Reed A." for Ann Reed). What is not exact is reported
 * once for each spelling, the first few of them, and the rest as a number. A name that fits nobody stays as it is: that rep
 * has left.
 */
export function matchOwners(
  clients: readonly Client[],
  reps: readonly PossibleOwner[],
): { readonly value: readonly Client[]; readonly findings: readonly Finding[] } {
  const matcher = new OwnerMatcher(reps);
  const value = clients.map((client) => {
    const ownerId = client.ownerId && matcher.match(client.ownerId, client.place);
    const deskId = client.deskId && matcher.match(client.deskId, client.place);
    if (ownerId === client.ownerId && deskId === client.deskId) return client;
    return { ...client, ...(ownerId && { ownerId }), ...(deskId && { deskId }) };
  });
  return { value, findings: bounded(matcher.findings.sort(compareFindings)) };
}

/** The first few matches that a person may want to look at, and how many more there are; what fits several stays whole. */
function bounded(findings: readonly Finding[]): readonly Finding[] {
  const matches = findings.filter(({ severity }) => severity === "info");
  const firstHidden = matches[keptPerCode];
  if (firstHidden === undefined) return findings;
  const hidden = new Set(matches.slice(keptPerCode));
  const shown = findings.filter((finding) => !hidden.has(finding));
  return [...shown, moreMatchedOwners(firstHidden.place, hidden.size)].sort(compareFindings);
}

/** Finds the rep meant by an id, a name or an e-mail, as `matchOwners` describes. */
export class OwnerMatcher {
  readonly findings: Finding[] = [];
  readonly #reps: readonly PossibleOwner[];
  readonly #exact: ReadonlyMap<string, readonly RepId[]>;
  readonly #loose: ReadonlyMap<string, readonly RepId[]>;
  readonly #known = new Map<string, RepId>();

  constructor(reps: readonly PossibleOwner[]) {
    this.#reps = reps;
    this.#exact = indexBy(reps, ({ id, name, email, crmId }) => [
      ...[id, crmId].flatMap((one) => [one, one && salesforceKey(one)]),
      ...[name, email],
    ]);
    this.#loose = indexBy(reps, ({ id, name, email }) => [looseId(id), headerKey(name), headerKey(email ?? "")]);
  }

  /** The id of the rep meant by what is written, or what is written. */
  match(written: RepId, place: Place): RepId {
    const known = this.#known.get(written);
    if (known !== undefined) return known;
    const found = this.#reps.some(({ id }) => id === written) ? written : this.#search(written, place);
    this.#known.set(written, found);
    return found;
  }

  /** The only rep with this very id, name or e-mail. */
  exact(written: string): RepId | undefined {
    const ids = this.#reps.some(({ id }) => id === written) ? [written as RepId] : this.#exact.get(written);
    return ids?.length === 1 ? ids[0] : undefined;
  }

  #search(written: RepId, place: Place): RepId {
    const salesforce = readSalesforceId(written);
    const ways = [
      { how: undefined, ids: this.#exact.get(written) },
      {
        how: salesforce?.state === "intact" ? undefined : "a Salesforce id that lost its case",
        ids: this.#exact.get(salesforce?.key ?? written),
      },
      { how: "another case or spacing", ids: this.#loose.get(headerKey(written)) },
      { how: "a short form of the name", ids: this.#byShortName(written) },
    ];
    for (const { how, ids = [] } of ways) {
      const [id, ...others] = ids;
      if (id === undefined) continue;
      if (others.length > 0) {
        this.findings.push(severalOwners(place, written, ids));
        return written;
      }
      if (how !== undefined) this.findings.push(matchedOwner(place, written, id, how));
      return id;
    }
    return written;
  }

  #byShortName(written: string): readonly RepId[] {
    const words = wordsOf(written);
    return this.#reps.filter(({ name }) => sameName(words, wordsOf(name))).map(({ id }) => id);
  }
}

/** Ids of Salesforce in another case are ids of other people. */
function looseId(id: string): string | undefined {
  return readSalesforceId(id) === undefined ? headerKey(id) : undefined;
}

function indexBy(
  reps: readonly PossibleOwner[],
  keysOf: (rep: PossibleOwner) => readonly (string | undefined)[],
): ReadonlyMap<string, readonly RepId[]> {
  const index = new Map<string, RepId[]>();
  for (const rep of reps) {
    for (const key of new Set(keysOf(rep))) {
      if (key === undefined || key === "") continue;
      const ids = index.get(key);
      if (ids) ids.push(rep.id);
      else index.set(key, [rep.id]);
    }
  }
  return index;
}

/** The words of a name; a dot or a comma parts them as a space does. */
function wordsOf(name: string): readonly string[] {
  return headerKey(name.replace(/[.,]/g, " "))
    .split(" ")
    .filter((word) => word !== "");
}

/**
 * True when each word of the shorter name is a word of the longer, or its initial, and one of them is more than an
 * initial.
 */
function sameName(a: readonly string[], b: readonly string[]): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  const free = [...longer];
  let wholeWords = 0;
  for (const word of [...shorter].sort((x, y) => y.length - x.length)) {
    const at = free.findIndex((other) => other === word || isInitial(word, other) || isInitial(other, word));
    if (at < 0) return false;
    if (free[at] === word && word.length > 1) wholeWords++;
    free.splice(at, 1);
  }
  return wholeWords > 0;
}

function isInitial(letter: string, word: string): boolean {
  return letter.length === 1 && word.startsWith(letter);
}
