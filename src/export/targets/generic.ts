import { repId } from "../owner-forms.ts";
import type { ExportTarget } from "../target.ts";

export const generic: ExportTarget = {
  name: "generic",
  title: "another system",
  columns: { id: "client_id", name: "client_name", owner: "owner_id", desk: "desk_id" },
  file: { encoding: "utf-8", delimiter: ",", lineEnd: "\n" },
  owner: repId,
  clearsOwner: true,
  stays: ["The file says who owns each client; what else the system moves with it is for that system to say."],
  howToImport: ["Map {id}, owner_id and desk_id; an empty cell means that nobody holds the seat."],
  howToRollBack: ["The same import with the rollback file."],
};
