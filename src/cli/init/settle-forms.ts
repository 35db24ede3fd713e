import { join } from "node:path";
import type { ConfigInput } from "../../config/schema.ts";
import type { Finding } from "../../domain/finding.ts";
import { openTable, samplesOf, type TableChoice, traitsOf } from "../../input/index.ts";
import type { Prompter } from "./prompter.ts";

type Format = NonNullable<NonNullable<ConfigInput["formats"]>["orders"]>;

/** What the command line says of dates and numbers that tell nothing themselves. */
export interface GivenForms {
  readonly dateOrder?: "dmy" | "mdy";
  readonly decimal?: "." | ",";
}

/** Asks for the order of day and month, and for the decimal mark, of a table whose values fit both; nothing for the others. */
export async function settleForms(
  choice: TableChoice,
  folder: string,
  given: GivenForms,
  prompter: Prompter,
): Promise<Format> {
  const findings: Finding[] = [];
  for (const file of choice.files) {
    const table = await openTable(join(folder, file), traitsOf[choice.kind].shape, { columns: choice.fit.chosen });
    findings.push(...table.findings);
    // A table that was opened is closed by whoever reads it.
    for await (const _ of table.rows(() => {})) break;
  }
  const has = (code: string) => findings.some((finding) => finding.code === code);
  return {
    ...(has("EB125") && { date_order: given.dateOrder ?? (await askDateOrder(choice, prompter)) }),
    ...(has("EB131") && { decimal: given.decimal ?? (await askDecimal(choice, prompter)) }),
  };
}

function askDateOrder(choice: TableChoice, prompter: Prompter): Promise<"dmy" | "mdy"> {
  return prompter.choose({
    message: `Dates such as ${exampleOf(choice, "day")} in ${choice.files[0]} fit both orders. What comes first?`,
    choices: [
      { value: "dmy", name: "the day: 03/04 is 3 April" },
      { value: "mdy", name: "the month: 03/04 is 4 March" },
    ],
  });
}

function askDecimal(choice: TableChoice, prompter: Prompter): Promise<"." | ","> {
  return prompter.choose({
    message: `Numbers such as ${exampleOf(choice, "number")} in ${choice.files[0]} fit both. What is the decimal mark?`,
    choices: [
      { value: ".", name: "the dot: 1,250 is one thousand two hundred and fifty" },
      { value: ",", name: "the comma: 1,250 is one and a quarter" },
    ],
  });
}

/** The first value with a separator, in the columns of this kind. */
function exampleOf({ kind, fit }: TableChoice, fieldKind: "day" | "number"): string {
  const columns = [...fit.columns.values()].filter(
    ({ field }) => traitsOf[kind].shape.fields[field]?.kind === fieldKind,
  );
  const values = columns.flatMap(({ index }) => samplesOf(fit.look, index, 50));
  return values.find((value) => /\d[.,/-]\d/.test(value)) ?? values[0] ?? "";
}
