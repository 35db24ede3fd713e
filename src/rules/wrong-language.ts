import type { PairRule } from "./rule.ts";
import { includesWord } from "./same-word.ts";

export const wrongLanguage: PairRule = {
  code: "EB205",
  name: "wrong-language",
  kind: "must",
  severity: "error",
  what: "The rep speaks the client's language, where both are known.",
  why: "Needs are explored in the client's own words.",
  wrong: "Client with language `fr`, rep with languages `en;de`.",
  right: "A rep whose `languages` has `fr`, or has none listed.",
  options: [],
  forbids: ({ profile, rep }) => {
    const language = profile.client.language;
    if (language === undefined || rep.languages.length === 0 || includesWord(rep.languages, language)) return undefined;
    return { message: `client speaks ${language}, ${rep.name} ${rep.languages.join(", ")}` };
  },
};
