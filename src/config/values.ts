import * as z from "zod";

/** Values that several parts of the config are made of. */
export const isoDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "write a day as YYYY-MM-DD", abort: true })
  .refine((text) => z.iso.date().safeParse(text).success, "the calendar has no such day");

/** YAML reads the id 274 as a number. */
export const personId = z.union([z.string().min(1), z.number().int().transform(String)]);
