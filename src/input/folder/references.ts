import { idKey, personKey, type Reference, referenceTo } from "./content.ts";
import { type Fit, fieldValues } from "./fit.ts";

/** Ids of the clients, as they are compared. */
export function clientKeys(clients: Fit): ReadonlySet<string> {
  return new Set(fieldValues(clients, "client_id").map(idKey));
}

/** Every way in which the reps file lets a rep be named. */
export function repKeys(reps: Fit): ReadonlySet<string> {
  return new Set(["rep_id", "name", "email"].flatMap((field) => fieldValues(reps, field).map(personKey)));
}

/** Owners that the clients name, found among the reps. */
export function ownersAmong(clients: Fit, reps: Fit): Reference {
  return referenceTo(repKeys(reps), fieldValues(clients, "owner_id"), personKey);
}

/** Clients that orders, requests or overrides name, found among the clients. */
export function clientsAmong(naming: Fit, clients: Fit): Reference {
  // A deal may name several clients; the first counts.
  const first = (id: string) => idKey(id.split(";")[0]?.trim() ?? id);
  return referenceTo(clientKeys(clients), fieldValues(naming, "client_id"), first);
}

/** Remembers what is asked again and again while combinations are tried. */
export function remembered(measure: (a: Fit, b: Fit) => Reference): (a: Fit, b: Fit) => Reference {
  const known = new Map<Fit, Map<Fit, Reference>>();
  return (a, b) => {
    const ofA = known.get(a) ?? new Map<Fit, Reference>();
    known.set(a, ofA);
    const found = ofA.get(b) ?? measure(a, b);
    ofA.set(b, found);
    return found;
  };
}
