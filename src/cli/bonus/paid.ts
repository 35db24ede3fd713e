import { type Bonus, makeBonus } from "../../aftercare/bonus/make-bonus.ts";
import type { UnpaidRevenue } from "../../aftercare/bonus/pay-line.ts";
import type { BonusPeriod } from "../../aftercare/bonus/period.ts";
import {
  deskNotMeasured,
  exampleScheme,
  newClientUnsure,
  noOrdersInPeriod,
  periodNotOver,
  revenueUnpaid,
  schemeFavoursOldVolume,
} from "../../aftercare/bonus/problems.ts";
import { placeInConfig } from "../../config/parse-config.ts";
import type { Config } from "../../config/schema.ts";
import type { Day } from "../../domain/day.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Place } from "../../domain/place.ts";
import { payText } from "../../report/bonus/words.ts";
import type { LoadedConfig } from "../load-config.ts";
import type { BonusInputs } from "./load-bonus.ts";
import { rowIn, seatsOf } from "./plan-history.ts";

/** The pay of a period, and what is not clear of it. */
export interface Paid {
  /** Absent where the period has no orders. */
  readonly bonus?: Bonus;
  readonly findings: readonly Finding[];
}

/** Pays a period by the scheme of `config`. */
export function paid(inputs: BonusInputs, config: Config, period: BonusPeriod, loaded: LoadedConfig): Paid {
  const { facts, ordersFile } = inputs;
  const { ledger } = facts;
  const place: Place = { file: ordersFile, line: 1, column: 1 };
  const { seats, findings: ofSeats } = seatsOf(inputs.history, period);
  if (!ledger.lines.some(({ day }) => period.from <= day && day <= period.to)) {
    const known =
      ledger.firstDay === undefined || ledger.lastDay === undefined
        ? undefined
        : ([ledger.firstDay, ledger.lastDay] as const);
    return { findings: [noOrdersInPeriod(place, period.name, known)] };
  }
  const bonus = makeBonus({ ...facts, scheme: config.bonus, period, seats });
  const places = { orders: place };
  return { bonus, findings: [...ofSeats, ...paidFindings(bonus, config, places, inputs, loaded)] };
}

/** Pay of a week is often made a few days after the last order: so many days without one are no sign of a short export. */
const QUIET_DAYS = 4;

function paidFindings(
  bonus: Bonus,
  config: Config,
  places: { readonly orders: Place },
  inputs: BonusInputs,
  loaded: LoadedConfig,
): Finding[] {
  const { facts } = inputs;
  const { firstDay = 0 as Day, lastDay = bonus.period.to } = facts.ledger;
  const ended =
    lastDay + QUIET_DAYS < bonus.period.to ? [periodNotOver(places.orders, bonus.period.name, lastDay)] : [];
  const components = config.bonus.desk.components.map(({ on }) => on);
  const hasDesk = facts.reps.some(({ role }) => role !== "seller");
  const place = placeOf(loaded, ["bonus", "desk", "components"]);
  const lacking = {
    accuracy: "no column of the orders tells which were entered wrongly (error)",
    requests_in_time: "no column of the requests tells when they were handled (handled_date)",
  } as const;
  return [
    ...ended,
    ...bonus.unpaid
      .filter(({ amount, lines }) => amount !== 0 || lines > 0)
      .map((one) =>
        revenueUnpaid(
          placeOfUnpaid(one, inputs, bonus.period) ?? places.orders,
          one,
          payText(one.amount, config.currency),
        ),
      ),
    ...(bonus.unsureNew.length > 0
      ? [newClientUnsure(places.orders, bonus.unsureNew, firstDay, config.bonus.seller.history_before_months)]
      : []),
    ...(["accuracy", "requests_in_time"] as const)
      .filter((on) => hasDesk && components.includes(on) && !bonus.measurable[on])
      .map((on) => deskNotMeasured(place, on, lacking[on])),
  ];
}

/** Where the first of them would be mended: the project's row, the client's row in the last plan that has it, or in the clients file. */
function placeOfUnpaid(
  { why, examples }: UnpaidRevenue,
  { facts, history, clients }: BonusInputs,
  period: BonusPeriod,
): Place | undefined {
  const [first] = examples;
  if (why === "no plan" || why === "project unknown") return undefined;
  const project = facts.projects?.findLast(({ id }) => id === first);
  if (project) return project.place;
  const client = clients.find(({ id }) => id === first);
  const plans = history.plans.filter(({ from, to }) => from <= period.to && (to === undefined || to >= period.from));
  const rows = plans.map(({ name }) => client && rowIn(history, name, client.id, "seller"));
  return rows.findLast((place) => place !== undefined) ?? client?.place;
}

const HAS_SCHEME = /^bonus\s*:/m;

/** Nothing where the config says nothing of pay. */
function placeOf({ file, text }: LoadedConfig, path: readonly PropertyKey[]): Place | undefined {
  return file === undefined || !HAS_SCHEME.test(text) ? undefined : placeInConfig(text, file, path);
}

/** What is odd about the scheme itself. */
export function schemeFindings({ bonus }: Config, loaded: LoadedConfig): Finding[] {
  const { old_volume_rate: old, first_half_year_rate, project_rate } = bonus.seller;
  const place = placeOf(loaded, ["bonus", "seller"]);
  return [
    ...(HAS_SCHEME.test(loaded.text) ? [] : [exampleScheme()]),
    ...(first_half_year_rate <= old ? [schemeFavoursOldVolume(place, "a client's first half-year")] : []),
    ...(project_rate <= old ? [schemeFavoursOldVolume(place, "a project")] : []),
  ];
}
