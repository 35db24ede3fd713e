import { fullName } from "../owner-forms.ts";
import { digitsOnly, type ExportTarget } from "../target.ts";

export const pipedrive: ExportTarget = {
  name: "pipedrive",
  title: "Pipedrive",
  columns: { id: "Organization - ID", owner: "Organization - Owner" },
  file: { encoding: "utf-8", delimiter: ",", lineEnd: "\n" },
  owner: fullName,
  clientId: digitsOnly("Pipedrive organization ID"),
  clearsOwner: false,
  stays: ["People and deals of the organization keep their owners, activities stay with whom they are assigned to."],
  howToImport: [
    "Tools and apps > Import data > From a spreadsheet; map {id} to Organization: Pipedrive System ID and Organization - Owner to Organization: Owner.",
  ],
  howToRollBack: ["The same import with the rollback file; the import's own undo removes new items only."],
};
