import type { AllocationProblem } from "../../src/allocation/index.ts";
import { Random } from "../../src/allocation/random.ts";
import { coverageOf } from "../../src/coverage/coverage.ts";
import type { ClientId } from "../../src/domain/ids.ts";
import type { ClientProfile } from "../../src/domain/profile.ts";
import type { Rep } from "../../src/domain/rep.ts";
import { buildSeatModel } from "../../src/planning/seat-model.ts";
import { configOf, contextOf, profileOf, repId, repOf } from "../rules/cast.ts";
import { normal } from "./instance.ts";

const REGIONS = ["North", "South", "East", "West", "Central"];
const LEVELS = ["junior", "middle", "senior"];
const INDUSTRIES = ["food", "paper", "metal", "wood", "glass", "power"];

/** Hours that clients need for each hour there is. */
const UTILISATION = 0.7;

/**
 * The seller seat of a drawn company, stated by `planning/` with the default config: the model that the tool solves. Five regions, three
 * levels, log-normal revenue, 45% consultative clients of which the complex ones are kept off juniors, 5% without an owner, present owners
 * skewed to a few reps of any level, three measures, caps on hours, two move budgets.
 */
export function plannedInstance(clientCount: number, repCount: number, seed: number): AllocationProblem {
  const random = new Random(seed);
  const config = configOf();
  const drawn = Array.from({ length: clientCount }, (_, at) => drawClient(random, at, config));
  const needed = REGIONS.map((region) =>
    drawn.reduce((sum, { client, coverage }) => sum + (client.region === region ? (coverage.hours.seller ?? 0) : 0), 0),
  );
  const reps = Array.from({ length: repCount }, (_, at) => drawRep(random, at, repCount, needed));
  const profiles = drawn.map((profile) => withOwner(profile, reps, random));
  return buildSeatModel(profiles, "seller", reps, contextOf(reps)).problem;
}

function drawClient(random: Random, at: number, config: ReturnType<typeof configOf>): ClientProfile {
  const label = random.fraction() < 0.45 ? "consultative" : "transactional";
  const isConsultative = label === "consultative";
  const middle = isConsultative ? 50 : 25;
  const complexity = Math.min(100, Math.max(0, Math.round(middle + (isConsultative ? 18 : 12) * normal(random))));
  const ordersPerQuarter = isConsultative
    ? 3 + random.below(4)
    : Math.max(1, Math.round(6 * Math.exp(0.6 * normal(random))));
  const profile = profileOf({
    client: {
      id: `C${at}` as ClientId,
      name: `Client ${at}`,
      region: drawOf(random, REGIONS),
      industry: drawOf(random, INDUSTRIES),
    },
    label,
    complexity,
    revenue: Math.round(20_000 * Math.exp(1.1 * normal(random))) + 500,
  });
  const values = { orders_per_quarter: ordersPerQuarter, lines_per_quarter: 3 * ordersPerQuarter };
  const signals = { ...profile.signals, values };
  const stage = random.fraction() < 0.05 ? "new" : random.fraction() < 0.05 ? "lapsed" : "established";
  const coverage = coverageOf({ label: profile.label, complexity, stage, signals }, true, config);
  return { ...profile, signals, stage, coverage };
}

/** The first of each region is a senior: no client shall be without anybody. */
function drawRep(random: Random, at: number, repCount: number, needed: readonly number[]): Rep {
  const draw = random.fraction();
  const region = at % REGIONS.length;
  const levelRank = at < REGIONS.length ? 2 : draw < 0.25 ? 0 : draw < 0.7 ? 1 : 2;
  const colleagues = Math.ceil((repCount - region) / REGIONS.length);
  const share = (needed[region] as number) / colleagues / UTILISATION;
  return repOf({
    id: repId(`R${at}`),
    name: `Rep ${at}`,
    level: LEVELS[levelRank] as string,
    levelRank,
    regions: [REGIONS[region] as string],
    industries: [drawOf(random, INDUSTRIES)],
    quarterHours: Math.round(share * (0.9 + 0.2 * random.fraction())),
  });
}

/** Any rep of the region, whatever the level: some have ten times as many as others. 5% have nobody. */
function withOwner(profile: ClientProfile, reps: readonly Rep[], random: Random): ClientProfile {
  if (random.fraction() < 0.05) return profile;
  const region = REGIONS.indexOf(profile.client.region as string);
  const colleagues = Math.ceil((reps.length - region) / REGIONS.length);
  const owner = reps[region + REGIONS.length * Math.floor(colleagues * random.fraction() ** 1.6)];
  return owner ? { ...profile, client: { ...profile.client, ownerId: owner.id } } : profile;
}

function drawOf(random: Random, words: readonly string[]): string {
  return words[random.below(words.length)] as string;
}
