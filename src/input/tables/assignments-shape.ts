import type { TableShape } from "../columns/shape.ts";
import { clientsShape } from "./table-shapes.ts";

/** The columns of plan.csv, or of any CSV of clients and owners, that the check reads. */
export type AssignmentField = "client_id" | "seller_id" | "desk_id" | RecordField;

/** What plan.csv says of its own making. */
type RecordField = "name" | "label" | "complexity" | "stage" | "previous_seller_id" | "change";

const { client_id, owner_id, desk_id, name } = clientsShape.fields;
const ofPlan = { kind: "text", aliases: [] } as const;

export const assignmentsShape: TableShape<AssignmentField> = {
  table: "assignments",
  fields: {
    client_id,
    seller_id: { ...owner_id, aliases: ["owner id", ...owner_id.aliases] },
    desk_id,
    name,
    label: ofPlan,
    complexity: ofPlan,
    stage: ofPlan,
    previous_seller_id: ofPlan,
    change: ofPlan,
  },
  needed: [[["client_id"]], [["seller_id"], ["desk_id"]]],
};
