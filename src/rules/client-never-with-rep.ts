import type { PairRule } from "./rule.ts";

export const clientNeverWithRep: PairRule = {
  code: "EB212",
  name: "client-never-with-rep",
  kind: "must",
  severity: "error",
  what: "A client is never with a rep from whom it is excluded, in neither seat.",
  why: "A client who has asked for somebody else, or a rep with a conflict of interest: whoever forgets it once loses the client.",
  wrong: "Client C1 with R7, and `C1,exclusion,R7` in overrides.csv.",
  right: "Any other rep who may take the client, or the exclusion taken out.",
  options: ["files.overrides"],
  forbids: ({ profile: { client }, rep }) => {
    const exclusion = client.exclusions?.find(({ repId }) => repId === rep.id);
    if (!exclusion) return undefined;
    const note = exclusion.note === undefined ? "" : ` (${exclusion.note})`;
    return { message: `client is never with ${rep.name}${note}`, related: exclusion.place };
  },
};
