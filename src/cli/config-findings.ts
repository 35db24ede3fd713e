import type { PlaceOfSetting } from "../check/judge.ts";
import { nearest } from "../config/nearest.ts";
import type { Config } from "../config/schema.ts";
import type { Finding } from "../domain/finding.ts";
import type { Rep } from "../domain/rep.ts";
import { allCodes } from "./codes.ts";

/** Settings of a well-formed config that hit nothing: a rule that does not exist, a rep who is gone. */
export function configFindings(config: Config, reps: readonly Pick<Rep, "id">[], placeOf: PlaceOfSetting): Finding[] {
  const at = (...path: readonly (string | number)[]) => {
    const place = placeOf(path);
    return place ? { place } : {};
  };
  const names = allCodes.flatMap(({ code, name }) => [code, name]);
  const ids = new Set<string>(reps.map((rep) => rep.id));
  return [
    ...Object.keys(config.rules)
      .filter((name) => !names.includes(name))
      .map((name): Finding => {
        const meant = nearest(name, names);
        return {
          code: "EB502",
          name: "bad-config",
          severity: "error",
          message: `rules.${name}: there is no such rule`,
          remedy: meant === undefined ? "docs/rules lists them all" : `did you mean ${meant}?`,
          ...at("rules", name),
        };
      }),
    ...namesOfNobody(config)
      .filter(({ id }) => !ids.has(id))
      .map(
        ({ id, path }): Finding => ({
          code: "EB506",
          name: "stale-config",
          severity: "warning",
          message: `${path.join(".")} names ${id}, who is not in the reps table`,
          remedy: "take the entry out, or mend the id",
          ...at(...path),
        }),
      ),
    ...(["exclude", "desk"] as const).flatMap((key) =>
      config.reps[key]
        .map((id, index) => ({ id, index }))
        .filter(({ id }) => !ids.has(id))
        .map(
          ({ id, index }): Finding => ({
            code: "EB506",
            name: "stale-config",
            severity: "warning",
            message: `reps.${key} names ${id}, who is not in the reps table`,
            remedy: "take the id out, or mend it",
            ...at("reps", key, index),
          }),
        ),
    ),
  ];
}

/** Whom the config says to be away, to stand in or to have a calendar of their own, and where. */
function namesOfNobody({ absences, route, visits }: Config) {
  return [
    ...absences.flatMap(({ rep, deputy }, index) => [
      { id: rep, path: ["absences", index, "rep"] },
      ...(deputy === undefined ? [] : [{ id: deputy, path: ["absences", index, "deputy"] }]),
    ]),
    ...Object.entries(route.deputies).flatMap(([rep, deputy]) =>
      [rep, deputy].map((id) => ({ id, path: ["route", "deputies", rep] })),
    ),
    ...(["country_of", "days_off_of"] as const).flatMap((key) =>
      Object.keys(visits[key]).map((id) => ({ id, path: ["visits", key, id] })),
    ),
  ];
}
