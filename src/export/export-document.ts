import type { Finding } from "../domain/finding.ts";
import { findingFields } from "../report/finding-fields.ts";
import type { CrmExport } from "./make-export.ts";

/** The export as one JSON document: every file with its rows as they stand in it. */
export function exportDocument(
  { target, headers, files, figures, flows, notRestored }: CrmExport,
  findings: readonly Finding[],
) {
  return {
    target: target.name,
    id_header: headers.id,
    desk_header: headers.desk ?? null,
    encoding: target.file.encoding,
    delimiter: target.file.delimiter,
    clients: figures.clients,
    exported: figures.exported,
    change_owner: figures.changeOwner,
    change_desk: figures.changeDesk,
    without_seller: figures.withoutSeller,
    not_in_plan: figures.notInPlan,
    files: files.map(({ name, kind, header, rows }) => ({ name, kind, header, rows })),
    reps: flows.map(({ repId, gives, takes }) => ({ rep_id: repId, gives, takes })),
    not_restored: notRestored.map(({ id, name, owner }) => ({ client_id: id, client_name: name, owner })),
    findings: findings.map(findingFields),
  };
}
