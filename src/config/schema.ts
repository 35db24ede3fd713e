import * as z from "zod";
import { bonusSchema } from "./bonus.ts";
import { absencesSchema, routeSchema } from "./route.ts";
import { defaultComplexityScorecard, defaultLabelScorecard, scorecardSchema } from "./scorecard.ts";
import { isoDay, personId } from "./values.ts";

const share = z.number().min(0).max(1);
const hours = z.number().min(0);
const weight = z.number().min(0).max(1000);

const columnMap = z.record(z.string(), z.string());

const perLabel = (what: string, transactional: number, consultative: number, complex: number) =>
  z
    .strictObject({
      transactional: hours.default(transactional).describe(`${what} for a transactional client.`),
      consultative: hours.default(consultative).describe(`${what} for a consultative client.`),
      complex: hours.default(complex).describe(`${what} for a consultative client above the first level's guard.`),
    })
    .prefault({});

const files = z.strictObject({
  clients: z.string().optional().describe("The clients, one row each."),
  reps: z.string().optional().describe("The reps, one row each."),
  orders: z
    .union([z.string(), z.array(z.string()).min(1)])
    .optional()
    .describe("One order history, or a list of files."),
  requests: z.string().optional().describe("What clients asked for, if there is such a file."),
  overrides: z
    .string()
    .optional()
    .describe("What people have decided on clients (docs/keeping.md), if there is such a file."),
  handoffs: z.string().optional().describe("Clients who change hands, as evenbook watch writes them."),
  visits: z.string().optional().describe("The visits that took place, if there is such a file."),
  projects: z.string().optional().describe("The projects that were won, if there is such a file."),
});

const format = z
  .strictObject({
    encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "cp1251", "cp1252", "cp866", "koi8-r"]).optional(),
    delimiter: z.string().length(1).optional(),
    quote: z.string().length(1).optional(),
    decimal: z.enum([".", ","]).optional(),
    date_order: z
      .enum(["dmy", "mdy"])
      .optional()
      .describe("Needed where every day is under 13: 03/04 may be March or April."),
    header_line: z.number().int().min(1).optional(),
  })
  .prefault({});

const levels = z.strictObject({
  order: z
    .array(z.string().min(1))
    .min(1)
    .default(["junior", "middle", "senior"])
    .describe("Names of the levels, the most junior first."),
  titles: z
    .record(z.string(), z.string())
    .default({})
    .describe('Maps a title in reps.csv to a level, or to "by_tenure": the level then follows from hire_date.'),
  by_tenure_months: z
    .record(z.string(), z.number().min(0))
    .default({ junior: 0, middle: 12, senior: 36 })
    .describe("Months since hire_date from which a rep has the level."),
  default: z
    .string()
    .optional()
    .describe("Level of reps when the file has neither level nor hire_date; the middle one when left out."),
});

const roles = z.strictObject({
  titles: z
    .record(z.string(), z.enum(["seller", "desk", "both"]))
    .default({})
    .describe("Maps a title in reps.csv to a role; where there is no role column, the title of the level counts."),
});

const reps = z.strictObject({
  exclude: z.array(personId).default([]).describe("Ids of reps who hold no clients, e.g. managers."),
  desk: z
    .array(personId)
    .default([])
    .describe("Ids of reps who are the desk, where reps.csv does not say so by role or title; wins over both."),
});

const capacity = z.strictObject({
  hours_per_quarter: hours
    .default(250)
    .describe("Hours with clients that a full-time rep has in a quarter (62 days x 4 h)."),
  max_utilisation: z.number().min(0).max(3).default(1).describe("Share of the capacity that a plan may use."),
  ramp: z
    .array(z.strictObject({ months: z.number().int().min(1), share }))
    .default([
      { months: 3, share: 0.3 },
      { months: 3, share: 0.7 },
    ])
    .describe("Capacity of a new hire: for so many months, this share, in turn."),
});

const labels = z.strictObject({
  min_order_days: z
    .number()
    .int()
    .min(2)
    .default(4)
    .describe("Fewer distinct order days: consultative by default, low confidence."),
  threshold: z.number().min(0).max(100).default(50).describe("Scores from here up are transactional."),
  high_confidence: z.number().min(0).default(14).describe("Least distance from the threshold for high confidence."),
  medium_confidence: z.number().min(0).default(8).describe("Least distance for medium confidence."),
  high_confidence_order_days: z.number().int().min(0).default(8).describe("Order days that high confidence needs."),
  self_service_channels: z
    .array(z.string())
    .default(["portal", "edi", "web", "webshop", "online", "shop", "e-commerce", "интернет"])
    .describe("Channels without a person."),
  scorecard: scorecardSchema
    .default(defaultLabelScorecard)
    .describe("Points for transactional (positive) and consultative (negative)."),
});

const complexity = z.strictObject({
  scorecard: scorecardSchema.default(defaultComplexityScorecard).describe("Points for complexity."),
});

const stages = z.strictObject({
  new_months: z.number().int().min(0).default(6).describe("First order less than so long ago: new."),
  lapsed_months: z.number().int().min(1).default(12).describe("No order for so long: lapsed."),
});

const guard = z
  .record(z.string(), z.strictObject({ max_complexity: z.number().min(0).max(100) }))
  .optional()
  .describe(
    "By level: the highest complexity of a consultative client the level may take; no entry, no guard. The first level has 35 unless set; 100 lifts it.",
  );

const mentoring = z
  .strictObject({
    max_complexity: z
      .number()
      .min(0)
      .max(100)
      .describe(
        "The most complex consultative client that a junior may take with a mentor; no more than the mentor's own limit.",
      ),
    hours_per_client: hours.gt(0).default(3).describe("Hours of the mentor that each client above the guard takes."),
    hours_per_junior: hours
      .default(12)
      .describe("Hours reserved with the mentor for each junior; they are taken off the mentor's capacity."),
  })
  .optional()
  .describe(
    "Sellers of the first level may take harder clients while hours of their mentor (`mentor_id`) are reserved for it. Left out: no mentoring.",
  );

const coverage = z.strictObject({
  desk: z
    .strictObject({
      minutes_per_order: z.number().min(0).default(30).describe("Entry, confirmation, delivery questions, invoice."),
      minutes_per_line: z.number().min(0).default(4).describe("Added for each line."),
      minutes_per_request: z.number().min(0).default(15).describe("Where requests.csv is given."),
    })
    .prefault({}),
  seller: z
    .strictObject({
      hours_per_visit: hours.default(2.5).describe("With travel and preparation."),
      visits_per_quarter: perLabel("Visits a quarter", 1, 2, 3),
      development_hours: perLabel("Hours of development a quarter", 0.5, 3, 8),
      new_client_visits: hours.default(1).describe("Added for a client in its first half-year."),
      prospect_hours: hours.default(4).describe("All a lapsed client or a prospect gets."),
    })
    .prefault({}),
  desk_only_below_revenue: z
    .number()
    .min(0)
    .default(0)
    .describe("Transactional clients with less revenue in 12 months need no seller. In currency units."),
});

const limits = z.strictObject({
  max_consultative: z
    .record(z.string(), z.number().int().min(0))
    .default({})
    .describe("By level: the most consultative clients a rep may have."),
  move_budget: z
    .strictObject({
      revenue_share: share.default(0.1).describe("Share of the revenue that chosen moves may touch."),
      client_share: share.default(0.15).describe("Share of the clients that chosen moves may touch."),
    })
    .prefault({}),
});

const balance = z.strictObject({
  tolerance: z.number().gt(0).max(1).default(0.15).describe("Deviation from a rep's share that counts as even."),
  weights: z
    .strictObject({
      hours: weight.default(3).describe("What a deviation in hours weighs."),
      revenue: weight.default(1).describe("... in revenue."),
      consultative: weight.default(1).describe("... in the number of consultative clients."),
    })
    .prefault({}),
});

const aims = z.strictObject({
  continuity: weight.default(16).describe("Cost of a chosen move, by the value of the relationship."),
  reaching_down: weight.default(2).describe("Cost of a transactional client on a rep above the first level."),
  industry_fit: weight.default(2).describe("Cost of a rep without the client's industry."),
  senior_routine_share: share
    .default(0.15)
    .describe("Share of the hours that the highest level may spend on order processing before check warns."),
  desk_affinity: weight.default(1).describe("Cost of spreading one seller's clients over several desk specialists."),
});

const severity = z.enum(["error", "warning", "info", "off"]);

const ruleSetting = z.union([severity.transform((set) => ({ severity: set })), z.strictObject({ severity })]);

const crmExport = z.strictObject({
  desk_field: z.string().min(1).optional().describe("Header of the CRM's field for the desk specialist."),
  client_field: z
    .string()
    .min(1)
    .optional()
    .describe("Header of the CRM's field that holds your own client ids, where the clients file has those."),
});

const weeks = z.number().min(1).max(520).optional();

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const daysOff = z.array(
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(\.\.\d{4}-\d{2}-\d{2})?$/, {
      error: "write a day as YYYY-MM-DD, or two with .. between",
      abort: true,
    })
    .refine((text) => text.split("..").every((day) => z.iso.date().safeParse(day).success), {
      error: "the calendar has no such day",
      abort: true,
    })
    .refine((text) => (text.split("..")[1] ?? "9999") >= text.slice(0, 10), "the last day comes before the first"),
);

const visits = z.strictObject({
  every_weeks: z
    .strictObject({
      transactional: weeks,
      consultative: weeks,
      complex: weeks,
      new: weeks.describe("A client in its first half-year."),
      lapsed: weeks,
      prospect: weeks,
    })
    .prefault({})
    .describe(
      "Weeks from one visit to the next. What is left out follows from coverage.seller, so that the calendar has the visits that the plan counted hours for: 13 weeks / visits_per_quarter; lapsed clients and prospects every 13 weeks.",
    ),
  hours_per_week: hours
    .default(12.5)
    .describe(
      "Hours in visits, with travel, of a rep with the hours of a full-time one; others in proportion, new hires by their ramp.",
    ),
  per_day: z.number().int().min(1).max(8).default(3).describe("The most visits of a rep on one day."),
  weekdays: z.array(z.enum(weekdays)).min(1).default(["mon", "tue", "wed", "thu", "fri"]).describe("Days with visits."),
  day_starts: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "write a time as 09:00")
    .default("09:00")
    .describe("Time of a day's first visit in the calendar files."),
  country: z
    .string()
    .optional()
    .describe("Country, or country and state, whose public holidays are free: DE, DE-BY, US-CA, RU. Left out: none."),
  country_of: z
    .record(z.string(), z.string())
    .default({})
    .describe("By rep_id: the country of a rep who works in another one."),
  days_off: daysOff.default([]).describe("Days without visits for all, or spans of days: 2026-12-24..2026-12-31."),
  days_off_of: z.record(z.string(), daysOff).default({}).describe("By rep_id: the rep's holidays and trainings."),
});

const watch = z.strictObject({
  false_alarms: z
    .number()
    .gt(0)
    .max(20)
    .default(1)
    .describe(
      "Alarms of evenbook watch, for each 100 clients, that may be chance: the fewer, the less it finds. Shared by its five tests.",
    ),
});

const orders = z.strictObject({
  max_unusable_share: share.default(0.01).describe("More order lines than this that cannot be used: an error."),
  ignore_status: z
    .array(z.string())
    .optional()
    .describe(
      "Lines with such a status are no orders. Left out: cancelled, void, draft and the like, also in Russian and German.",
    ),
  won_stages: z
    .array(z.string())
    .optional()
    .describe(
      "Stages of deals that count as orders, where the orders are a CRM's deals; when left out, Closed Won, Won and the like, also in Russian and German.",
    ),
});

/** The whole of evenbook.yaml: the one source of types, defaults, validation, editor help and the reference page. */
export const configSchema = z.strictObject({
  as_of: isoDay.optional().describe("The day the plan looks back from; the last order's day when left out."),
  quarter: z
    .string()
    .regex(/^\d{4}-?Q[1-4]$/i, "write a quarter as 2026Q4")
    .optional()
    .describe("The quarter to plan; that of effective, or the one after as_of, when left out."),
  effective: isoDay
    .optional()
    .describe(
      "The day the plan takes effect, within the quarter; the quarter's first day when left out. Hours are those from this day on.",
    ),
  lookback_months: z.number().int().min(3).max(120).default(24).describe("How much order history counts."),
  seed: z.number().int().min(0).default(1).describe("Breaks ties and steers the search; same seed, same plan."),
  currency: z.string().default("").describe("Shown beside amounts; nothing is converted."),
  families: z.enum(["together", "apart"]).default("together").describe("Whether clients of one parent share a seller."),
  files: files.prefault({}),
  columns: z
    .strictObject({
      clients: columnMap.default({}),
      reps: columnMap.default({}),
      orders: columnMap.default({}),
      requests: columnMap.default({}),
      overrides: columnMap.default({}),
      visits: columnMap.default({}),
      projects: columnMap.default({}),
      assignments: columnMap.default({}),
    })
    .prefault({})
    .describe("Maps our column names to the headers of your files: owner_id: Key Account."),
  formats: z
    .strictObject({
      clients: format,
      reps: format,
      orders: format,
      requests: format,
      overrides: format,
      visits: format,
      projects: format,
    })
    .prefault({})
    .describe("Fixes what is else detected for a file."),
  orders: orders.prefault({}),
  levels: levels.prefault({}),
  roles: roles.prefault({}),
  reps: reps.prefault({}),
  capacity: capacity.prefault({}),
  labels: labels.prefault({}),
  complexity: complexity.prefault({}),
  stages: stages.prefault({}),
  guard,
  mentoring,
  coverage: coverage.prefault({}),
  limits: limits.prefault({}),
  balance: balance.prefault({}),
  aims: aims.prefault({}),
  visits: visits.prefault({}).describe("The calendar of evenbook visits."),
  watch: watch.prefault({}).describe("How careful evenbook watch is."),
  export: crmExport.prefault({}).describe("What evenbook export writes beside the owner."),
  absences: absencesSchema,
  route: routeSchema.prefault({}).describe("Who handles what a client asks for."),
  bonus: bonusSchema
    .prefault({})
    .describe("What sellers and desk are paid on; the defaults are an example (docs/bonus.md)."),
  rules: z
    .record(z.string(), ruleSetting)
    .default({})
    .describe(
      "Severity of a rule, by code or name: EB401: error, or over-capacity: warning. Must rules that are lowered are reported.",
    ),
});

export type Config = z.infer<typeof configSchema>;

/** What evenbook.yaml may hold: any part of a config. */
export type ConfigInput = z.input<typeof configSchema>;

/** Highest complexity of a consultative client that the first level may take, where the config says nothing. */
const DEFAULT_GUARD = 35;

/** The highest complexity of a consultative client that the level may take; `undefined` where nothing guards it. */
export function guardOf(config: Config, level: string): number | undefined {
  if (config.guard && Object.hasOwn(config.guard, level)) return config.guard[level]?.max_complexity;
  return config.levels.order.length > 1 && level === config.levels.order[0] ? DEFAULT_GUARD : undefined;
}

/** Complexity above which a consultative client counts as complex: what the most junior level may not take. */
export function complexAbove(config: Config): number {
  return guardOf(config, config.levels.order[0] ?? "") ?? DEFAULT_GUARD;
}

/** What holds without a config file. */
export const defaultConfig: Config = configSchema.parse({});
