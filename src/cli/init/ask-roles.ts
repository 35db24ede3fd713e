import { isDeskRole, leaders, likelyDesk, type Person, unknownRoles, unknownTitles } from "./people.ts";
import type { Prompter } from "./prompter.ts";

/** Who is the desk, and how the config says it. */
export interface Desk {
  readonly all: readonly string[];
  /** Roles by title, so that the next person with the title needs no change of the config. */
  readonly titles: Record<string, "seller" | "desk">;
  /** Those whose title others share who are not the desk. */
  readonly ids: readonly string[];
}

/** Asks who is the desk, unless the file says everybody's role. */
export async function askDesk(people: readonly Person[], prompter: Prompter): Promise<Desk> {
  const strange = unknownRoles(people);
  const told = people.some(({ role }) => role !== "");
  if (told && strange.length === 0) {
    return { all: people.filter(({ role }) => isDeskRole(role)).map(({ id }) => id), titles: {}, ids: [] };
  }
  const likely = likelyDesk(people);
  const all = await prompter.tick({
    message: "Who is the desk: enters orders, answers on deliveries, sells nothing?",
    choices: people.map((person) => ({ value: person.id, name: described(person), usual: likely.has(person.id) })),
  });
  const ticked = new Set(all);
  const byTitle = told ? strange : groupsForRoles(people);
  const whole = byTitle.filter((group) => group.people.every(({ id }) => ticked.has(id)));
  const covered = new Set(whole.flatMap((group) => group.people.map(({ id }) => id)));
  return {
    all,
    titles: Object.fromEntries([
      ...whole.map(({ title }): [string, "desk"] => [title, "desk"]),
      // A role that is not known is an error, so each gets one.
      ...(told
        ? strange.filter((group) => !whole.includes(group)).map(({ title }): [string, "seller"] => [title, "seller"])
        : []),
    ]),
    ids: all.filter((id) => !covered.has(id)),
  };
}

/** Without a role column the title of the level tells the role. */
const groupsForRoles = (people: readonly Person[]) => unknownTitles(people);

/** Asks who of those whose title leads others holds no clients. */
export async function askLeaders(
  people: readonly Person[],
  desk: ReadonlySet<string>,
  prompter: Prompter,
): Promise<readonly string[]> {
  const leading = leaders(people).filter(({ id }) => !desk.has(id));
  if (leading.length === 0) return [];
  return prompter.tick({
    message: "Who leads and holds no clients? They are left out of the plan.",
    choices: leading.map((person) => ({ value: person.id, name: described(person), usual: person.clients === 0 })),
  });
}

function described({ name, id, title, role, clients }: Person): string {
  const what = [title, role].filter((text) => text !== "").join(", ");
  return `${name} (${id}${what === "" ? "" : `, ${what}`}, ${clients} clients)`;
}
