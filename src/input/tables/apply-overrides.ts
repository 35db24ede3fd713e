import { formatDay } from "../../calendar/days.ts";
import type { Client } from "../../domain/client.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import type { Exclusion, Override } from "../../domain/override.ts";
import type { Place } from "../../domain/place.ts";
import type { Quarter } from "../../domain/quarter.ts";
import { compareFindings } from "../problems.ts";
import { contradiction, expiredOverride, repeatedOverride } from "./override-problems.ts";

/**
 * Gives the clients with the decisions that hold in the quarter. A decision holds up to and including its `until`; a label wins over the one
 * in the client's row. A holdover that has ended stays on the client, for the rule that reports it there. Decisions that contradict each
 * other, or the lock in the client's row, are errors: none is chosen silently.
 */
export function applyOverrides(
  clients: readonly Client[],
  overrides: readonly Override[],
  quarter: Quarter,
): { readonly value: readonly Client[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const byClient = new Map<ClientId, Override[]>();
  for (const override of overrides) {
    if (hasEnded(override, quarter) && override.kind !== "holdover") {
      const day = formatDay(override.until ?? quarter.firstDay);
      findings.push(expiredOverride(override.place, override.clientId, override.kind, day, quarter.name));
      continue;
    }
    const known = byClient.get(override.clientId);
    if (known) known.push(override);
    else byClient.set(override.clientId, [override]);
  }
  const value = clients.map((client) => {
    const own = byClient.get(client.id);
    return own === undefined ? client : decided(client, own, quarter, (finding) => findings.push(finding));
  });
  return { value, findings: findings.sort(compareFindings) };
}

function hasEnded({ until }: Override, quarter: Quarter): boolean {
  return until !== undefined && until < quarter.firstDay;
}

function decided(
  client: Client,
  overrides: readonly Override[],
  quarter: Quarter,
  report: (finding: Finding) => void,
): Client {
  const labels = overrides.filter(({ kind }) => kind === "label");
  const holds = overrides.filter((one) => (one.kind === "lock" || one.kind === "holdover") && !hasEnded(one, quarter));
  const ended = overrides.find((one) => one.kind === "holdover" && hasEnded(one, quarter));
  const labelled = labelOf(client, labels, report);
  const held = holds.length > 0 ? holdOf(labelled, holds, report) : ended ? endedHold(labelled, ended) : labelled;
  const excluded = overrides.filter(({ kind }) => kind === "exclusion");
  return excluded.length > 0 ? exclusionsOf(held, excluded, quarter, report) : held;
}

function labelOf(client: Client, labels: readonly Override[], report: (finding: Finding) => void): Client {
  const [first, ...others] = labels;
  if (first?.label === undefined) return client;
  for (const other of others) {
    report(
      other.label === first.label
        ? repeatedOverride(other.place, client.id, "label", first.place)
        : contradiction(saying(other), saying(first), client.id),
    );
  }
  const { labelReason: _, ...rest } = client;
  const reason = noteOf(first);
  return {
    ...rest,
    label: first.label,
    labelPlace: first.place,
    ...(reason === undefined ? {} : { labelReason: reason }),
  };
}

const saying = ({ place, label }: Override) => ({ place, words: `says ${label}` });

/** Locks and holdovers all have to name one rep; of several days the last counts, and a lock has none. */
function holdOf(client: Client, holds: readonly Override[], report: (finding: Finding) => void): Client {
  const [first, ...others] = holds as readonly [Override, ...Override[]];
  const words = (override: Override): { readonly place: Place; readonly words: string } => {
    const rep = override.repId ?? client.ownerId;
    return { place: override.place, words: rep === undefined ? "keeps it with nobody" : `keeps it with ${rep}` };
  };
  if (client.locked) {
    const inRow = { place: client.place, words: `locks it to ${client.ownerId ?? "nobody"}` };
    for (const hold of holds) {
      report(
        (hold.repId ?? client.ownerId) === client.ownerId
          ? repeatedOverride(hold.place, client.id, hold.kind, client.place)
          : contradiction(words(hold), inRow, client.id),
      );
    }
    return client;
  }
  for (const other of others) {
    report(
      (other.repId ?? client.ownerId) === (first.repId ?? client.ownerId)
        ? repeatedOverride(other.place, client.id, other.kind, first.place)
        : contradiction(words(other), words(first), client.id),
    );
  }
  const { holdUntil: _until, holdReason: _reason, ...rest } = client;
  const until = holds.some((hold) => hold.until === undefined)
    ? undefined
    : holds.reduce((latest, hold) => ((latest.until ?? 0) < (hold.until ?? 0) ? hold : latest)).until;
  const reason = noteOf(first);
  return {
    ...rest,
    locked: until === undefined,
    ...(until === undefined ? {} : { holdUntil: until }),
    ...(reason === undefined ? {} : { holdReason: reason }),
    ...(first.repId === undefined || first.repId === client.ownerId ? {} : { holdWith: first.repId }),
    holdPlace: first.place,
  };
}

/** Only where the client's own row holds nothing: then the rule on holdovers that ended has it to report. */
function endedHold(client: Client, { until, place }: Override): Client {
  return client.locked || client.holdUntil !== undefined || until === undefined
    ? client
    : { ...client, holdUntil: until, holdPlace: place };
}

function exclusionsOf(
  client: Client,
  excluded: readonly Override[],
  quarter: Quarter,
  report: (finding: Finding) => void,
): Client {
  const exclusions = new Map<RepId, Exclusion>();
  const isHeld = client.locked || (client.holdUntil !== undefined && client.holdUntil >= quarter.firstDay);
  const holder = isHeld ? (client.holdWith ?? client.ownerId) : undefined;
  for (const override of excluded) {
    const { repId, place } = override;
    if (repId === undefined) continue;
    const before = exclusions.get(repId);
    if (before) {
      report(repeatedOverride(place, client.id, `exclusion of ${repId}`, before.place));
      continue;
    }
    if (repId === holder) {
      const keeps = { place: client.holdPlace ?? client.place, words: `keeps it with ${repId}` };
      report(contradiction({ place, words: `keeps it from ${repId}` }, keeps, client.id));
    }
    const note = noteOf(override);
    exclusions.set(repId, { repId, place, ...(note === undefined ? {} : { note }) });
  }
  return { ...client, exclusions: [...exclusions.values()] };
}

/** "tender under way; A. Meier, 2026-09-20". */
function noteOf({ reason, who, when }: Override): string | undefined {
  const by = [who, when === undefined ? undefined : formatDay(when)].filter((part) => part !== undefined).join(", ");
  if (reason === undefined) return by === "" ? undefined : by;
  return by === "" ? reason : `${reason}; ${by}`;
}
