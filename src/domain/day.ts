/** A calendar day as whole days since 1970-01-01, without time or zone. */
export type Day = number & { readonly brand: "Day" };
