import type { Finding } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";

/** A finding as every JSON document of evenbook writes it (docs/check-json.schema.json). */
export function findingFields({ code, name, severity, message, remedy, place, related, clientId, repId }: Finding) {
  return {
    code,
    name,
    severity,
    message,
    remedy,
    place: place === undefined ? null : placeFields(place),
    related: (related ?? []).map((one) => ({ place: placeFields(one.place), message: one.message })),
    client_id: clientId ?? null,
    rep_id: repId ?? null,
  };
}

function placeFields({ file, line, column, endColumn }: Place) {
  return { file, line, column, end_column: endColumn ?? null };
}
