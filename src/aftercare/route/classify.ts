import { defaultRequestWords, type KindWords } from "../../config/request-words.ts";
import type { Config } from "../../config/schema.ts";
import type { RequestType } from "../../domain/activity.ts";
import { isNegated } from "./negation.ts";
import { wordsOfText } from "./text-words.ts";
import { type WordMatch, type WordRule, WordRuleIndex, wordRules } from "./word-rules.ts";

/** How sure the kind is: `given` by the type column; else by the points ahead of the next kind. */
export type KindConfidence = "given" | "high" | "medium" | "low";

/** What a text asks for. */
export interface KindFound {
  /** Absent where the words do not tell. */
  readonly kind?: RequestType;
  readonly confidence?: Exclude<KindConfidence, "given">;
  /** Why it is unclear; absent where it is not. */
  readonly unclear?: string;
  /** The words that spoke, as the config writes them, with the kind of each; the kind that won first. */
  readonly words: readonly { readonly word: string; readonly kind: RequestType }[];
}

/**
 * Tells by words what a request asks for: a strong word gives 2 points, a weak one 1, each once, within a longer phrase not at all. The kind
 * with most points wins when it has `min_points` and is `min_lead` ahead; a complaint also when it is a point behind, for "the invoice of my
 * order does not match" names more than it complains of, and a complaint that is overlooked costs most.
 */
export class RequestClassifier {
  readonly #index: WordRuleIndex;
  readonly #minPoints: number;
  readonly #minLead: number;

  constructor({ words, default_words, min_points, min_lead }: Config["route"]) {
    this.#index = new WordRuleIndex(wordRules(allWords(words, default_words)));
    this.#minPoints = min_points;
    this.#minLead = min_lead;
  }

  classify(text: string): KindFound {
    const words = wordsOfText(text);
    const matches = outermost(this.#index.find(words)).filter((match) => !isNegated(words, match));
    const rules = [...new Set(matches.map(({ rule }) => rule))];
    const points = new Map<RequestType, number>();
    for (const { kind, points: more } of rules) points.set(kind, (points.get(kind) ?? 0) + more);
    if (words.every(({ isMark }) => isMark)) return { unclear: "there is no text", words: [] };
    const [first, second] = ranked(points, this.#minPoints);
    if (first === undefined) return { unclear: "no word tells what it asks for", words: [] };
    const [kind, most] = first;
    const spoke = wordsSpoken(rules, kind);
    if (most < this.#minPoints) return { unclear: "the words are too weak to tell", words: spoke };
    const lead = most - (second?.[1] ?? 0);
    if (lead < this.#minLead && kind !== "complaint") return { unclear: `${kind} or ${second?.[0]}`, words: spoke };
    return { kind, confidence: confidenceOf(lead, second !== undefined), words: spoke };
  }
}

const COMPLAINT_BEHIND = 1;

/** Kinds with their points, the winner first. */
function ranked(points: ReadonlyMap<RequestType, number>, minPoints: number): (readonly [RequestType, number])[] {
  const byPoints = [...points].sort(([, a], [, b]) => b - a);
  const complaint = byPoints.find(([kind]) => kind === "complaint");
  const [most = 0] = byPoints.map(([, number]) => number);
  if (complaint === undefined || complaint[1] < minPoints || complaint[1] < most - COMPLAINT_BEHIND) return byPoints;
  return [complaint, ...byPoints.filter((one) => one !== complaint)];
}

function confidenceOf(lead: number, hasRival: boolean): "high" | "medium" | "low" {
  if (!hasRival || lead >= 3) return "high";
  return lead === 2 ? "medium" : "low";
}

/** The words of the kind that won stand first. */
function wordsSpoken(rules: readonly WordRule[], winner: RequestType): KindFound["words"] {
  return [...rules.filter(({ kind }) => kind === winner), ...rules.filter(({ kind }) => kind !== winner)].map(
    ({ written, kind }) => ({ word: written, kind }),
  );
}

/** Of matches that overlap the longest: "wrong item" is no item, "order confirmation" no order beside it. */
function outermost(matches: readonly WordMatch[]): WordMatch[] {
  if (matches.length < 2) return [...matches];
  const length = ({ start, end }: WordMatch) => end - start;
  const longestFirst = [...matches].sort((a, b) => length(b) - length(a) || b.rule.points - a.rule.points);
  const taken: WordMatch[] = [];
  for (const match of longestFirst) {
    const inside = taken.some(
      (other) =>
        other.start < match.end &&
        match.start < other.end &&
        (length(other) > length(match) || other.rule.kind === match.rule.kind),
    );
    if (!inside) taken.push(match);
  }
  return taken.sort((a, b) => a.start - b.start);
}

function allWords(own: Config["route"]["words"], useDefaults: boolean): Record<RequestType, KindWords> {
  const none: KindWords = { strong: [], weak: [] };
  const wordsOf = (kind: RequestType): KindWords => {
    const { strong = [], weak = [], without = [] } = own[kind] ?? {};
    const known = useDefaults ? defaultRequestWords[kind] : none;
    const left = (words: readonly string[]) => words.filter((word) => !without.includes(word));
    return { strong: [...left(known.strong), ...strong], weak: [...left(known.weak), ...weak] };
  };
  return {
    order: wordsOf("order"),
    delivery: wordsOf("delivery"),
    certificate: wordsOf("certificate"),
    technical: wordsOf("technical"),
    project: wordsOf("project"),
    complaint: wordsOf("complaint"),
  };
}
