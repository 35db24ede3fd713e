import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIsoDay } from "../../src/calendar/days.ts";
import type { Config } from "../../src/config/schema.ts";
import type { ClientProfile } from "../../src/domain/profile.ts";
import type { Rep } from "../../src/domain/rep.ts";
import type { HeldSeat } from "../../src/planning/seat-plan.ts";
import { candidatesFor } from "../../src/review/candidates.ts";
import { type Lift, liftsFor } from "../../src/review/lifts.ts";
import { reviewHeld } from "../../src/review/plan-under-review.ts";
import { whatWouldChange } from "../../src/review/what-would-change.ts";
import { firstBreach } from "../../src/rules/catalogue.ts";
import type { RuleContext } from "../../src/rules/rule.ts";
import { buyerOf } from "../planning/small-plan.ts";
import { configOf, contextOf, repId, repOf } from "../rules/cast.ts";
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

describe("the weight at which another rep would be as good", () => {
  const [ana, ben] = [repOf({ id: repId("ANA") }), repOf({ id: repId("BEN") })];
  const profiles = Array.from({ length: 12 }, (_, at) => buyerOf(`C${at}`, "ANA", { revenue: 1000 + 130 * at }));
  const config = configOf({
    limits: { move_budget: { revenue_share: 1, client_share: 1 } },
    aims: { continuity: 4 },
  });
  const holders = { seller: new Map(profiles.map(({ client }, at) => [client.id, at % 2 === 0 ? ana.id : ben.id])) };
  const reviewed = (settings: Config) =>
    reviewHeld(holders, { profiles, reps: [ana, ben], context: contextOf([ana, ben], { config: settings }) });
  const asked = (profile: ClientProfile, settings: Config) => {
    const review = reviewed(settings);
    const held = review.seats.get("seller") as HeldSeat;
    const candidates = candidatesFor(profile, held, review.context);
    return { candidates, ...whatWouldChange(profile, candidates, held, review.context) };
  };

  it("makes the two equal", () => {
    const keys = new Set<string>();
    for (const profile of profiles) {
      for (const { candidate, key, from, to } of asked(profile, config).weights) {
        keys.add(key);
        expect(candidate.points).toBeGreaterThan(0);
        const now = asked(profile, withWeight(config, key, to)).candidates.find(
          ({ rep }) => rep.id === candidate.rep.id,
        );
        // Costs of pairs are whole thousandths.
        expect(Math.abs(now?.points ?? 1)).toBeLessThan(0.01);
        // Who has been moved away goes back when continuity weighs more.
        if (key === "aims.continuity" && candidate.isOwner) expect(to).toBeGreaterThan(from);
      }
    }
    expect(keys).toContain("aims.continuity");
  });
});

/** @param key as in the config, e.g. `balance.weights.hours`. */
function withWeight(config: Config, key: string, to: number): Config {
  const changed = structuredClone(config) as unknown as Record<string, Record<string, unknown>>;
  const path = key.split(".");
  const last = path.pop() as string;
  const place = path.reduce<Record<string, unknown>>((at, part) => at[part] as Record<string, unknown>, changed);
  place[last] = to;
  return changed as unknown as Config;
}
