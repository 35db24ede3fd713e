import type { ClientId } from "../../src/domain/ids.ts";
import type { PlanRow } from "../../src/domain/plan.ts";
import type { ClientProfile } from "../../src/domain/profile.ts";
import type { Rep } from "../../src/domain/rep.ts";
import { makePlan } from "../../src/planning/make-plan.ts";
import type { RuleContext } from "../../src/rules/rule.ts";
import { type Buyer, contextOf, profileOf, repId } from "../rules/cast.ts";

/** A buyer named by its id; `owner` and `desk` are who has it now. */
export function buyerOf(id: string, owner?: string, more: Buyer & { readonly desk?: string } = {}): ClientProfile {
  return profileOf({
    hours: { seller: 10 },
    revenue: 1000,
    ...more,
    client: {
      id: id as ClientId,
      name: `Client ${id}`,
      ...(owner === undefined ? {} : { ownerId: repId(owner) }),
      ...(more.desk === undefined ? {} : { deskId: repId(more.desk) }),
      ...more.client,
    },
  });
}

/** Plans the buyers; `row` finds one by its id. */
export async function planFor(
  profiles: readonly ClientProfile[],
  reps: readonly Rep[],
  more: Partial<RuleContext> = {},
) {
  const context = contextOf(reps, more);
  const result = await makePlan(profiles, reps, context, { seed: 1, effort: "quick" });
  const row = (id: string) => result.plan.rows.find(({ profile }) => profile.client.id === id) as PlanRow;
  return { ...result, context, row };
}
