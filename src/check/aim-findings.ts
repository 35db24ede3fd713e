import type { Finding } from "../domain/finding.ts";
import type { ClientId } from "../domain/ids.ts";
import type { Place } from "../domain/place.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { countBooks } from "../planning/books.ts";
import { chosenMoves, loadsOf } from "../planning/overruns.ts";
import { clientMovedWithoutNeed } from "../rules/client-moved-without-need.ts";
import { outsideIndustry } from "../rules/outside-industry.ts";
import { reachingDown } from "../rules/reaching-down.ts";
import type { RuleCard } from "../rules/rule.ts";
import { seniorBuriedInRoutine } from "../rules/senior-buried-in-routine.ts";
import { balanceFindings } from "./balance-findings.ts";
import { EveningMoves } from "./evening-moves.ts";
import { Remedies } from "./remedy.ts";
import { Room } from "./room.ts";
import { type CheckedSeat, type CheckSubject, cellOf, firstCellOf, otherSeat } from "./subject.ts";
import { listText, percent, whole } from "./words.ts";

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

function head({ code, name, severity }: RuleCard): Pick<Finding, "code" | "name" | "severity"> {
  return { code, name, severity };
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
        ...head(clientMovedWithoutNeed),
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
          ...head(reachingDown),
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
      ...head(outsideIndustry),
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

function buriedSeniors(subject: CheckSubject): Finding[] {
  const { context, profiles, seats } = subject;
  const seller = seats.find(({ seat }) => seat === "seller");
  const desk = seats.find(({ seat }) => seat === "desk");
  if (!seller || !desk) return [];
  const assignment = new Map(
    profiles.map(({ client }) => {
      const [sellerId, deskId] = [seller.holders.get(client.id), desk.holders.get(client.id)];
      return [client.id, { ...(sellerId && { seller: sellerId }), ...(deskId && { desk: deskId }) }];
    }),
  );
  const most = context.config.aims.senior_routine_share;
  const top = context.config.levels.order.length - 1;
  return countBooks(profiles, assignment, seller.model.reps, context)
    .filter(({ rep, capacityHours, routineHours }) => {
      return rep.role !== "desk" && rep.levelRank === top && routineHours > most * capacityHours;
    })
    .map(({ rep, capacityHours, routineHours }) => ({
      ...head(seniorBuriedInRoutine),
      message: `${rep.name} (${rep.id}) processes orders for ${whole(routineHours)} of ${whole(capacityHours)} h, more than ${percent(most)}`,
      ...withDesks(subject, seller, desk, rep),
      repId: rep.id,
    }));
}

/** The clients whose orders the rep processes: for want of a desk specialist, or being the desk herself. */
function withDesks(
  subject: CheckSubject,
  seller: CheckedSeat,
  desk: CheckedSeat,
  rep: Rep,
): { readonly remedy: string; readonly place: Place } {
  const cell = ({ client }: ClientProfile) => cellOf(subject, client.id, "desk");
  const inFileOrder = (clients: ClientProfile[]) => clients.sort((a, b) => cell(a).line - cell(b).line);
  const ids = (clients: readonly ClientProfile[]) => listText(clients.map(({ client }) => client.id));
  const needing = subject.profiles.filter(({ coverage }) => coverage.hours.desk !== undefined);
  const empty = inFileOrder(
    needing.filter(({ client }) => seller.holders.get(client.id) === rep.id && !desk.holders.has(client.id)),
  );
  const own = inFileOrder(needing.filter(({ client }) => desk.holders.get(client.id) === rep.id));
  const [first] = [...empty, ...own];
  if (!first) {
    const remedy = "move routine clients of this rep to lower levels, or take on a desk specialist";
    return { remedy, place: firstCellOf(subject, seller, rep.id) };
  }
  const remedies = new Remedies(subject, desk);
  const specialists = own[0] ? remedies.free(own[0].client.id, "desk").slice(0, 3) : [];
  const named =
    specialists.length === 0 ? "" : `, such as ${specialists.map(({ name, id }) => `${name} (${id})`).join(", ")}`;
  const parts = [
    ...(empty.length > 0 ? [`fill desk_id of ${ids(empty)}`] : []),
    ...(own.length > 0 ? [`give the desk seat of ${ids(own)} to a desk specialist${named}`] : []),
  ];
  return { remedy: parts.join("; "), place: cell(first) };
}
