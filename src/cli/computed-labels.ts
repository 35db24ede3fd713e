import type { ClientId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { ComputedLabel } from "../input/index.ts";

/** What the check judges each client by; an assignment file that says otherwise is told so. */
export function computedLabels(profiles: readonly ClientProfile[]): ReadonlyMap<ClientId, ComputedLabel> {
  return new Map(
    profiles.map(({ client, label, complexity }) => [client.id, { label: label.name, complexity: complexity.score }]),
  );
}
