import fc from "fast-check";
import type { Config } from "../../src/config/schema.ts";
import type { AssignedCell, Assignments } from "../../src/domain/assignments.ts";
import type { ClientId, RepId } from "../../src/domain/ids.ts";
import { type Seat, seats } from "../../src/domain/rep.ts";
import type { DiffSide } from "../../src/review/diff.ts";
import { type Company, type PlanUnderReview, reviewHeld } from "../../src/review/plan-under-review.ts";
import { readCompany } from "../demo/company.ts";
import { arbitraryCompany, arbitraryConfig } from "../planning/arbitrary-company.ts";

/** A small company of any shape, under any config, and numbers to choose its assignments by. */
export const arbitraryCase = fc.record({
  files: arbitraryCompany(),
  config: arbitraryConfig(),
  picks: fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 }),
});

export async function companyOf(files: Parameters<typeof readCompany>[0], config: Config): Promise<Company> {
  const { profiles, tables, context } = await readCompany(files, config);
  return { profiles, reps: tables.reps, context };
}

/** Somebody's assignment that keeps the must rules: each unit with one of its candidates, or with nobody. */
export function keptRules(company: Company, picks: readonly number[]): PlanUnderReview {
  const empty = reviewHeld({ seller: new Map(), desk: new Map() }, company);
  let at = 0;
  const chosen = (seat: Seat) => {
    const { model } = empty.seats.get(seat) as NonNullable<ReturnType<typeof empty.seats.get>>;
    return new Map(
      model.units.flatMap(({ members, candidates }) => {
        const pick = picks[at++ % picks.length] as number;
        const rep = pick % 7 === 0 ? undefined : model.reps[candidates[pick % candidates.length] ?? -1];
        return rep ? members.map(({ client }) => [client.id, rep.id] as const) : [];
      }),
    );
  };
  return reviewHeld({ seller: chosen("seller"), desk: chosen("desk") }, company);
}

/** Anybody with anybody, whatever the rules say. */
export function anyhow(company: Company, picks: readonly number[]): PlanUnderReview {
  let at = 0;
  const chosen = () =>
    new Map(
      company.profiles.flatMap(({ client }) => {
        const pick = picks[at++ % picks.length] as number;
        const rep = pick % 9 === 0 ? undefined : company.reps[pick % company.reps.length];
        return rep ? [[client.id, rep.id] as const] : [];
      }),
    );
  return reviewHeld({ seller: chosen(), desk: chosen() }, company);
}

export function sideOf(review: PlanUnderReview): DiffSide {
  return { review, holder: (id, seat) => review.assignment.get(id)?.[seat], isPresent: false };
}

/** The file that a manager would check: the assignment, but for the cells that are forced. */
export function fileOf(review: PlanUnderReview, seat: Seat, forced: readonly ClientId[], repId: RepId): Assignments {
  const cell = (line: number, rep: RepId | undefined): AssignedCell =>
    rep === undefined ? { empty: true, line, column: 6 } : { empty: false, repId: rep, line, column: 6 };
  const rows = review.profiles.map(({ client }, at) => {
    const held = (one: Seat) =>
      one === seat && forced.includes(client.id) ? repId : review.assignment.get(client.id)?.[one];
    const cells = Object.fromEntries(seats.map((one) => [one, cell(at + 2, held(one))]));
    return [client.id, { line: at + 2, column: 1, seats: cells }] as const;
  });
  return {
    file: "plan.csv",
    headerPlace: { file: "plan.csv", line: 1, column: 1 },
    rows: new Map(rows),
    seats,
    dropped: { first: [], count: 0 },
    damaged: new Map(),
    repeated: new Map(),
    hiddenFindings: [],
  };
}
