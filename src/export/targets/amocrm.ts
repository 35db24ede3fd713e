import { fullName } from "../owner-forms.ts";
import { digitsOnly, type ExportTarget } from "../target.ts";

export const amocrm: ExportTarget = {
  name: "amocrm",
  title: "amoCRM",
  columns: { id: "ID", name: "Название компании", owner: "Ответственный" },
  file: { encoding: "utf-8", delimiter: ",", lineEnd: "\n" },
  owner: fullName,
  clientId: digitsOnly("amoCRM company ID"),
  clearsOwner: false,
  stays: [
    "Contacts and deals of the company keep their responsible users, open tasks stay with whom they were given to.",
  ],
  howToImport: [
    "Lists > Companies > ... > Import, map {id}, Название компании and Ответственный. Try it with two rows first: where your account makes new companies instead, change the owners by the API (PATCH /api/v4/companies).",
  ],
  howToRollBack: ["The same import with the rollback file."],
};
