import { readSalesforceId } from "../../input/index.ts";
import { salesforceUserId } from "../owner-forms.ts";
import type { ExportTarget } from "../target.ts";

export const salesforce: ExportTarget = {
  name: "salesforce",
  title: "Salesforce",
  columns: { id: "Id", owner: "OwnerId" },
  file: { encoding: "utf-8", delimiter: ",", lineEnd: "\n" },
  owner: salesforceUserId,
  clientId: {
    what: "Salesforce account id (001..., in 15 or 18 characters)",
    fits: (id) => id.startsWith("001") && readSalesforceId(id)?.state === "intact",
  },
  clearsOwner: false,
  stays: [
    "Data Loader changes the owner of the account alone: contacts, open opportunities and open cases stay with their owners.",
    "Manual sharing of the account ends with the change of owner, and a rollback does not bring it back.",
  ],
  howToImport: [
    "Data Loader: Update, object Account, map {id} and OwnerId (UTF-8: Settings > Read all CSVs with UTF-8 encoding).",
    "To move contacts and open opportunities as well, use Mass Transfer Records in Setup instead.",
  ],
  howToRollBack: ["Data Loader: Update, object Account, with the rollback file."],
};
