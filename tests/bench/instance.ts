import type { AllocationProblem, BalanceMeasure } from "../../src/allocation/index.ts";
import { Random } from "../../src/allocation/random.ts";

const REGIONS = 5;
const LEVELS = ["junior", "middle", "senior"] as const;
const PENALTY = { at: [-0.2, -0.1, 0, 0.1, 0.2], slope: [-100, -10, -1, 1, 10, 100] };

interface Rep {
  readonly region: number;
  readonly level: number;
  readonly hours: number;
  readonly industry: number;
}

interface Client {
  readonly region: number;
  readonly consultative: boolean;
  /** Lowest level that may take the client. */
  readonly level: number;
  readonly revenue: number;
  readonly hours: number;
  readonly industry: number;
}

/**
 * A sales force as planning would state it: five regions, three levels, log-normal revenue, complex clients kept off juniors,
 * 5% without an owner, present owners skewed to a few reps, three measures, two caps and two move budgets.
 */
export function benchInstance(clientCount: number, repCount: number, seed: number): AllocationProblem {
  const random = new Random(seed);
  const reps = Array.from({ length: repCount }, (_, index) => drawRep(random, index));
  const clients = Array.from({ length: clientCount }, () => drawClient(random));
  const owners = clients.map((client) => drawOwner(random, client, reps));
  const pairs = eligiblePairs(clients, reps, owners);
  const revenue = Float64Array.from(clients, (client) => client.revenue);
  const hours = Float64Array.from(clients, (client) => client.hours);
  const consultative = Float64Array.from(clients, (client) => Number(client.consultative));
  const ones = new Float64Array(clientCount).fill(1);
  const placed = owners.map((owner, unit) => (pairs.mayTake(unit, owner) ? owner : -1));
  return {
    unitCount: clientCount,
    agentCount: repCount,
    pairStart: pairs.start,
    pairAgent: pairs.agent,
    pairCost: pairs.cost,
    unplacedCost: Float64Array.from(clients, (client) => 2000 + 50 * client.hours),
    measures: [
      measure(
        "hours",
        30,
        hours,
        shares(clients, hours, reps, (rep) => rep.hours),
      ),
      measure(
        "revenue",
        30,
        revenue,
        shares(clients, revenue, reps, (rep) => rep.hours * (1 + rep.level)),
      ),
      measure(
        "consultative",
        20,
        consultative,
        shares(clients, consultative, reps, (rep) => rep.hours * rep.level),
      ),
    ],
    caps: [
      {
        name: "hours",
        use: hours,
        usePerPair: false,
        capacity: shares(clients, hours, reps, (rep) => rep.hours).map((share) => 1.15 * share),
        overflowPrice: 40,
      },
      {
        name: "clients",
        use: ones,
        usePerPair: false,
        capacity: new Float64Array(repCount).fill(Math.ceil((1.6 * clientCount) / repCount)),
        overflowPrice: 200,
      },
    ],
    budgets: [
      { name: "revenue moved", use: revenue, limit: 0.3 * sum(revenue), overflowPrice: 0.02 },
      { name: "clients moved", use: ones, limit: 0.3 * clientCount, overflowPrice: 100 },
    ],
    home: Int32Array.from(placed),
  };
}

function drawRep(random: Random, index: number): Rep {
  const draw = random.fraction();
  const level = draw < 0.25 ? 0 : draw < 0.7 ? 1 : 2;
  // The first of each region is a senior: no client shall be without anybody.
  return {
    region: index % REGIONS,
    level: index < REGIONS ? LEVELS.length - 1 : level,
    hours: 350 + 10 * random.below(10),
    industry: random.below(6),
  };
}

function drawClient(random: Random): Client {
  const consultative = random.fraction() < 0.3;
  const complexity = random.fraction();
  const revenue = Math.round(20_000 * Math.exp(1.1 * normal(random))) + 500;
  return {
    region: random.below(REGIONS),
    consultative,
    level: consultative ? (complexity > 0.75 ? 2 : 1) : complexity > 0.9 ? 1 : 0,
    revenue,
    hours: (consultative ? 4 : 2) + Math.round(10 * (revenue / 20_000) ** 0.5 * (0.5 + random.fraction())) / 10,
    industry: random.below(6),
  };
}

/** A number of about the standard normal distribution. */
export function normal(random: Random): number {
  let total = -6;
  for (let draw = 0; draw < 12; draw++) total += random.fraction();
  return total;
}

/** Any rep of the region, whatever the level: some have ten times as many as others. 5% have nobody. */
function drawOwner(random: Random, client: Client, reps: readonly Rep[]): number {
  if (random.fraction() < 0.05) return -1;
  const perRegion = Math.ceil((reps.length - client.region) / REGIONS);
  const place = Math.floor(perRegion * random.fraction() ** 1.6);
  return place < perRegion ? client.region + REGIONS * place : -1;
}

function eligiblePairs(clients: readonly Client[], reps: readonly Rep[], owners: readonly number[]) {
  const start = new Int32Array(clients.length + 1);
  const agent: number[] = [];
  const cost: number[] = [];
  const mayTake = (unit: number, rep: number): boolean => {
    const client = clients[unit] as Client;
    return rep >= 0 && (reps[rep] as Rep).region === client.region && (reps[rep] as Rep).level >= client.level;
  };
  clients.forEach((client, unit) => {
    for (let rep = client.region; rep < reps.length; rep += REGIONS) {
      if (!mayTake(unit, rep)) continue;
      agent.push(rep);
      cost.push(pairPoints(client, reps[rep] as Rep, rep === owners[unit] || !mayTake(unit, owners[unit] as number)));
    }
    start[unit + 1] = agent.length;
  });
  return { start, agent: Int32Array.from(agent), cost: Float64Array.from(cost), mayTake };
}

/** Continuity (what the relation is worth), reaching down, and industry fit. */
function pairPoints(client: Client, rep: Rep, keeps: boolean): number {
  const continuity = keeps ? 0 : 1 + client.revenue / 20_000;
  const reachingDown = rep.level === 2 && !client.consultative ? 0.1 * client.hours : 0;
  return continuity + reachingDown + (rep.industry === client.industry ? 0 : 0.2);
}

/** Each rep's share of its region's total. */
function shares(
  clients: readonly Client[],
  load: Float64Array,
  reps: readonly Rep[],
  weight: (rep: Rep) => number,
): Float64Array {
  const totals = new Float64Array(REGIONS);
  const weights = new Float64Array(REGIONS);
  clients.forEach((client, unit) => {
    totals[client.region] = (totals[client.region] as number) + (load[unit] as number);
  });
  for (const rep of reps) weights[rep.region] = (weights[rep.region] as number) + weight(rep);
  return Float64Array.from(
    reps,
    (rep) => ((totals[rep.region] as number) * weight(rep)) / (weights[rep.region] as number),
  );
}

function measure(name: string, weight: number, load: Float64Array, target: Float64Array): BalanceMeasure {
  const mean = sum(target) / target.length;
  return {
    name,
    load,
    target,
    scale: target.map((value) => Math.max(value, 0.2 * mean, 1e-9)),
    weight,
    penalty: PENALTY,
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
