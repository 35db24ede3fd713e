import type { PairRule } from "./rule.ts";
import { includesWord } from "./same-word.ts";

export const wrongRegion: PairRule = {
  code: "EB204",
  name: "wrong-region",
  kind: "must",
  severity: "error",
  what: "A rep with regions serves clients of those regions only; a rep or a client without a region fits all.",
  why: "Visits across the country eat the hours that the plan counts on.",
  wrong: "Client in South, rep of North.",
  right: "A rep whose `regions` has South, or has none listed.",
  options: ["columns.clients.region", "columns.reps.regions"],
  forbids: ({ profile, rep }, { regionsComparable }) => {
    const region = profile.client.region;
    if (!regionsComparable || region === undefined || rep.regions.length === 0) return undefined;
    if (includesWord(rep.regions, region)) return undefined;
    return { message: `client in ${region}, ${rep.name} serves ${rep.regions.join(", ")}` };
  },
};
