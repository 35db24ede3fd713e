import { nearest } from "../config/nearest.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { fold } from "../rules/same-word.ts";

/** What a word on the command line can mean. */
export type SubjectKind = "client" | "rep";

export type Subject =
  | { readonly kind: "client"; readonly profile: ClientProfile }
  | { readonly kind: "rep"; readonly rep: Rep };

/** One subject, several that the word fits, or none and the nearest word that would find one. */
export type Found =
  | { readonly one: Subject }
  | { readonly several: readonly Subject[] }
  | { readonly none: true; readonly nearest?: string };

/**
 * Finds a client or rep by id, else by id in another case, else by the whole name, else by a part of the name: the first of these ways that
 * fits anybody decides, and only when it fits one.
 */
export function findSubject(
  word: string,
  profiles: readonly ClientProfile[],
  reps: readonly Rep[],
  only?: SubjectKind,
): Found {
  const all: Subject[] = [
    ...(only === "rep" ? [] : profiles.map((profile): Subject => ({ kind: "client", profile }))),
    ...(only === "client" ? [] : reps.map((rep): Subject => ({ kind: "rep", rep }))),
  ];
  const wanted = fold(word);
  const ways: readonly ((subject: Subject) => boolean)[] = [
    (subject) => idOf(subject) === word.trim(),
    (subject) => fold(idOf(subject)) === wanted,
    (subject) => fold(nameOf(subject)) === wanted,
    (subject) => fold(nameOf(subject)).includes(wanted),
  ];
  for (const fits of wanted === "" ? [] : ways) {
    const found = all.filter(fits);
    const [one] = found;
    if (one && found.length === 1) return { one };
    if (one) return { several: found };
  }
  const near = nearest(
    word,
    all.flatMap((subject) => [idOf(subject), nameOf(subject)]),
  );
  return { none: true, ...(near !== undefined && { nearest: near }) };
}

export function idOf(subject: Subject): string {
  return subject.kind === "client" ? subject.profile.client.id : subject.rep.id;
}

export function nameOf(subject: Subject): string {
  return subject.kind === "client" ? subject.profile.client.name : subject.rep.name;
}
