import type { Finding } from "../domain/finding.ts";

/** Whom a finding is about: its client; the rep where there is no client; else nobody. */
export type Subject =
  | { readonly kind: "client"; readonly id: string }
  | { readonly kind: "rep"; readonly id: string }
  | { readonly kind: "none" };

export function subjectOf({ clientId, repId }: Pick<Finding, "clientId" | "repId">): Subject {
  if (clientId !== undefined) return { kind: "client", id: clientId };
  if (repId !== undefined) return { kind: "rep", id: repId };
  return { kind: "none" };
}

/** The same finding has the same key when rows are sorted anew, lines move or names change: code, then whom it is about. */
export function findingKey(code: string, subject: Subject): string {
  return subject.kind === "none" ? code : `${code} ${subject.kind} ${subject.id}`;
}

/** Gives each finding its key and its number among the findings of that key, from 1. */
export function numberedKeys(
  findings: readonly Finding[],
): readonly { readonly key: string; readonly number: number }[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = findingKey(finding.code, subjectOf(finding));
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return { key, number };
  });
}
