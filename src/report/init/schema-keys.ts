import * as z from "zod";
import { configSchema } from "../../config/schema.ts";

/** One key of evenbook.yaml, as its schema describes it. */
export interface SchemaKey {
  readonly description?: string;
  /** Keys within; absent for values and for maps whose keys people choose. */
  readonly properties?: Readonly<Record<string, SchemaKey>>;
}

/** The keys of evenbook.yaml, in the schema's order. */
export function schemaKeys(): SchemaKey {
  return z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }) as SchemaKey;
}
