import { userEmail } from "../owner-forms.ts";
import type { ExportTarget } from "../target.ts";

export const zoho: ExportTarget = {
  name: "zoho",
  title: "Zoho CRM",
  columns: { id: "Record Id", owner: "Account Owner" },
  file: { encoding: "utf-8", delimiter: ",", lineEnd: "\n", maxRows: 25_000 },
  owner: userEmail("never"),
  clientId: { what: "Zoho record id (zcrm_ and digits)", fits: (id) => /^(zcrm_)?\d+$/.test(id) },
  clearsOwner: false,
  stays: [
    "Contacts, open deals and open activities keep their owners; to move them too, use Mass Transfer in Zoho CRM.",
  ],
  howToImport: [
    "Accounts > Import Accounts > From file, update existing records only, find them by {id}, map Account Owner.",
    "A file has 25,000 rows at most; the wizard takes 1,000 in the Free, 10,000 in the Standard, 20,000 in the Professional edition.",
  ],
  howToRollBack: ["The same import with the rollback file."],
};
