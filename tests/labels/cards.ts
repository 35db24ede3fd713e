import type { Client } from "../../src/domain/client.ts";
import type { ClientId } from "../../src/domain/ids.ts";
import type { Cents } from "../../src/domain/money.ts";
import type { Signals } from "../../src/domain/signals.ts";

export function signalsOf(values: Signals["values"]): Signals {
  return { values, revenue12m: 0 as Cents };
}

export function clientOf(more: Partial<Client> = {}): Client {
  return {
    id: "C1" as ClientId,
    name: "Hansa Mills",
    requiredSkills: [],
    locked: false,
    place: { file: "clients.csv", line: 2, column: 1 },
    ...more,
  };
}
