import { type Config, guardOf } from "../config/schema.ts";
import type { RepId } from "../domain/ids.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { Rep } from "../domain/rep.ts";
import { mayServeSeat } from "./availability.ts";

/** A mentor's hours for one junior. */
export interface Mentoring {
  readonly mentor: Rep;
  /** Taken off the mentor's hours in the quarter, whether the junior's clients need all of them or not. */
  readonly hours: number;
  /** The most complex consultative client that the two may take: the config's second limit, no more than the mentor's own. */
  readonly maxComplexity: number;
}

/** Why a junior has no mentor's hours. */
export type NoMentoring = "no mentor" | "not in the table" | "not there" | "no higher limit" | "no hours left";

/**
 * Reserves hours of the mentors (`mentor_id`) for the most junior sellers: for each what the config says, or an equal part where the mentor has less. Nothing
 * is reserved that would not do for one client.
 * @param capacity hours of each rep in the quarter; gets what is left.
 * @returns by junior; nothing where the config has no `mentoring`.
 */
export function reserveMentorHours(
  reps: readonly Rep[],
  capacity: Map<RepId, number>,
  quarter: Quarter,
  config: Config,
): Map<RepId, Mentoring | NoMentoring> {
  if (!config.mentoring) return new Map();
  const byId = new Map(reps.map((rep) => [rep.id, rep]));
  const juniors = reps.filter((rep) => isFirstLevel(rep, config) && mayServeSeat(rep, "seller", quarter));
  const asked = juniors.map((junior) => ({ junior, found: mentorOf(junior, byId, quarter, config) }));
  const reserved = new Map(
    asked.map(({ junior, found }) => {
      if (typeof found === "string") return [junior.id, found] as const;
      const count = asked.filter((other) => other.found === found).length;
      return [junior.id, mentoringBy(found, junior, (capacity.get(found.id) ?? 0) / count, config)] as const;
    }),
  );
  for (const found of reserved.values()) {
    if (typeof found === "string") continue;
    const left = (capacity.get(found.mentor.id) ?? 0) - found.hours;
    capacity.set(found.mentor.id, Math.round(left * 100) / 100);
  }
  return reserved;
}

function mentorOf(
  { mentorId }: Rep,
  byId: ReadonlyMap<RepId, Rep>,
  quarter: Quarter,
  config: Config,
): Rep | NoMentoring {
  if (mentorId === undefined) return "no mentor";
  const mentor = byId.get(mentorId);
  if (!mentor) return "not in the table";
  if (!mayServeSeat(mentor, "seller", quarter)) return "not there";
  return isFirstLevel(mentor, config) ? "no higher limit" : mentor;
}

/** @param most hours that the mentor can give this junior. */
function mentoringBy(mentor: Rep, junior: Rep, most: number, config: Config): Mentoring | NoMentoring {
  const { max_complexity = 0, hours_per_client = 0, hours_per_junior = 0 } = config.mentoring ?? {};
  const maxComplexity = Math.min(max_complexity, guardOf(config, mentor.level) ?? 100);
  if (maxComplexity <= (guardOf(config, junior.level) ?? 100)) return "no higher limit";
  // Whole hundredths, rounded down: parts never exceed the whole.
  const hours = Math.floor(Math.min(hours_per_junior, most) * 100) / 100;
  return hours >= hours_per_client ? { mentor, hours, maxComplexity } : "no hours left";
}

function isFirstLevel({ levelRank }: Rep, { levels }: Config): boolean {
  return levelRank === 0 && levels.order.length > 1;
}
