import type { KindWords } from "../../config/request-words.ts";
import { type RequestType, requestTypes } from "../../domain/activity.ts";
import { foldWord, type TextWord } from "./text-words.ts";

/** What a strong and a weak word give. */
const POINTS = { strong: 2, weak: 1 } as const;

/** One word or phrase that speaks for a kind. */
export interface WordRule {
  readonly kind: RequestType;
  /** As the config writes it. */
  readonly written: string;
  readonly points: number;
  /** One for each word of the phrase; a stem stands for every word that begins with it. */
  readonly parts: readonly { readonly text: string; readonly isStem: boolean }[];
}

/** Where a rule was found: words `start` to `end - 1`. */
export interface WordMatch {
  readonly rule: WordRule;
  readonly start: number;
  readonly end: number;
}

export function wordRules(words: Readonly<Record<RequestType, KindWords>>): WordRule[] {
  return requestTypes
    .flatMap((kind) =>
      (["strong", "weak"] as const).flatMap((strength) =>
        words[kind][strength].map((written) => ({
          kind,
          written,
          points: POINTS[strength],
          parts: foldWord(written)
            .split(/\s+/)
            .filter((part) => part.replaceAll("*", "") !== "")
            .map((part) => ({ text: part.replaceAll("*", ""), isStem: part.endsWith("*") })),
        })),
      ),
    )
    .filter(({ parts }) => parts.length > 0);
}

/** Different words whose rules are remembered; a stream of requests has no end. */
const REMEMBERED = 50_000;

/** Finds rules by their first word. */
export class WordRuleIndex {
  readonly #exact = new Map<string, WordRule[]>();
  readonly #stems = new Map<string, WordRule[]>();
  readonly #shortest: number;
  readonly #longest: number;
  readonly #known = new Map<string, readonly WordRule[]>();

  constructor(rules: readonly WordRule[]) {
    for (const rule of rules) {
      const [first] = rule.parts;
      if (first === undefined) continue;
      const table = first.isStem ? this.#stems : this.#exact;
      const there = table.get(first.text);
      if (there) there.push(rule);
      else table.set(first.text, [rule]);
    }
    const lengths = [...this.#stems.keys()].map((stem) => stem.length);
    this.#shortest = Math.min(...lengths, Number.MAX_SAFE_INTEGER);
    this.#longest = Math.max(...lengths, 0);
  }

  /** Every rule that the text has, at every place. */
  find(words: readonly TextWord[]): WordMatch[] {
    return words.flatMap((word, start) =>
      word.isMark
        ? []
        : this.#startingWith(word.text)
            .filter((rule) => continues(rule, words, start))
            .map((rule) => ({ rule, start, end: start + rule.parts.length })),
    );
  }

  #startingWith(word: string): readonly WordRule[] {
    const known = this.#known.get(word);
    if (known) return known;
    const found = [...(this.#exact.get(word) ?? [])];
    for (let length = this.#shortest; length <= Math.min(word.length, this.#longest); length++) {
      found.push(...(this.#stems.get(word.slice(0, length)) ?? []));
    }
    if (this.#known.size < REMEMBERED) this.#known.set(word, found);
    return found;
  }
}

function continues({ parts }: WordRule, words: readonly TextWord[], start: number): boolean {
  return parts.every(({ text, isStem }, at) => {
    const word = words[start + at];
    return word !== undefined && (isStem ? word.text.startsWith(text) : word.text === text);
  });
}
