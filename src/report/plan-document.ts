import { formatDay } from "../calendar/days.ts";
import { daysInForce, daysOfQuarter } from "../calendar/in-force.ts";
import { type Config, complexAbove, guardOf } from "../config/schema.ts";
import type { Day } from "../domain/day.ts";
import type { Finding } from "../domain/finding.ts";
import type { RepId } from "../domain/ids.ts";
import { type LabelName, labelNames } from "../domain/label.ts";
import type { PlanRow, SeatChange } from "../domain/plan.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { type Figures, figuresOf, type MoveFigures, moveFigures, type Spread } from "../planning/figures.ts";
import { type Given, nothingGiven } from "../planning/given.ts";
import { hoursByLevel } from "../planning/hours-by-level.ts";
import type { PlanResult } from "../planning/make-plan.ts";
import { mentoredBy } from "../planning/mentored-clients.ts";
import { leaversOf, readinessOf, seatShares } from "../planning/readiness.ts";
import { type Scarcity, scarcitiesOf } from "../planning/scarcity.ts";
import { staffingOf } from "../planning/staffing.ts";
import { rules } from "../rules/catalogue.ts";
import type { RuleContext } from "../rules/rule.ts";
import { findingFields } from "./finding-fields.ts";
import { keptValues, releaseValues } from "./given-document.ts";
import { hoursValues } from "./hours-values.ts";
import { fourDecimals } from "./numbers.ts";
import { reasonInShort } from "./signal-words.ts";

/** What was read, as understood. */
export interface InputSummary {
  readonly table: string;
  readonly file: string;
  readonly sha256: string;
  /** One line for the report: rows, encoding, delimiter, what the columns were taken for. */
  readonly understood: readonly string[];
}

/** Everything the report of a plan is made from. */
export interface PlanReportSource {
  readonly version: string;
  readonly inputs: readonly InputSummary[];
  /** File of the config; absent when the defaults hold. */
  readonly configFile?: string;
  readonly configSha256: string;
  readonly asOf: Day;
  readonly asOfIsGiven: boolean;
  readonly profiles: readonly ClientProfile[];
  readonly reps: readonly Rep[];
  readonly context: RuleContext;
  readonly result: PlanResult;
  /** See `cli/plan-id.ts`; absent for what is no plan to keep. */
  readonly planId?: string;
  /** What people had decided beforehand. */
  readonly given?: Given;
  /** Id of the plan that the kept file is from. */
  readonly basedOn?: string;
  /** Of the inputs and of the plan, sorted. */
  readonly findings: readonly Finding[];
}

const LEAST_SURE = 10;

/**
 * The report of a plan as one JSON document: what `--json` prints, `summary.json` holds and the terminal report is drawn from. Money in
 * cents, shares from 0 to 1, hours per quarter, of a plan that takes effect within it those of the days in force.
 */
export function planDocument(source: PlanReportSource) {
  const { context, result, reps } = source;
  const { plan } = result;
  const config: Config = context.config;
  const nameOf = (id: RepId | undefined) =>
    id === undefined ? undefined : (context.reps.get(id)?.name ?? `${id} (gone)`);
  const before = figuresOf(plan.rows, plan.present, reps, context);
  const after = figuresOf(plan.rows, plan.assignment, reps, context);
  const firstLevel = config.levels.order[0] ?? "";
  return {
    evenbook: source.version,
    plan_id: source.planId ?? null,
    quarter: context.quarter.name,
    effective: formatDay(context.quarter.effectiveDay),
    days_in_force: daysInForce(context.quarter),
    days_of_quarter: daysOfQuarter(context.quarter),
    as_of: formatDay(source.asOf),
    as_of_basis: source.asOfIsGiven ? "given" : "the last order",
    lookback_months: config.lookback_months,
    seed: config.seed,
    currency: config.currency,
    config: source.configFile ?? null,
    config_sha256: source.configSha256,
    inputs: source.inputs,
    levels: config.levels.order,
    guard: Object.fromEntries(
      config.levels.order.flatMap((level) => {
        const most = guardOf(config, level);
        return most === undefined ? [] : [[level, most]];
      }),
    ),
    mentored_max_complexity: config.mentoring?.max_complexity ?? null,
    tolerance: config.balance.tolerance,
    hours_per_quarter: config.capacity.hours_per_quarter,
    min_order_days: config.labels.min_order_days,
    move_budget: config.limits.move_budget,
    first_level: firstLevel,
    last_level: config.levels.order.at(-1) ?? "",
    labels: labelNames.map((name) => labelCount(source.profiles, name)),
    label_threshold: config.labels.threshold,
    consultative_above_first_level: source.profiles.filter(
      ({ label, complexity }) => label.name === "consultative" && complexity.score > complexAbove(config),
    ).length,
    least_sure: leastSure(source.profiles, config.labels.threshold).map(({ client, label }) => ({
      client_id: client.id,
      client_name: client.name,
      label: label.name,
      score: label.score,
      confidence: label.confidence,
      basis: label.basis,
      reasons: label.reasons.slice(0, 2).map(reasonInShort),
    })),
    defaulted: source.profiles.filter(({ label }) => label.basis === "defaulted").length,
    overridden: source.profiles.filter(({ label }) => label.basis === "overridden").length,
    kept: keptValues(result, source.given ?? nothingGiven, source.basedOn),
    release: releaseValues(result, source.given ?? nothingGiven, context),
    before: figureValues(before),
    after: figureValues(after),
    moves: moveValues(moveFigures(plan)),
    reps: reps
      .map((rep, at) => repLine(rep, before, after, at))
      .filter((line, at) => !reps[at]?.excluded || line.before.clients > 0),
    changes: plan.rows.flatMap((row) =>
      row.seatChanges.filter(isChange).map((change) => changeLine(row, change, nameOf)),
    ),
    unplaced: plan.unplaced.map(({ profile, seat, staffing, stops }) => ({
      client_id: profile.client.id,
      client_name: profile.client.name,
      seat,
      complexity: profile.complexity.score,
      needs: staffing,
      stops: stops.map((stop) => ({
        rep_id: stop.repId,
        code: stop.code,
        rule: rules.find((rule) => rule.code === stop.code)?.name ?? stop.code,
        message: stop.message,
      })),
    })),
    staffing: staffingLines(source),
    mentoring: mentoredBy(plan, reps, context).map((one) => ({
      rep_id: one.junior.id,
      rep_name: one.junior.name,
      mentor_id: one.mentor.id,
      mentor_name: one.mentor.name,
      max_complexity: one.maxComplexity,
      reserved_hours: one.hours,
      used_hours: one.usedHours,
      clients: one.clients,
    })),
    // What a release leaves as it is would be scarce as well, and no release mends that.
    scarcity: source.given?.released
      ? []
      : scarcitiesOf(result.seatPlans.values(), source.profiles).map(scarcityValues),
    seats: plan.proofs.map(({ outOfTime, ...proof }) => ({ ...proof, out_of_time: outOfTime })),
    interrupted: plan.proofs.some((proof) => proof.interrupted),
    findings: source.findings.map(findingFields),
  };
}

export type PlanDocument = ReturnType<typeof planDocument>;

function labelCount(profiles: readonly ClientProfile[], name: LabelName) {
  const ofLabel = profiles.filter(({ label }) => label.name === name);
  const count = (confidence: string) => ofLabel.filter(({ label }) => label.confidence === confidence).length;
  return {
    label: name,
    clients: ofLabel.length,
    high: count("high"),
    medium: count("medium"),
    low: count("low"),
    revenue_cents: ofLabel.reduce((sum, { signals }) => sum + signals.revenue12m, 0),
  };
}

/** Computed labels nearest to the threshold. Defaults are no guess and overrides no doubt: they are counted apart. */
function leastSure(profiles: readonly ClientProfile[], threshold: number): ClientProfile[] {
  const distance = ({ label }: ClientProfile) => Math.abs(label.score - threshold);
  return profiles
    .filter(({ label }) => label.basis === "computed")
    .sort((a, b) => distance(a) - distance(b) || (a.client.id < b.client.id ? -1 : 1))
    .slice(0, LEAST_SURE);
}

function spreadValues(spread: Spread | undefined) {
  return spread
    ? { least: fourDecimals(spread.least), most: fourDecimals(spread.most), cv: fourDecimals(spread.cv) }
    : null;
}

/** The moves of a plan as documents write them. */
export function moveValues(moves: MoveFigures) {
  return {
    forced: moves.forced,
    chosen: moves.chosen,
    lost_seller: moves.lost,
    desk_forced: moves.deskForced,
    desk_chosen: moves.deskChosen,
    first_seller: moves.fresh,
    first_desk: moves.firstDesk,
    revenue_forced_cents: moves.revenueForced,
    revenue_chosen_cents: moves.revenueChosen,
    revenue_total_cents: moves.revenueTotal,
    continuity: moves.continuity === undefined ? null : fourDecimals(moves.continuity),
  };
}

/** The figures of an assignment as documents write them. */
export function figureValues(figures: Figures) {
  return {
    consultative_on_juniors: figures.consultativeOnJuniors,
    complex_on_too_low_level: figures.complexOnTooLowLevel,
    senior_routine_hours: figures.seniorRoutineHours,
    seller_routine_hours: figures.routineHoursOfSellers,
    hours_spread: spreadValues(figures.hoursSpread),
    revenue_spread: spreadValues(figures.revenueSpread),
    without_seller: figures.withoutSeller,
  };
}

function repLine(rep: Rep, before: Figures, after: Figures, at: number) {
  const book = (figures: Figures) => {
    const { capacityHours, hours, clients, consultative, tooComplex, routineHours, revenue } = figures.books[
      at
    ] as Figures["books"][number];
    return {
      load: capacityHours > 0 ? fourDecimals(hours / capacityHours) : null,
      hours,
      clients,
      consultative,
      too_complex: tooComplex,
      routine_hours: routineHours,
      revenue_cents: revenue,
    };
  };
  return {
    rep_id: rep.id,
    rep_name: rep.name,
    role: rep.role,
    level: rep.level,
    regions: rep.regions,
    capacity_hours: after.books[at]?.capacityHours ?? 0,
    before: book(before),
    after: book(after),
  };
}

/** A seat that somebody leaves, or a first seller; a first desk specialist is counted, not listed. */
function isChange({ leaves, change, seat }: SeatChange): boolean {
  return leaves || (change === "new" && seat === "seller");
}

function changeLine({ profile }: PlanRow, change: SeatChange, nameOf: (id: RepId | undefined) => string | undefined) {
  const { client, signals } = profile;
  return {
    client_id: client.id,
    client_name: client.name,
    seat: change.seat,
    change: change.change,
    forced: change.forced,
    from_id: change.from ?? null,
    from: nameOf(change.from) ?? null,
    to_id: change.to ?? null,
    to: nameOf(change.to) ?? null,
    reason: change.reason,
    revenue_cents: signals.revenue12m,
  };
}

function scarcityValues(scarcity: Scarcity) {
  if (scarcity.kind === "budget") {
    const isRevenue = scarcity.rule.measure === "revenue";
    const what = isRevenue
      ? "the revenue that chosen moves may touch"
      : "the number of clients that chosen moves may touch";
    const unit = isRevenue ? "1% of all revenue" : "1 client";
    return { limit: scarcity.rule.name, what, unit, points: scarcity.pointsPerUnit, over: 0, reps_over: 0 };
  }
  const { seat, rule, level, regions, reps, over, repsOver, pointsPerUnit } = scarcity;
  const who = seat === "seller" ? level : "desk";
  const where = regions.length > 0 ? ` in ${regions.join(", ")}` : "";
  const goods = rule.unit.replace(/^h\b/, "hours");
  return {
    limit: rule.name,
    what: `${who} ${goods}${where} (${reps.length} ${reps.length === 1 ? "rep" : "reps"})`,
    unit: `1 ${rule.unit}`,
    points: pointsPerUnit,
    over,
    reps_over: repsOver,
  };
}

function staffingLines({ result, context, reps }: PlanReportSource) {
  const { lines, missing } = staffingOf(result.plan, result.seatPlans, context);
  return {
    groups: lines
      .filter((line) => line.neededHours > 0)
      .map((line) => ({
        seat: line.seat,
        regions: line.regions,
        reps: line.reps.length,
        needed_hours: line.neededHours,
        capacity_hours: line.capacityHours,
        short_fte: line.shortFte,
        short_hours: Math.max(0, Math.round((line.neededHours - line.capacityHours) * 10) / 10),
      })),
    missing,
    by_level: [...result.seatPlans.values()].flatMap(({ model }) => hoursByLevel(model, context)).map(hoursValues),
    readiness: readinessOf(reps, context).map(({ rep, fullFrom, next }) => ({
      rep_id: rep.id,
      rep_name: rep.name,
      level: rep.level,
      full_hours_from: fullFrom === undefined ? null : formatDay(fullFrom),
      next_level: next?.level ?? null,
      next_level_from: next === undefined ? null : formatDay(next.from),
      next_level_reached: next !== undefined && next.from <= context.quarter.firstDay,
    })),
    leaving: leaversOf(reps, context).map(({ rep, lastDay, hours }) => ({
      rep_id: rep.id,
      rep_name: rep.name,
      last_day: formatDay(lastDay),
      gone_from: formatDay((lastDay + 1) as Day),
      hours,
    })),
    full_time: seatShares(reps, context),
  };
}
