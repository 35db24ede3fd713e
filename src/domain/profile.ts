import type { Client } from "./client.ts";
import type { Coverage } from "./coverage.ts";
import type { Label, ScoreResult, Stage } from "./label.ts";
import type { Signals } from "./signals.ts";

/** Everything known and computed of one client; what the rules judge and the plan places. */
export interface ClientProfile {
  readonly client: Client;
  readonly signals: Signals;
  readonly label: Label;
  readonly complexity: ScoreResult;
  readonly stage: Stage;
  readonly coverage: Coverage;
}
