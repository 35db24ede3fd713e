import { parseIsoDay, parseQuarter } from "../../src/calendar/days.ts";
import { type Config, configSchema } from "../../src/config/schema.ts";
import type { Client } from "../../src/domain/client.ts";
import type { Day } from "../../src/domain/day.ts";
import type { ClientId, RepId } from "../../src/domain/ids.ts";
import type { LabelName } from "../../src/domain/label.ts";
import type { Cents } from "../../src/domain/money.ts";
import type { ClientProfile } from "../../src/domain/profile.ts";
import type { Quarter } from "../../src/domain/quarter.ts";
import type { Rep, Seat } from "../../src/domain/rep.ts";
import type { RuleContext } from "../../src/rules/rule.ts";

export const autumn = parseQuarter("2026Q4") as Quarter;

export function day(text: string): Day {
  const found = parseIsoDay(text);
  if (found === undefined) throw new Error(`${text} is no day`);
  return found;
}

export const repId = (text: string) => text as RepId;

export function configOf(settings: unknown = {}): Config {
  return configSchema.parse(settings);
}

export function clientOf(more: Partial<Client> = {}): Client {
  return {
    id: "C1" as ClientId,
    name: "Hansa Mills",
    requiredSkills: [],
    locked: false,
    place: { file: "clients.csv", line: 7, column: 1 },
    ...more,
  };
}

/** A middle seller of whom nothing is known that would keep clients away. */
export function repOf(more: Partial<Rep> = {}): Rep {
  return {
    id: repId("R1"),
    name: "Ann Reed",
    role: "seller",
    level: "middle",
    levelRank: 1,
    regions: [],
    skills: [],
    languages: [],
    industries: [],
    quarterHours: 250,
    excluded: false,
    place: { file: "reps.csv", line: 2, column: 1 },
    ...more,
  };
}

export interface Buyer {
  readonly client?: Partial<Client>;
  readonly label?: LabelName;
  readonly complexity?: number;
  /** Currency units of the last 12 months. */
  readonly revenue?: number;
  readonly hours?: Partial<Record<Seat, number>>;
}

export function profileOf({
  client,
  label = "transactional",
  complexity = 0,
  revenue = 0,
  hours,
}: Buyer): ClientProfile {
  const scored = { points: 0, possiblePoints: 0, reasons: [] };
  return {
    client: clientOf(client),
    signals: { values: {}, revenue12m: (revenue * 100) as Cents },
    label: { ...scored, score: 50, name: label, computed: label, confidence: "high", basis: "computed" },
    complexity: { ...scored, score: complexity },
    stage: "established",
    coverage: {
      hours: { seller: hours?.seller, desk: hours?.desk },
      routineHours: hours?.desk ?? 0,
      sellerDoesRoutine: false,
    },
  };
}

export function contextOf(reps: readonly Rep[], more: Partial<RuleContext> = {}): RuleContext {
  return {
    config: configOf(),
    quarter: autumn,
    reps: new Map(reps.map((rep) => [rep.id, rep])),
    capacityHours: new Map(reps.map((rep) => [rep.id, rep.quarterHours])),
    mentoring: new Map(),
    regionsComparable: true,
    ...more,
  };
}
