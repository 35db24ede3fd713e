/** What to call units, agents, measures, caps and budgets in a written model; ids or names, in the problem's order. */
export interface LpNames {
  readonly units: readonly string[];
  readonly agents: readonly string[];
}

/** Longest part of an identifier; two parts and a prefix stay below what every reader takes. */
const LONGEST = 40;

/**
 * Readable identifiers that are legal in the LP format and different from each other: only letters of the Latin script without
 * accents and digits are kept ("Acme, Co." is `AcmeCo`), so that a `_` can join two of them without doubt. A name of which
 * nothing is left is called by its place, one that is taken gets the number of its place.
 */
export function lpIdentifiers(names: readonly string[], fallback: string): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const plain = sanitise(name) || fallback;
    let identifier = plain === fallback ? `${fallback}${index + 1}` : plain;
    for (let number = index + 1; taken.has(identifier.toLowerCase()); number++) identifier = `${plain}${number}`;
    // Some readers ignore case.
    taken.add(identifier.toLowerCase());
    return identifier;
  });
}

function sanitise(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]+/g, "")
    .slice(0, LONGEST);
}
