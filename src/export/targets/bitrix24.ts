import { userNumber } from "../owner-forms.ts";
import { digitsOnly, type ExportTarget } from "../target.ts";

export const bitrix24: ExportTarget = {
  name: "bitrix24",
  title: "Bitrix24",
  columns: { id: "ID", owner: "ASSIGNED_BY_ID" },
  file: { encoding: "utf-8", delimiter: ";", lineEnd: "\n" },
  owner: userNumber,
  clientId: digitsOnly("Bitrix24 company ID"),
  clearsOwner: false,
  stays: ["Contacts, deals and activities of the company keep their responsible persons."],
  howToImport: [
    "Bitrix24's own CSV import makes new companies and does not change those there are. Give the file to an app of the Market that updates by ID, or call crm.company.update with each row's {id} and ASSIGNED_BY_ID.",
  ],
  howToRollBack: ["The same with the rollback file."],
};
