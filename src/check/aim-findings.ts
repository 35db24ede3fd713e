import type { Finding } from "../domain/finding.ts";
import type { ClientId } from "../domain/ids.ts";
import { headOf } from "../domain/make-finding.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { chosenMoves, loadsOf } from "../planning/overruns.ts";
import { clientMovedWithoutNeed } from "../rules/client-moved-without-need.ts";
import { outsideIndustry } from "../rules/outside-industry.ts";
import { reachingDown } from "../rules/reaching-down.ts";
import { balanceFindings } from "./balance-findings.ts";
import { EveningMoves } from "./evening-moves.ts";
import { Room } from "./room.ts";
import { buriedSeniors } from "./routine-findings.ts";
import { type CheckedSeat, type CheckSubject, cellOf, otherSeat } from "./subject.ts";

/** What could be better: balance, moves without need, seniors on routine. Warnings by default. */
export function aimFindings(subject: CheckSubject): Finding[] {
  return [
    ...balanceFindings(subject),
    ...subject.seats.filter(({ seat }) => seat === "seller").flatMap((seat) => movedWithoutNeed(subject, seat)),
    ...subject.seats.filter(({ seat }) => seat === "seller").flatMap((seat) => reachedDown(subject, seat)),
    ...subject.seats.filter(({ seat }) => seat === "seller").flatMap((seat) => outsideTheirIndustry(subject, seat)),
    ...buriedSeniors(subject),
  ];
}

/** Chosen moves that nobody needed: giver with the client and taker without it are within the tolerance in every measure. */
function movedWithoutNeed(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const { model, holders } = seat;
  const loads = loadsOf(model, holders);
  const position = new Map(model.reps.map((rep, at) => [rep.id, at]));
  const room = new Room(seat, otherSeat(subject, seat));
  const within = (index: number, at: number, load: number) => {
    const share = model.problem.measures[index]?.target[at] ?? 0;
    return share <= 0 || Math.abs(load / share - 1) <= subject.context.config.balance.tolerance;
  };
  return chosenMoves(model, holders).flatMap((id): Finding[] => {
    const unit = model.unitOf.get(id) ?? -1;
    const profile = model.units[unit]?.members.find(({ client }) => client.id === id);
    const giver = model.problem.home[unit] ?? -1;
    const taker = position.get(holders.get(id) as Rep["id"]) ?? -1;
    if (!profile || giver < 0 || taker < 0 || !room.has(giver, model.units[unit]?.members ?? [])) return [];
    const needless = model.balance.every((rule, index) => {
      const own = rule.load(profile, model.seat);
      return (
        within(index, giver, (loads[index]?.[giver] ?? 0) + own) &&
        within(index, taker, (loads[index]?.[taker] ?? 0) - own)
      );
    });
    if (!needless) return [];
    const owner = model.reps[giver] as Rep;
    return [
      {
        ...headOf(clientMovedWithoutNeed),
        message: `${profile.client.name} (${id}) leaves ${owner.name}, who could keep it: both books would be within the tolerance`,
        remedy: `leave it with ${owner.name} (${owner.id})`,
        place: cellOf(subject, id, seat.seat),
        related: [{ place: profile.client.place, message: `its owner is ${owner.id}` }],
        clientId: id,
        repId: holders.get(id) as Rep["id"],
      },
    ];
  });
}

/** Transactional clients that newly come to a higher level although a lower one has room, and the move would pay by the plan's own measure. */
function reachedDown(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const { model, holders } = seat;
  const { context } = subject;
  const room = new Room(seat, otherSeat(subject, seat));
  const evening = new EveningMoves(seat, room, context.config);
  return model.units.flatMap((unit, index) =>
    unit.members.flatMap((profile): Finding[] => {
      const { client, label } = profile;
      const rep = context.reps.get(holders.get(client.id) ?? ("" as Rep["id"]));
      if (label.name !== "transactional" || !rep || rep.levelRank === 0 || rep.id === client.ownerId) return [];
      const lower = unit.candidates
        .filter((at) => (model.reps[at] as Rep).levelRank < rep.levelRank)
        .filter((to) => evening.pays({ unit: index, to }) && room.has(to, unit.members))
        .map((at) => model.reps[at] as Rep);
      if (lower.length === 0) return [];
      // With a rep of a level between, the client would still be further up than it need be.
      const lowest = Math.min(...lower.map(({ levelRank }) => levelRank));
      const nearest = lower.filter(({ levelRank }) => levelRank === lowest);
      return [
        {
          ...headOf(reachingDown),
          message: `${client.name} (${client.id}) is transactional and comes to ${rep.name}, ${rep.level}`,
          remedy: `could take it now: ${named(nearest, ({ level }) => level)}`,
          place: cellOf(subject, client.id, seat.seat),
          clientId: client.id,
          repId: rep.id,
        },
      ];
    }),
  );
}

/** Clients with a seller who does not know their industry although one who does has room, and the move would pay by the plan's own measure. */
function outsideTheirIndustry(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const { model, holders } = seat;
  const { context } = subject;
  if (outsideIndustry.weight(context.config) <= 0) return [];
  const room = new Room(seat, otherSeat(subject, seat));
  const evening = new EveningMoves(seat, room, context.config);
  const cost = (profile: ClientProfile, rep: Rep) =>
    outsideIndustry.cost({ profile, rep, seat: model.seat }, model.books, context);
  return model.units.flatMap((unit, at) => {
    const rep = context.reps.get(holders.get(unit.members[0]?.client.id as ClientId) ?? ("" as Rep["id"]));
    const outside = rep ? unit.members.filter((profile) => cost(profile, rep) > 0) : [];
    if (!rep || outside.length === 0) return [];
    const knowing = unit.candidates
      .filter((to) => {
        const other = model.reps[to] as Rep;
        return other.industries.length > 0 && unit.members.every((profile) => cost(profile, other) === 0);
      })
      .filter((to) => evening.pays({ unit: at, to }) && room.has(to, unit.members))
      .map((to) => model.reps[to] as Rep);
    if (knowing.length === 0) return [];
    return outside.map(({ client }) => ({
      ...headOf(outsideIndustry),
      message: `${client.name} (${client.id}) is in ${client.industry}, ${rep.name} (${rep.id}) knows ${rep.industries.join(", ")}`,
      remedy: `could take it now: ${named(knowing, ({ industries }) => industries.join(", "))}`,
      place: cellOf(subject, client.id, seat.seat),
      clientId: client.id,
      repId: rep.id,
    }));
  });
}

function named(reps: readonly Rep[], what: (rep: Rep) => string): string {
  return reps
    .slice(0, 3)
    .map((rep) => `${rep.name} (${rep.id}, ${what(rep)})`)
    .join(", ");
}
