import type { TextWord } from "./text-words.ts";
import type { WordMatch } from "./word-rules.ts";

const NEGATORS = new Set(["no", "not", "without", "don't", "doesn't", "isn't", "aren't", "не", "нет", "без"]);

/** What may stand between a negator and what it takes back: "do not need any certificate", "не нужен сертификат". */
const FILLERS =
  /^(a|an|the|any|need|want|require|request|asking|for|about|нужн\p{L}*|нужен|требу\p{L}*|надо|прошу|просим)$/u;

/** After the word: "certificate is not needed", "сертификат не нужен". */
const NEEDED = /^(needed|required|necessary|wanted|нужн\p{L}*|нужен|требу\p{L}*|надо|обязател\p{L}*)$/u;

/** Words looked at before and after. */
const REACH = 5;

/** True when the text takes the word back within its clause. A phrase with a negator of its own ("not delivered") says what it says. */
export function isNegated(words: readonly TextWord[], { rule, start, end }: WordMatch): boolean {
  if (rule.parts.some(({ text }) => NEGATORS.has(text))) return false;
  return negatedBefore(words, start) || negatedAfter(words, end);
}

function negatedBefore(words: readonly TextWord[], start: number): boolean {
  for (let at = start - 1; at >= Math.max(0, start - REACH); at--) {
    const { text = "", isMark = true } = words[at] ?? {};
    if (isMark) return false;
    if (NEGATORS.has(text)) return true;
    if (!FILLERS.test(text)) return false;
  }
  return false;
}

function negatedAfter(words: readonly TextWord[], end: number): boolean {
  for (let at = end; at < Math.min(words.length - 1, end + REACH); at++) {
    const word = words[at] as TextWord;
    if (word.isMark) return false;
    if (NEGATORS.has(word.text)) return NEEDED.test(words[at + 1]?.text ?? "");
  }
  return false;
}
