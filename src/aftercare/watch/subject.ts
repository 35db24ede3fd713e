import type { ClientRequest, Project } from "../../domain/activity.ts";
import type { Day } from "../../domain/day.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import type { ClientLines } from "../../history/client-lines.ts";
import type { Purchases } from "../facts/purchases.ts";
import type { AlertFigures } from "./alert.ts";

/** One client under watch. */
export interface WatchedClient {
  readonly profile: ClientProfile;
  /** Its orders are routine: transactional by the plan, or by its orders before the period; a project since may have moved the label. */
  readonly isDeskClient: boolean;
  readonly lines: ClientLines;
  readonly purchases: Purchases;
  readonly requests: readonly ClientRequest[];
  readonly projects: readonly Project[];
}

/** The time that is watched. */
export interface WatchPeriod {
  /** First day of the news. */
  readonly since: Day;
  readonly asOf: Day;
}

/** A client was tested: with what came of it, or nothing. */
export interface Tested<Figures extends AlertFigures> {
  readonly figures: Figures;
  readonly chance: number;
  /** Day on which it began to show. */
  readonly since: Day;
  readonly stake: number;
  /** It showed before the period already. */
  readonly older: boolean;
}

/** `undefined`: too little history to test. `null`: nothing found. */
export type Outcome<Figures extends AlertFigures> = Tested<Figures> | null | undefined;
