import type { Finding } from "../domain/finding.ts";
import type { ClientId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import { pairRules } from "../rules/catalogue.ts";
import { familySplit } from "../rules/family-split.ts";
import { clientMissing, seatMissing } from "./file-rules.ts";
import { Remedies } from "./remedy.ts";
import { type CheckedSeat, type CheckSubject, cellOf } from "./subject.ts";

/** What single rows break: clients that are missing, empty seats, must rules, split families. */
export function rowFindings(subject: CheckSubject): Finding[] {
  return [...missingClients(subject), ...subject.seats.flatMap((seat) => seatFindings(subject, seat))];
}

function missingClients({ assignments, profiles }: CheckSubject): Finding[] {
  return profiles
    .filter(({ client }) => !assignments.rows.has(client.id))
    .map(({ client }) => ({
      ...clientMissing.as,
      message: `${client.name} (${client.id}) is in the clients file and not here`,
      remedy: `add a row for ${client.id}`,
      place: assignments.headerPlace,
      related: [{ place: client.place, message: "the client" }],
      clientId: client.id,
    }));
}

function seatFindings(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const remedies = new Remedies(seat, subject.context);
  return [
    ...subject.profiles.flatMap((profile) => rowOf(subject, seat, profile, remedies)),
    ...(seat.seat === "seller" ? splitFamilies(subject, seat, remedies) : []),
  ];
}

function rowOf(
  subject: CheckSubject,
  { seat, holders }: CheckedSeat,
  profile: ClientProfile,
  remedies: Remedies,
): Finding[] {
  const { client, coverage } = profile;
  const cell = subject.assignments.rows.get(client.id)?.seats[seat];
  if (!cell) return [];
  const place = cellOf(subject, client.id, seat);
  if (cell.empty) {
    if (coverage.hours[seat] === undefined) return [];
    return [
      {
        ...seatMissing.as,
        message: `${client.name} (${client.id}) has no ${seat}`,
        remedy: remedies.forClient(client.id),
        place,
        clientId: client.id,
      },
    ];
  }
  const rep = subject.context.reps.get(holders.get(client.id) ?? ("" as never));
  if (!rep) return [];
  return pairRules.flatMap((rule) => {
    const breach = rule.forbids({ profile, rep, seat }, subject.context);
    if (!breach) return [];
    return [
      {
        code: rule.code,
        name: rule.name,
        severity: rule.severity,
        message: `${client.name} (${client.id}): ${breach.message}`,
        remedy: remedies.forClient(client.id),
        place,
        related: [
          { place: breach.related ?? rep.place, message: breach.related ? "the client" : `${rep.name}, ${rep.level}` },
        ],
        clientId: client.id,
        repId: rep.id,
      },
    ];
  });
}

/** Members of a family that one rep may take as a whole, with sellers that differ. */
function splitFamilies(subject: CheckSubject, { model, holders, seat }: CheckedSeat, remedies: Remedies): Finding[] {
  return model.units.flatMap(({ members, candidates }) => {
    const placed = members.map((profile) => profile.client).filter((client) => holders.has(client.id));
    const [first, ...others] = placed;
    if (!first || candidates.length === 0) return [];
    const odd = others.filter((client) => holders.get(client.id) !== holders.get(first.id));
    return odd.map((client) => ({
      code: familySplit.code,
      name: familySplit.name,
      severity: familySplit.severity,
      message: `${client.name} (${client.id}) and ${first.name} (${first.id}) are one family with two sellers`,
      remedy: remedies.forClient(client.id),
      place: cellOf(subject, client.id, seat),
      related: [{ place: cellOf(subject, first.id as ClientId, seat), message: `${first.name}, the same family` }],
      clientId: client.id,
    }));
  });
}
