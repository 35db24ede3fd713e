import { fullName } from "../owner-forms.ts";
import type { ExportTarget } from "../target.ts";

export const oneC: ExportTarget = {
  name: "1c",
  title: "1C",
  columns: { id: "Код", owner: "Основной менеджер" },
  file: { encoding: "cp1251", delimiter: ";", lineEnd: "\r\n" },
  owner: fullName,
  clearsOwner: false,
  stays: ["Agreements, orders and open documents of the client keep their managers."],
  howToImport: [
    "Загрузка данных из табличного документа (or из внешних файлов): find by {id}, load Основной менеджер, leave the others alone.",
    "Format {id} as text: a spreadsheet drops its leading zeros.",
  ],
  howToRollBack: ["The same with the rollback file."],
};
