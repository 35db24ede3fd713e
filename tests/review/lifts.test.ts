import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIsoDay } from "../../src/calendar/days.ts";
import type { Config } from "../../src/config/schema.ts";
import type { ClientProfile } from "../../src/domain/profile.ts";
import type { Rep } from "../../src/domain/rep.ts";
import { candidatesFor } from "../../src/review/candidates.ts";
import { type Lift, liftsFor } from "../../src/review/lifts.ts";
import { firstBreach } from "../../src/rules/catalogue.ts";
import type { RuleContext } from "../../src/rules/rule.ts";
import { arbitraryCase, companyOf, keptRules } from "./assigned.ts";

interface World {
  readonly config: Config;
  readonly rep: Rep;
  readonly members: readonly ClientProfile[];
}

/** Does by hand what the lift says: in the config, the rep's row or the client's row. */
function follow(world: World, { what, to }: Lift): World {
  const [key = "", id] = what.split(" of ");
  const day = parseIsoDay(to.slice(0, 10));
  const level = /^guard\.(.*)\.max_complexity$/.exec(key)?.[1];
  if (level !== undefined) {
    const guard = { ...world.config.guard, [level]: { max_complexity: Number(to) } };
    return { ...world, config: { ...world.config, guard } };
  }
  if (key === "regions" || key === "languages" || key === "skills") {
    expect(id).toBe(world.rep.id);
    return { ...world, rep: { ...world.rep, [key]: to.split(";") } };
  }
  if (key === "active_to") return { ...world, rep: { ...world.rep, ...(day !== undefined && { activeTo: day }) } };
  const cell = key === "lock" ? { locked: to === "true" } : { holdUntil: day as NonNullable<typeof day> };
  expect(["lock", "hold_until"]).toContain(key);
  return {
    ...world,
    members: world.members.map((one) => (one.client.id === id ? { ...one, client: { ...one.client, ...cell } } : one)),
  };
}

describe("what would let a rep have a client", () => {
  it("does, when it is done", async () => {
    const lifted = new Set<string>();
    await fc.assert(
      fc.asyncProperty(arbitraryCase, async ({ files, config, picks }) => {
        const review = keptRules(await companyOf(files, config), picks);
        for (const { model } of review.seats.values()) {
          for (const { members } of model.units) {
            const [first] = members;
            const held = review.seats.get(model.seat);
            for (const { rep, exclusion } of first && held ? candidatesFor(first, held, review.context) : []) {
              if (!exclusion) continue;
              const lifts = liftsFor(members, rep, model.seat, review.context);
              if (lifts === undefined) continue;
              const world = lifts.reduce(follow, { config, rep, members });
              const context: RuleContext = {
                ...review.context,
                config: world.config,
                reps: new Map(review.context.reps).set(rep.id, world.rep),
              };
              for (const profile of world.members) {
                expect(firstBreach({ profile, rep: world.rep, seat: model.seat }, context)).toBeUndefined();
              }
              for (const { code } of lifts) lifted.add(code);
            }
          }
        }
      }),
      { numRuns: 15, seed: 20262 },
    );
    expect([...lifted].sort()).toEqual(["EB201", "EB204", "EB205", "EB206", "EB207", "EB208", "EB209"]);
  });
});
