/** A word of a text, or a mark that ends a clause. */
export interface TextWord {
  readonly text: string;
  readonly isMark: boolean;
}

/** Longest text that is looked at; what a client wants stands at the top of a mail. */
const LONGEST = 10_000;

const TOKEN = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|[.!?;,:\n]/gu;

/** Case, width of characters, ё and typographic apostrophes make no difference. */
export function foldWord(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replaceAll("’", "'");
}

/** The words of a request, folded; lines that a mail quotes (`> ...`) are somebody else's. */
export function wordsOfText(text: string): TextWord[] {
  const own = text.slice(0, LONGEST).replace(/^[ \t]*>.*$/gm, "");
  return (foldWord(own).match(TOKEN) ?? []).map((word) => ({ text: word, isMark: MARK.test(word) }));
}

const MARK = /^[.!?;,:\n]$/;
