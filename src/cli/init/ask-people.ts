import type { ConfigInput } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import { askDefault, askMonths, askTitles } from "./ask-levels.ts";
import { askDesk, askLeaders } from "./ask-roles.ts";
import { type Person, unknownTitles } from "./people.ts";
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
