import type { ConfigInput } from "../../config/schema.ts";
import { defaultConfig } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import {
  isDeskRole,
  leaders,
  levelNames,
  likelyDesk,
  type Person,
  proposedLevel,
  serviceMonths,
  type TitleGroup,
  unknownRoles,
  unknownTitles,
} from "./people.ts";
import type { Prompter } from "./prompter.ts";

/** What the answers on people set in the config. */
export type PeopleConfig = Pick<ConfigInput, "levels" | "roles" | "reps">;

/** Asks how levels follow, who is the desk and who holds no clients; only what the reps file does not say. */
export async function askPeople(
  people: readonly Person[],
  asOf: Day | undefined,
  prompter: Prompter,
): Promise<PeopleConfig> {
  const titles = await askTitles(people, prompter);
  const titled = unknownTitles(people).filter(({ title }) => titles[title] === "by_tenure");
  const byTenure = [...people.filter(({ title }) => title === ""), ...titled.flatMap((group) => group.people)];
  const months = await askMonths(byTenure, asOf, prompter);
  const usual = await askDefault(people, prompter);
  const desk = await askDesk(people, prompter);
  const exclude = await askLeaders(people, new Set(desk.all), prompter);
  const levels = {
    ...(Object.keys(titles).length > 0 && { titles }),
    ...(months && { by_tenure_months: months }),
    ...(usual !== undefined && { default: usual }),
  };
  const reps = {
    ...(exclude.length > 0 && { exclude: [...exclude] }),
    ...(desk.ids.length > 0 && { desk: [...desk.ids] }),
  };
  return {
    ...(Object.keys(levels).length > 0 && { levels }),
    ...(Object.keys(desk.titles).length > 0 && { roles: { titles: desk.titles } }),
    ...(Object.keys(reps).length > 0 && { reps }),
  };
}

async function askTitles(people: readonly Person[], prompter: Prompter): Promise<Record<string, string>> {
  const groups = unknownTitles(people);
  if (groups.length === 0) return {};
  const proposed = groups.map((group) => ({ ...group, level: proposedLevel(group) }));
  const dated = people.some(({ hireDay }) => hireDay !== undefined);
  const way = await prompter.choose({
    message: "Titles in the reps file are no levels. Where do levels come from?",
    detail: proposed.map(({ title, level, people: holders }) => `${title} (${holders.length}): ${levelWords(level)}`),
    choices: [
      { value: "proposed", name: "from the titles, as shown above" },
      ...(dated ? [{ value: "tenure" as const, name: "from the hire date, whatever the title" }] : []),
      { value: "each", name: "I say it for each title" },
    ],
    usual: "proposed",
  });
  if (way === "proposed") return record(proposed.map(({ title, level }) => [title, level]));
  if (way === "tenure") return record(groups.map(({ title }) => [title, "by_tenure"]));
  const answers: [string, string][] = [];
  for (const group of proposed) answers.push([group.title, await askTitle(group, group.level, dated, prompter)]);
  return record(answers);
}

const levelWords = (level: string) => (level === "by_tenure" ? "by hire date" : level);

function askTitle(group: TitleGroup, usual: string, dated: boolean, prompter: Prompter): Promise<string> {
  return prompter.choose({
    message: `${group.title} (${firstNames(group.people)}) is`,
    choices: [
      ...levelNames.map((level) => ({ value: level as string, name: level })),
      ...(dated ? [{ value: "by_tenure", name: levelWords("by_tenure") }] : []),
    ],
    usual,
  });
}

/** Asks for other months only where the usual ones put everybody on one level: then nobody would be guarded, or everybody. */
async function askMonths(people: readonly Person[], asOf: Day | undefined, prompter: Prompter) {
  if (asOf === undefined) return undefined;
  const service = serviceMonths(people, asOf);
  const { middle = 12, senior = 36 } = defaultConfig.levels.by_tenure_months;
  const levelOf = (months: number) => (months >= senior ? "senior" : months >= middle ? "middle" : "junior");
  const levels = new Set(service.map(levelOf));
  if (service.length < 3 || levels.size > 1) return undefined;
  const answer = await prompter.write({
    message: `Months of service for middle, senior? (now all ${[...levels][0]}: ${service[0]} to ${service.at(-1)})`,
    usual: `${middle}, ${senior}`,
    wrong: (text) => (monthsOf(text) ? undefined : "two numbers, the smaller first: 12, 36"),
  });
  const months = monthsOf(answer);
  return months && (months.middle !== middle || months.senior !== senior) ? { junior: 0, ...months } : undefined;
}

function monthsOf(text: string): { readonly middle: number; readonly senior: number } | undefined {
  const found = /^(\d{1,3})[\s,;]+(\d{1,3})$/.exec(text.trim());
  const [middle, senior] = [Number(found?.[1]), Number(found?.[2])];
  return found && middle > 0 && middle < senior ? { middle, senior } : undefined;
}

/** Where the file tells neither level nor hire date of anybody. */
async function askDefault(people: readonly Person[], prompter: Prompter): Promise<string | undefined> {
  if (people.some(({ title, hireDay }) => title !== "" || hireDay !== undefined)) return undefined;
  return prompter.choose({
    message: "The reps file tells neither level nor hire date. Which level do they have?",
    choices: levelNames.map((level) => ({ value: level as string, name: level })),
    usual: "middle",
  });
}

interface Desk {
  readonly all: readonly string[];
  /** Roles by title, so that the next person with the title needs no change of the config. */
  readonly titles: Record<string, "seller" | "desk">;
  /** Those whose title others share who are not the desk. */
  readonly ids: readonly string[];
}

async function askDesk(people: readonly Person[], prompter: Prompter): Promise<Desk> {
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
    titles: record([
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

async function askLeaders(
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

function firstNames(people: readonly Person[]): string {
  const names = people
    .slice(0, 2)
    .map(({ name }) => name)
    .join(", ");
  return people.length > 2 ? `${names} and ${people.length - 2} more` : names;
}

/** Titles come from a file: `__proto__` is one like any other. */
function record<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries(entries);
}
