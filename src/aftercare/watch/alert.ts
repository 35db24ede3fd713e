import type { Day } from "../../domain/day.ts";
import type { ClientId } from "../../domain/ids.ts";
import type { LabelName } from "../../domain/label.ts";
import type { Cents } from "../../domain/money.ts";
import type { Seat } from "../../domain/rep.ts";

/** What the watch looks for by odds: each has a chance to be chance. */
export const testedKinds = ["overdue", "spend_down", "lost_category", "dissatisfaction", "project"] as const;
export type TestedKind = (typeof testedKinds)[number];

/** How many events there were, how many were to be expected, and the chance of so many or more. */
export interface Count {
  readonly what: "errors" | "returns" | "complaints";
  readonly count: number;
  readonly expected: number;
  readonly chance: number;
}

/** The figures of each kind of alert. */
export type AlertFigures =
  /** Days since the last order, against the 90th percentile and the median of its own gaps. */
  | {
      readonly kind: "overdue";
      readonly silentDays: number;
      readonly percentile90: number;
      readonly usualGapDays: number;
    }
  /** Cents within the window now and in the same season a year before. */
  | { readonly kind: "spend_down"; readonly now: number; readonly yearAgo: number; readonly noise: number }
  /** Bought on `times` of `orderDays` days until it stopped; order days without it since. */
  | {
      readonly kind: "lost_category";
      readonly category: string;
      readonly times: number;
      readonly orderDays: number;
      readonly daysWithout: number;
      /** Cents of the category in the 12 months before it stopped, and the client's order days since `since`. */
      readonly value12m: number;
    }
  | { readonly kind: "dissatisfaction"; readonly counts: readonly Count[]; readonly ordersGoOn: boolean }
  /** What speaks for a project. */
  | { readonly kind: "project"; readonly signs: readonly ProjectSign[] }
  | { readonly kind: "label_changed"; readonly from: LabelName; readonly to: LabelName; readonly score: number }
  | { readonly kind: "first_half_year_over"; readonly label: LabelName; readonly firstOrder: Day };

/** A sign by odds has the chance of as much or more where there is no project. */
export type ProjectSign =
  | { readonly sign: "request"; readonly day: Day; readonly text?: string }
  | { readonly sign: "project_code"; readonly day: Day; readonly orders: number }
  | { readonly sign: "won"; readonly day: Day; readonly projectId: string }
  | {
      readonly sign: "large_order";
      readonly day: Day;
      readonly value: number;
      readonly median: number;
      readonly chance: number;
    }
  | { readonly sign: "new_categories"; readonly day: Day; readonly days: number; readonly chance: number }
  | { readonly sign: "quotes"; readonly day: Day; readonly orders: number; readonly chance: number };

export type AlertKind = AlertFigures["kind"];

/** One risk or opening at one client. */
export interface Alert {
  readonly clientId: ClientId;
  /** `risk`: business may be lost. `opening`: there is more to win. `routine`: its orders are the desk's. */
  readonly group: "risk" | "opening" | "routine";
  readonly figures: AlertFigures;
  /** Day on which it began to show. */
  readonly since: Day;
  /** Cents a year that are at stake. */
  readonly stake: Cents;
  /** Chance to see this where nothing is the matter; absent for what the data simply say. */
  readonly chance?: number;
  /** Whom to tell. */
  readonly tell: readonly Seat[];
  /** The client changes hands, wholly or in part: who takes over. */
  readonly handTo?: Seat;
}

/** What was looked for, at how many clients, and how often it would cry wolf. */
export interface TestRecord {
  readonly kind: TestedKind;
  readonly tested: number;
  /** Clients with too little history for this test. */
  readonly notTested: number;
  /** At most so many alarms where nothing is the matter: the sum of the clients' own chances. */
  readonly expectedFalseAlarms: number;
  readonly alerts: number;
  /** Alarms that showed already before the first day of the run: no news. */
  readonly older: number;
}
