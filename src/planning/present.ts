import type { Assignment, Seating } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { knownOwnerId } from "../rules/owner.ts";
import type { RuleContext } from "../rules/rule.ts";

/** Who serves whom now; an owner who is not in the reps table has left and counts as none. */
export function presentAssignment(profiles: readonly ClientProfile[], context: RuleContext): Assignment {
  return new Map(
    profiles.map(({ client }) => {
      const seller = knownOwnerId(client, "seller", context);
      const desk = knownOwnerId(client, "desk", context);
      const seating: Seating = {
        ...(seller === undefined ? {} : { seller }),
        ...(desk === undefined ? {} : { desk }),
      };
      return [client.id, seating];
    }),
  );
}
