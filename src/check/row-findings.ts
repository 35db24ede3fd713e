import type { Client } from "../domain/client.ts";
import type { Finding } from "../domain/finding.ts";
import type { RepId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Holders } from "../planning/overruns.ts";
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

/**
 * Members of a family that one rep may take as a whole, with sellers that differ: those are named who are not with the seller of most
 * of the family; between equals with the one who has it now.
 */
function splitFamilies(subject: CheckSubject, { model, holders, seat }: CheckedSeat, remedies: Remedies): Finding[] {
  return model.units.flatMap(({ members, candidates }, at) => {
    const placed = members.map((profile) => profile.client).filter((client) => holders.has(client.id));
    if (placed.length < 2 || candidates.length === 0) return [];
    const main = sellerOfMost(placed, holders, model.reps[model.problem.home[at] ?? -1]?.id);
    const first = placed.find((client) => holders.get(client.id) === main) as Client;
    const odd = placed.filter((client) => holders.get(client.id) !== main);
    return odd.map((client) => ({
      code: familySplit.code,
      name: familySplit.name,
      severity: familySplit.severity,
      message: `${client.name} (${client.id}) and ${first.name} (${first.id}) are one family with two sellers`,
      remedy: remedies.forClient(client.id),
      place: cellOf(subject, client.id, seat),
      related: [{ place: cellOf(subject, first.id, seat), message: `${first.name}, the same family` }],
      clientId: client.id,
    }));
  });
}

function sellerOfMost(clients: readonly Client[], holders: Holders, home: RepId | undefined): RepId | undefined {
  const counts = new Map<RepId, number>();
  for (const { id } of clients) {
    const holder = holders.get(id);
    if (holder !== undefined) counts.set(holder, (counts.get(holder) ?? 0) + 1);
  }
  const most = Math.max(...counts.values());
  const first = [...counts].filter(([, count]) => count === most).map(([holder]) => holder);
  return first.find((holder) => holder === home) ?? first[0];
}
