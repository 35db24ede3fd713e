import { basename, dirname } from "node:path";
import { formatDay, quarterAfter } from "../../calendar/days.ts";
import { parseConfig } from "../../config/parse-config.ts";
import { type ConfigInput, defaultConfig, guardOf } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import { configText } from "../../report/init/config-text.ts";
import type { Person } from "./people.ts";
import { schemaReference } from "./schema-reference.ts";

/** The text of the config that the answers make; it has been read again without a finding. */
export function textOfAnswers(
  active: ConfigInput,
  people: readonly Person[],
  asOf: Day | undefined,
  target: string,
): string {
  const text = configText({
    schema: schemaReference(dirname(target)),
    active,
    examples: {
      ...(asOf !== undefined && { as_of: formatDay(asOf), quarter: quarterAfter(asOf).name }),
      guard: Object.fromEntries(
        defaultConfig.levels.order.flatMap((level) => {
          const limit = guardOf(defaultConfig, level);
          return limit === undefined ? [] : [[level, { max_complexity: limit }]];
        }),
      ),
    },
    remarks: new Map(people.map(({ id, name, title }) => [id, title === "" ? name : `${name}, ${title}`])),
  });
  const { findings } = parseConfig(text, basename(target));
  if (findings.length > 0) throw new Error(`init made a config that does not load: ${JSON.stringify(findings)}`);
  return text;
}
