import type { TableShape } from "../columns/shape.ts";
import { overridesShape } from "../tables/overrides.ts";
import { projectsShape } from "../tables/projects.ts";
import { requestsShape } from "../tables/requests.ts";
import { clientsShape, ordersShape, repsShape } from "../tables/table-shapes.ts";
import { visitsShape } from "../tables/visits.ts";

/** The tables that `files` in the config may name. */
export const tableKinds = ["clients", "reps", "orders", "requests", "overrides", "visits", "projects"] as const;

export type TableKind = (typeof tableKinds)[number];

/** The three that a plan cannot do without. */
export const neededKinds: readonly TableKind[] = ["clients", "reps", "orders"];

/** Those that say more where they are there. */
export const extraKinds = ["requests", "overrides", "visits", "projects"] as const;

export type ExtraKind = (typeof extraKinds)[number];

/** What tells one kind of table from the others. */
export interface KindTraits {
  readonly shape: TableShape<string>;
  /** Words that people put into the names of such files; lower case. */
  readonly fileWords: RegExp;
  /** The column that has another value in every row, where there is one. */
  readonly key?: string;
}

export const traitsOf: Readonly<Record<TableKind, KindTraits>> = {
  clients: {
    shape: clientsShape,
    fileWords: /client|account|compan|customer|organi[sz]ation|клиент|контрагент|компани|kunde/,
    key: "client_id",
  },
  reps: {
    shape: repsShape,
    fileWords:
      /\breps?\b|seller|salespe|employee|staff|user|team|менеджер|сотрудник|продавц|verk[aä]ufer|vertrete|mitarbeiter/,
    key: "rep_id",
  },
  orders: {
    shape: ordersShape,
    fileWords: /order|sales?\b|deal|invoice|opportunit|заказ|продаж|сделк|auftr[aä]g|bestellung|umsatz/,
  },
  requests: { shape: requestsShape, fileWords: /request|case|ticket|обращени|запрос|anfrage/ },
  overrides: { shape: overridesShape, fileWords: /override|label|decision|lock|holdover|exclu|метк|решени/ },
  visits: { shape: visitsShape, fileWords: /visit|meeting|appointment|визит|встреч|посещени|besuch|termin/ },
  projects: { shape: projectsShape, fileWords: /project|проект|projekt/, key: "project_id" },
};

/** Every header that any table knows; nothing is needed, so that any table can be opened with it. */
export const anyShape: TableShape<string> = {
  table: "any",
  needed: [],
  fields: Object.fromEntries(
    tableKinds.flatMap((kind) =>
      Object.entries(traitsOf[kind].shape.fields).map(([field, { aliases }]) => [
        `${kind}.${field}`,
        { kind: "text" as const, aliases: [field.replaceAll("_", " "), ...aliases] },
      ]),
    ),
  ),
};
