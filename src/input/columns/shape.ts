/** What a column holds, as far as its form must be worked out from many rows. */
export type FieldKind = "text" | "day" | "number";

/** One column that a table may have. */
export interface FieldShape {
  readonly kind: FieldKind;
  /** Headers of other systems for this field, the surest first; written as `headerKey` gives them. */
  readonly aliases: readonly string[];
}

/** The columns of one kind of table. */
export interface TableShape<Field extends string> {
  /** As in the config and in messages: clients, reps, orders. */
  readonly table: string;
  readonly fields: Readonly<Record<Field, FieldShape>>;
  /** Each must be there; where several are listed, the first list that is whole serves. */
  readonly needed: readonly (readonly (readonly Field[])[])[];
}
