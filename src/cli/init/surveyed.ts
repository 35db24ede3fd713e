import {
  distinctShare,
  fieldValues,
  missingTables,
  type Survey,
  samplesOf,
  type TableChoice,
  traitsOf,
} from "../../input/index.ts";
import type { SurveyDocument, SurveyedColumn, SurveyedTable } from "../../report/init/survey-document.ts";
import { whole } from "../../report/numbers.ts";
import { delimiterNames } from "../understood.ts";

/** What was found in the folder, for the report: every choice with what speaks for it. */
export function surveyed(found: Survey, folder: string): SurveyDocument {
  return {
    folder,
    tables: [...found.choices.values()].map(tableOf),
    missing: missingTables(found),
    unused: [
      ...found.unused.map(({ look, why }) => ({
        file: look.file,
        why: {
          "no table": look.problem?.message ?? "",
          "own output": "evenbook wrote it",
          "another is read": "fits too, but another file is read for that table",
          "not needed": "none of the tables that a plan is made from",
        }[why],
      })),
      ...(found.notLookedAt > 0
        ? [
            {
              file: `${found.notLookedAt} more files`,
              why: "too many for one folder; name the tables: --clients FILE ...",
            },
          ]
        : []),
    ],
  };
}

function tableOf(choice: TableChoice): SurveyedTable {
  const { look, ignored } = choice.fit;
  const { encoding, delimiter = "," } = look;
  return {
    table: choice.kind,
    files: choice.files,
    sureness: choice.sureness,
    why: [...headerWords(choice), ...referenceWords(choice), ...rivalWords(choice)],
    form: [encoding?.toUpperCase() ?? "", delimiterNames[delimiter] ?? delimiter]
      .filter((text) => text !== "")
      .join(", "),
    columns: inFieldOrder(choice.fit).map(({ field, header, index, how }): SurveyedColumn => {
      const by = how !== "config" ? "header" : Object.hasOwn(choice.said, field) ? "your choice" : "values";
      return { field, header, by, samples: samplesOf(look, index) };
    }),
    not_used: ignored.map((header) => ({ header, samples: samplesOf(look, look.header.indexOf(header)) })),
  };
}

function inFieldOrder({ kind, columns }: TableChoice["fit"]) {
  return Object.keys(traitsOf[kind].shape.fields).flatMap((field) => columns.get(field) ?? []);
}

function headerWords({ fit }: TableChoice): string[] {
  const known = `${fit.columns.size} of ${fit.columns.size + fit.ignored.length} columns understood`;
  const { key } = traitsOf[fit.kind];
  const own = key !== undefined && distinctShare(fieldValues(fit, key)) === 1 ? `; each row has its own ${key}` : "";
  return fit.missing.length === 0 ? [`${known}${own}`] : [`${known}; not found: ${fit.missing.join(", ")}`];
}

function referenceWords({ references }: TableChoice): string[] {
  return references.map(({ what, from, among, of, found, whole: all }) => {
    const few = all ? "" : " (of the first rows)";
    return `${whole(found)} of ${whole(of)} ${what} in ${from} stand in ${among}${few}`;
  });
}

function rivalWords({ rivals }: TableChoice): string[] {
  return rivals.length === 0 ? [] : [`would fit too: ${rivals.slice(0, 5).join(", ")}`];
}
