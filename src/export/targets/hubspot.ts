import { userEmail } from "../owner-forms.ts";
import { digitsOnly, type ExportTarget } from "../target.ts";

export const hubspot: ExportTarget = {
  name: "hubspot",
  title: "HubSpot",
  columns: { id: "Record ID", owner: "Company owner" },
  file: { encoding: "utf-8", delimiter: ",", lineEnd: "\n" },
  owner: userEmail("at need"),
  clientId: digitsOnly("HubSpot Record ID"),
  clearsOwner: false,
  stays: [
    "Open deals and tickets keep their owners.",
    'Contacts keep their owners unless the account has "Assign company owner to contact by default" turned on.',
    "Users are not notified of companies that an import gives them.",
  ],
  howToImport: [
    'CRM > Companies > Import, one object, "Update existing companies only"; {id} and Company owner are matched by their headers.',
  ],
  howToRollBack: ["The same import with the rollback file."],
};
