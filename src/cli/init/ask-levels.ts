import { defaultConfig } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import { levelNames, type Person, proposedLevel, serviceMonths, type TitleGroup, unknownTitles } from "./people.ts";
import type { Prompter } from "./prompter.ts";

/** The level of every title that is none. */
export async function askTitles(people: readonly Person[], prompter: Prompter): Promise<Record<string, string>> {
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
  if (way === "proposed") return Object.fromEntries(proposed.map(({ title, level }) => [title, level]));
  if (way === "tenure") return Object.fromEntries(groups.map(({ title }) => [title, "by_tenure"]));
  const answers: [string, string][] = [];
  for (const group of proposed) answers.push([group.title, await askTitle(group, group.level, dated, prompter)]);
  return Object.fromEntries(answers);
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
export async function askMonths(people: readonly Person[], asOf: Day | undefined, prompter: Prompter) {
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
export async function askDefault(people: readonly Person[], prompter: Prompter): Promise<string | undefined> {
  if (people.some(({ title, hireDay }) => title !== "" || hireDay !== undefined)) return undefined;
  return prompter.choose({
    message: "The reps file tells neither level nor hire date. Which level do they have?",
    choices: levelNames.map((level) => ({ value: level as string, name: level })),
    usual: "middle",
  });
}

function firstNames(people: readonly Person[]): string {
  const names = people
    .slice(0, 2)
    .map(({ name }) => name)
    .join(", ");
  return people.length > 2 ? `${names} and ${people.length - 2} more` : names;
}
