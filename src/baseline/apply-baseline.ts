import { formatDay } from "../calendar/days.ts";
import type { Day } from "../domain/day.ts";
import type { Finding } from "../domain/finding.ts";
import type { Baseline, BaselineEntry } from "./baseline.ts";
import { baselineEntryGone } from "./cards.ts";
import { findingKey, subjectOf } from "./finding-key.ts";
import { isNeverQuiet, makesCheckUnsound } from "./never-quiet.ts";

/** What a baseline makes of findings. */
export interface BaselineResult {
  /** Those that count, in their order. One whose entry has run out names the entry as a related place. */
  readonly findings: readonly Finding[];
  /** Those kept quiet. */
  readonly quiet: readonly Finding[];
  /** EB504: entries that no longer occur, or occur less often. Empty when the check is unsound, for then nothing was judged. */
  readonly stale: readonly Finding[];
}

/** One entry, or several of the same key, with what occurred so far. */
interface Known {
  readonly entry: BaselineEntry;
  met: number;
}

/**
 * Keeps known findings quiet: of each code and subject as many as the baseline counts, the first ones first, up to and including the day
 * `until`. Findings that make the check itself unsound, such as an unreadable file or a missing column, always count.
 */
export function applyBaseline(findings: readonly Finding[], baseline: Baseline, today: Day): BaselineResult {
  const known = knownByKey(baseline);
  const loud: Finding[] = [];
  const quiet: Finding[] = [];
  for (const finding of findings) {
    const match = isNeverQuiet(finding) ? undefined : meet(known.get(findingKey(finding.code, subjectOf(finding))));
    if (match === undefined) loud.push(finding);
    else if (match.until === undefined || match.until >= today) quiet.push(finding);
    else loud.push(withEntry(finding, match, match.until));
  }
  const unsound = findings.some(makesCheckUnsound);
  const stale = unsound ? [] : [...known.values()].flat().filter(({ entry, met }) => met < entry.count);
  return { findings: loud, quiet, stale: stale.map(gone) };
}

function knownByKey({ entries }: Baseline): ReadonlyMap<string, Known[]> {
  const known = new Map<string, Known[]>();
  for (const entry of entries) {
    const key = findingKey(entry.code, entry.subject);
    known.set(key, [...(known.get(key) ?? []), { entry, met: 0 }]);
  }
  return known;
}

/** Takes the finding as one more of the first entry that has room. */
function meet(entries: readonly Known[] | undefined): BaselineEntry | undefined {
  const known = entries?.find(({ entry, met }) => met < entry.count);
  if (known === undefined) return undefined;
  known.met++;
  return known.entry;
}

function withEntry(finding: Finding, { place, reason }: BaselineEntry, until: Day): Finding {
  const message = `was kept quiet until ${formatDay(until)}${reason === undefined ? "" : ` (${reason})`}`;
  return { ...finding, related: [...(finding.related ?? []), { place, message }] };
}

function gone({ entry, met }: Known): Finding {
  const { code, name, severity } = baselineEntryGone;
  const whom = entry.subject.kind === "none" ? "" : ` for ${entry.subject.kind} ${entry.subject.id}`;
  const what = `${entry.code}${whom}`;
  return {
    code,
    name,
    severity,
    message: met === 0 ? `${what} no longer occurs` : `${what} occurs ${met} of ${entry.count} times`,
    remedy:
      met === 0
        ? "take the entry out, or write the baseline again with --write-baseline"
        : `set its count to ${met}, or write the baseline again with --write-baseline`,
    place: entry.place,
  };
}
