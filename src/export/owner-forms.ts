import type { Rep } from "../domain/rep.ts";
import { readSalesforceId } from "../input/index.ts";

/** What is needed of a rep to name it in a CRM. */
export type ExportedRep = Pick<Rep, "id" | "name" | "email" | "crmId" | "place">;

/** How a system wants an owner to be named. */
export interface OwnerForm {
  /** As in "rep R1 has no <what>". */
  readonly what: string;
  /** The owner's cell; `undefined` when the reps table does not tell. */
  readonly of: (rep: ExportedRep) => string | undefined;
  /** True for text that is an owner in this form, whoever it is. */
  readonly fits: (text: string) => boolean;
  /**
   * Whether the system takes back the names that it writes into its own exports: never, where nothing better is known, or rather
   * than those of the reps table, which may be spelled otherwise.
   */
  readonly ownNames: "never" | "at need" | "first";
  /** What to add to the reps table. */
  readonly remedy: string;
}

const isUserId = (text: string) => text.startsWith("005") && readSalesforceId(text)?.state === "intact";

export const salesforceUserId: OwnerForm = {
  what: "Salesforce user id",
  of: ({ crmId, id }) => [crmId, id].find((one) => one !== undefined && isUserId(one)),
  fits: isUserId,
  ownNames: "never",
  remedy: "add a column crm_id to the reps file with the user's id (005..., Setup > Users, in 15 or 18 characters)",
};

const isNumber = (text: string) => /^\d+$/.test(text);

export const userNumber: OwnerForm = {
  what: "user id",
  of: ({ crmId, id }) => [crmId, id].find((one) => one !== undefined && isNumber(one)),
  fits: isNumber,
  ownNames: "never",
  remedy: "add a column crm_id to the reps file with the number of the user (the last part of the profile's address)",
};

const isEmail = (text: string) => /^[^\s@;,"]+@[^\s@;,"]+$/.test(text);

/** The e-mail a user signs in with. */
export const userEmail = (ownNames: "never" | "at need"): OwnerForm => ({
  what: "e-mail address",
  of: ({ email }) => (email !== undefined && isEmail(email) ? email : undefined),
  fits: isEmail,
  ownNames,
  remedy: "fill in the column email of the reps file with the address that the user signs in with",
});

export const fullName: OwnerForm = {
  what: "name",
  of: ({ name, id }) => (name === id ? undefined : name),
  fits: () => false,
  ownNames: "first",
  remedy: "fill in the column name of the reps file with the user's name as the system shows it",
};

export const repId: OwnerForm = {
  what: "rep_id",
  of: ({ id }) => id,
  fits: (text) => text !== "",
  ownNames: "never",
  remedy: "fill in the column rep_id of the reps file",
};
