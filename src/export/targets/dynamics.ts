import { fullName } from "../owner-forms.ts";
import type { ExportTarget } from "../target.ts";

export const dynamics: ExportTarget = {
  name: "dynamics",
  title: "Dynamics 365",
  columns: {
    id: "(Do Not Modify) Account",
    carried: ["(Do Not Modify) Row Checksum", "(Do Not Modify) Modified On"],
    name: "Account Name",
    owner: "Owner",
  },
  file: { encoding: "utf-8", delimiter: ",", lineEnd: "\r\n" },
  owner: fullName,
  clientId: {
    what: "Dynamics record id (a GUID)",
    fits: (id) => /^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(id),
  },
  clearsOwner: false,
  stays: [
    "Contacts and open opportunities follow or stay as the relationships to the account cascade assignments (Settings > Customizations); check that before.",
    "A row whose account changed after the export is refused, for its Modified On no longer fits.",
  ],
  howToImport: [
    "Accounts > Import from CSV with this file; the (Do Not Modify) columns must stay as they are.",
    "Owners are found by full name; where none is found, or two, Dynamics takes the user who runs the import.",
  ],
  howToRollBack: [
    "Dynamics refuses rows exported before the import. Export the view again as NEW.csv, then:",
    "evenbook export --to dynamics dynamics-rollback.csv --clients NEW.csv --out rollback   (and import that file)",
  ],
};
