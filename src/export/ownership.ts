import type { Assignments } from "../domain/assignments.ts";
import type { Client } from "../domain/client.ts";
import type { RepId } from "../domain/ids.ts";
import type { Seat } from "../domain/rep.ts";

/** Who holds a seat of a client: at present, and by the plan where it names somebody. */
export interface Holding {
  readonly present?: RepId;
  readonly planned?: RepId;
  /** The plan names another than the present holder. */
  readonly changes: boolean;
  /** The plan names nobody where there is somebody at present. */
  readonly empties: boolean;
}

/** One client of the clients file with what the plan says of it. */
export interface Ownership {
  readonly client: Client;
  readonly seller: Holding;
  readonly desk: Holding;
  /** False where the plan has no row for the client. */
  readonly inPlan: boolean;
}

/** Sets plan and present side by side, in the order of the clients file. */
export function ownerships(clients: readonly Client[], assignments: Assignments): readonly Ownership[] {
  return clients.map((client) => {
    const row = assignments.rows.get(client.id);
    const holding = (seat: Seat, present: RepId | undefined): Holding => {
      const planned = row?.seats[seat]?.repId;
      return {
        ...(present === undefined ? {} : { present }),
        ...(planned === undefined ? {} : { planned }),
        changes: planned !== undefined && planned !== present,
        empties: row?.seats[seat] !== undefined && planned === undefined && present !== undefined,
      };
    };
    return {
      client,
      seller: holding("seller", client.ownerId),
      desk: holding("desk", client.deskId),
      inPlan: row !== undefined,
    };
  });
}
