import type { Assignments } from "../domain/assignments.ts";
import type { Client } from "../domain/client.ts";
import type { RepId } from "../domain/ids.ts";
import type { Seat } from "../domain/rep.ts";
import { presentOwnerId } from "../rules/owner.ts";

/** What a plan does not choose: people have decided it beforehand. */
export interface Given {
  /** A file whose assignments are kept where the must rules allow it; its empty cells and missing rows are planned. */
  readonly kept?: Pick<Assignments, "file" | "rows">;
  /** Only what these reps have is dealt out; nothing else moves. */
  readonly released?: ReadonlySet<RepId>;
}

export const nothingGiven: Given = {};

/** Whether the plan leaves the seat of the client as it is: a release deals out other books. */
export function isOutside(client: Client, seat: Seat, { released }: Given): boolean {
  return released !== undefined && !released.has(presentOwnerId(client, seat) ?? ("" as RepId));
}
