/** Money in integer minor units (cents); negative for returns and credit notes. */
export type Cents = number & { readonly brand: "Cents" };
