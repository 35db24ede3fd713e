/** What a client can ask for; `type` of requests.csv. */
export const requestKinds = ["order", "delivery", "certificate", "technical", "project", "complaint"] as const;

export type RequestKind = (typeof requestKinds)[number];
