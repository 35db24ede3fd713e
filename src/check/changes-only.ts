import type { Assignments } from "../domain/assignments.ts";
import type { Finding } from "../domain/finding.ts";
import type { ClientId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { RuleContext } from "../rules/rule.ts";
import { changesOnly } from "./file-rules.ts";
import type { CheckSubject } from "./subject.ts";

/**
 * Whether the file lists only clients who change hands, as the import file of a CRM does: clients are missing, those who are there all get
 * another owner than the clients file gives them, and the missing ones have owners to stay with. In a whole plan somebody keeps an owner.
 */
export function listsChangesOnly(
  { rows, seats }: Assignments,
  profiles: readonly ClientProfile[],
  context: RuleContext,
): boolean {
  const missing = profiles.filter(({ client }) => !rows.has(client.id));
  const staying = missing.filter((profile) => stays(profile, context));
  if (rows.size === 0 || staying.length * 2 <= missing.length) return false;
  return profiles.every(({ client }) => {
    const row = rows.get(client.id);
    if (row === undefined) return true;
    return seats.some((seat) => row.seats[seat]?.repId !== (seat === "seller" ? client.ownerId : client.deskId));
  });
}

/** Whether the client keeps its seller by not being mentioned. */
export function stays({ client }: Pick<ClientProfile, "client">, { reps }: RuleContext): boolean {
  return client.ownerId !== undefined && reps.has(client.ownerId);
}

/** Said once, in the place of a finding for each client who is not there. */
export function changesOnlyFinding(subject: CheckSubject): Finding[] {
  const { assignments, profiles, context, isChangesOnly } = subject;
  if (!isChangesOnly) return [];
  const staying: readonly ClientId[] = profiles
    .filter((profile) => !assignments.rows.has(profile.client.id) && stays(profile, context))
    .map(({ client }) => client.id);
  const count = (number: number) => `${number} ${number === 1 ? "client" : "clients"}`;
  return [
    {
      ...changesOnly.as,
      message: `this file lists only clients who change hands, ${count(assignments.rows.size)}; ${count(staying.length)} not in it ${staying.length === 1 ? "is" : "are"} taken to stay with the present owner`,
      remedy:
        "nothing to do for a CRM's import file; a plan has a row for each client (evenbook export --all writes them)",
      place: assignments.headerPlace,
    },
  ];
}
