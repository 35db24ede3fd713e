import type { Finding } from "../domain/finding.ts";
import type { Place } from "../domain/place.ts";
import { capRules, idleDecisions, pairRules } from "../rules/catalogue.ts";
import { familySplit } from "../rules/family-split.ts";
import { mentorsNotThere } from "../rules/mentor-not-there.ts";
import type { RuleContext } from "../rules/rule.ts";
import { withSeverities } from "../rules/severity.ts";
import { aimFindings } from "./aim-findings.ts";
import { clientMissing, mustRuleLowered, seatMissing } from "./file-rules.ts";
import { loadFindings } from "./load-findings.ts";
import { Remedies } from "./remedy.ts";
import { rowFindings } from "./row-findings.ts";
import type { CheckSubject } from "./subject.ts";

/** Where a setting stands in the config; `undefined` without a config file. */
export type PlaceOfSetting = (path: readonly (string | number)[]) => Place | undefined;

/** Judges an assignment by the solver's own rules; `found` is what reading the file has found already. It never solves. */
export function judge(
  subject: CheckSubject,
  found: readonly Finding[],
  placeOf: PlaceOfSetting = () => undefined,
): Finding[] {
  const { context, profiles } = subject;
  const loads = loadFindings(subject);
  const aims = aimFindings(subject);
  const findings = [
    ...withCandidates(found, subject),
    ...rowFindings(subject),
    ...loads,
    ...(loads.some(({ code }) => code === MOVE_BUDGET) ? aims.map(afterBudget) : aims),
    ...profiles.flatMap((profile) => idleDecisions(profile, context)),
    ...mentorsNotThere(context),
  ];
  return [...withSeverities(findings, context.config), ...loweredMustRules(context, placeOf)];
}

/** Who could take the clients of reps that nobody knows. */
function withCandidates(found: readonly Finding[], subject: CheckSubject): Finding[] {
  if (!found.some(({ code }) => code === UNKNOWN_REP)) return [...found];
  const remedies = new Map(subject.seats.map((seat) => [seat.seat, new Remedies(subject, seat)]));
  return found.map((finding) => {
    const { code, clientId, place, remedy } = finding;
    if (code !== UNKNOWN_REP || clientId === undefined) return finding;
    const row = subject.assignments.rows.get(clientId);
    const seat = subject.assignments.seats.find((one) => {
      const cell = row?.seats[one];
      return cell?.line === place?.line && cell?.column === place?.column;
    });
    const ofSeat = seat && remedies.get(seat);
    return ofSeat?.needs(clientId) ? { ...finding, remedy: `${remedy}; ${ofSeat.forClient(clientId)}` } : finding;
  });
}

const UNKNOWN_REP = "EB102";
const MOVE_BUDGET = "EB303";

/** While the move budget is passed it decides who goes back; another advice on the same client would keep the error. */
function afterBudget(finding: Finding): Finding {
  if (finding.remedy === undefined || finding.severity === "info") return finding;
  return { ...finding, remedy: `mend the passed move budget (${MOVE_BUDGET}) first, then check again` };
}

/** What else is never turned down silently: rows without which nothing can be judged. */
const fileMusts = [
  { code: "EB102", name: "unknown-rep" },
  clientMissing,
  { code: "EB104", name: "client-twice" },
  seatMissing,
];

/** A must rule that the config turns down is said, whatever else is: it cannot be turned off silently. */
export function loweredMustRules({ config }: RuleContext, placeOf: PlaceOfSetting): Finding[] {
  return [...fileMusts, ...pairRules, ...capRules.filter(({ hard }) => hard), familySplit].flatMap(
    ({ code, name }): Finding[] => {
      const key = config.rules[code] ? code : name;
      const severity = config.rules[key]?.severity;
      if (severity === undefined || severity === "error") return [];
      const place = placeOf(["rules", key]);
      return [
        {
          ...mustRuleLowered.as,
          message: `the config sets the must rule ${code} ${name} to ${severity}`,
          remedy: "take the setting out; for known cases use a baseline with a date",
          ...(place && { place }),
        },
      ];
    },
  );
}
