import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import type { Place } from "../domain/place.ts";

/** The way to a value in a document: keys and positions in lists. */
export type Path = readonly PropertyKey[];

/** A YAML file that people write: its value, what keeps it from being read, and where each key stands. */
export class YamlText {
  /** Absent for an empty file, and when there are errors. */
  readonly value: unknown;
  /** Wrong syntax, or aliases that lead nowhere or multiply without end. */
  readonly errors: readonly { readonly message: string; readonly place: Place }[];
  readonly #document: Document.Parsed;
  readonly #lines = new LineCounter();
  readonly #file: string;

  constructor(text: string, file: string) {
    this.#file = file;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, logLevel: "error" });
    const { written, errors } = readDocument(this.#document);
    this.value = written;
    this.errors = errors.map(({ message, offset }) => ({ message, place: this.#place(offset) }));
  }

  /** Where the key or list item at the path stands; the nearest parent that is there when it is missing. */
  placeOf(path: Path): Place {
    return this.#place(offsetOf(this.#document.contents, path));
  }

  #place(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#file, line: Math.max(1, line), column: Math.max(1, col) };
  }
}

interface YamlError {
  readonly message: string;
  readonly offset: number;
}

/** The document's values, or what keeps them from being read: wrong syntax, or aliases that lead nowhere or multiply without end. */
function readDocument(document: Document.Parsed): {
  readonly written?: unknown;
  readonly errors: readonly YamlError[];
} {
  if (document.errors.length > 0) {
    return { errors: document.errors.map((error) => ({ message: error.message, offset: error.pos[0] })) };
  }
  const aliases = aliasesOf(document);
  const lost = aliases.filter(({ known }) => !known);
  if (lost.length > 0) {
    return {
      errors: lost.map(({ name, offset }) => ({
        message: `the alias *${name} has no anchor &${name} before it`,
        offset,
      })),
    };
  }
  try {
    return { written: document.toJS({ maxAliasCount: 100 }), errors: [] };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { errors: [{ message: "the aliases of aliases multiply without end", offset: aliases[0]?.offset ?? 0 }] };
  }
}

/** Every alias, in the text's order, and whether its anchor stands before it. */
function aliasesOf(document: Document.Parsed) {
  const anchors = new Set<string>();
  const aliases: { readonly name: string; readonly offset: number; readonly known: boolean }[] = [];
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        aliases.push({ name: node.source, offset: node.range?.[0] ?? 0, known: anchors.has(node.source) });
      } else if (node.anchor !== undefined) anchors.add(node.anchor);
    },
  });
  return aliases;
}

/** Where the key or list item at the path stands in the text; the nearest parent that is there when it is missing. */
function offsetOf(contents: unknown, path: Path): number {
  let node: unknown = contents;
  let offset = 0;
  for (const key of path) {
    if (isSeq(node)) {
      const item = node.items[Number(key)];
      if (!isNode(item)) break;
      offset = item.range?.[0] ?? offset;
      node = item;
      continue;
    }
    if (!isMap(node)) break;
    const pair = findPair(node, key);
    if (!pair) break;
    if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
    node = pair.value;
  }
  return offset;
}

function findPair(map: YAMLMap, key: PropertyKey): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}
