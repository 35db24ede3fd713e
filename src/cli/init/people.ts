import { wholeMonthsBetween } from "../../calendar/days.ts";
import type { Day } from "../../domain/day.ts";
import { meaningOfTitle, type TitleMeaning } from "./title-words.ts";

/** A rep as the wizard sees one. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** As the file has it, in the column for levels. */
  readonly title: string;
  /** As the file has it, in the column for roles. */
  readonly role: string;
  readonly hireDay?: Day;
  /** Clients that name the rep as owner. */
  readonly clients: number;
}

/** People of one title that is no level. */
export interface TitleGroup {
  readonly title: string;
  readonly people: readonly Person[];
  readonly meaning: TitleMeaning;
}

export const levelNames = ["junior", "middle", "senior"] as const;
export const roleNames = ["seller", "desk", "both"] as const;

/** The titles that are no levels, in the file's order. Case and spacing make no difference. */
export function unknownTitles(people: readonly Person[]): TitleGroup[] {
  return groups(people, ({ title }) => title, levelNames);
}

/** The roles that evenbook does not know. */
export function unknownRoles(people: readonly Person[]): TitleGroup[] {
  return groups(people, ({ role }) => role, roleNames);
}

const key = (text: string) => text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();

function groups(people: readonly Person[], of: (person: Person) => string, known: readonly string[]): TitleGroup[] {
  const byTitle = new Map<string, Person[]>();
  for (const person of people) {
    const title = key(of(person));
    if (title === "" || known.includes(title)) continue;
    const group = byTitle.get(title);
    if (group) group.push(person);
    else byTitle.set(title, [person]);
  }
  return [...byTitle.values()].map((group) => {
    const title = of(group[0] as Person);
    const meaning = meaningOfTitle(title);
    // A title that most people have leads nobody: in many companies every seller is a sales manager.
    const common = group.length > people.length / 2;
    const { level, ...rest } = meaning;
    const plain: TitleMeaning = { ...rest, leads: false, ...(level === "junior" && { level }) };
    return { title, people: group, meaning: common && meaning.leads ? plain : meaning };
  });
}

/** The level that a title most likely means: by its words, else by the months of service where these are known. */
export function proposedLevel({ meaning, people }: TitleGroup): string {
  if (meaning.level) return meaning.level;
  return people.every(({ hireDay }) => hireDay !== undefined) ? "by_tenure" : "middle";
}

/** Months of service of those whose hire date is known, ascending. */
export function serviceMonths(people: readonly Person[], asOf: Day): number[] {
  return people
    .flatMap(({ hireDay }) => (hireDay === undefined ? [] : [wholeMonthsBetween(hireDay, asOf)]))
    .sort((a, b) => a - b);
}

/** People whose title leads others. */
export function leaders(people: readonly Person[]): Person[] {
  const leading = new Set(
    [...unknownTitles(people), ...unknownRoles(people)]
      .filter(({ meaning }) => meaning.leads)
      .flatMap((group) => group.people),
  );
  return people.filter((person) => leading.has(person));
}

/** The role as evenbook itself calls it. */
export const isDeskRole = (role: string) => key(role) === "desk";

/** People whose title or role is one of the desk. */
export function likelyDesk(people: readonly Person[]): ReadonlySet<string> {
  return new Set(
    people
      .filter(({ title, role }) => isDeskRole(role) || meaningOfTitle(title).desk || meaningOfTitle(role).desk)
      .map(({ id }) => id),
  );
}
