import type { Finding } from "../domain/finding.ts";
import type { Rep } from "../domain/rep.ts";
import { countBooks } from "../planning/books.ts";
import { chosenMoves, loadsOf } from "../planning/overruns.ts";
import { clientMovedWithoutNeed } from "../rules/client-moved-without-need.ts";
import { reachingDown } from "../rules/reaching-down.ts";
import type { RuleCard } from "../rules/rule.ts";
import { seniorBuriedInRoutine } from "../rules/senior-buried-in-routine.ts";
import { type CheckedSeat, type CheckSubject, cellOf, firstCellOf } from "./subject.ts";

/** What could be better: balance, moves without need, seniors on routine. Warnings by default. */
export function aimFindings(subject: CheckSubject): Finding[] {
  return [
    ...subject.seats.flatMap((seat) => outOfBalance(subject, seat)),
    ...subject.seats.filter(({ seat }) => seat === "seller").flatMap((seat) => movedWithoutNeed(subject, seat)),
    ...subject.seats.filter(({ seat }) => seat === "seller").flatMap((seat) => reachedDown(subject, seat)),
    ...buriedSeniors(subject),
  ];
}

function head({ code, name, severity }: RuleCard): Pick<Finding, "code" | "name" | "severity"> {
  return { code, name, severity };
}

function outOfBalance(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const { model, holders } = seat;
  const { tolerance } = subject.context.config.balance;
  return loadsOf(model, holders).flatMap((loads, index) => {
    const rule = model.balance[index];
    const target = model.problem.measures[index]?.target;
    if (!rule || !target) return [];
    return model.reps.flatMap((rep, at): Finding[] => {
      const [load, share] = [loads[at] ?? 0, target[at] ?? 0];
      if (share <= 0 || Math.abs(load / share - 1) <= tolerance) return [];
      const unit = rule.measure === "revenue" ? 100 : 1;
      const figures = `${whole(load / unit)} where the share is ${whole(share / unit)}`;
      return [
        {
          ...head(rule),
          message: `${rep.name} (${rep.id}) has ${percent(load / share)} of the share of ${rule.measure} as ${seat.seat}: ${figures}, tolerance ${percent(tolerance)}`,
          remedy:
            load > share
              ? `give away about ${whole((load - share) / unit)}`
              : `could take about ${whole((share - load) / unit)} more`,
          place: firstCellOf(subject, seat, rep.id),
          related: [{ place: rep.place, message: rep.name }],
          repId: rep.id,
        },
      ];
    });
  });
}

/** Chosen moves that nobody needed: giver with the client and taker without it are within the tolerance in every measure. */
function movedWithoutNeed(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const { model, holders } = seat;
  const loads = loadsOf(model, holders);
  const position = new Map(model.reps.map((rep, at) => [rep.id, at]));
  const within = (index: number, at: number, load: number) => {
    const share = model.problem.measures[index]?.target[at] ?? 0;
    return share <= 0 || Math.abs(load / share - 1) <= subject.context.config.balance.tolerance;
  };
  return chosenMoves(model, holders).flatMap((id): Finding[] => {
    const unit = model.unitOf.get(id) ?? -1;
    const profile = model.units[unit]?.members.find(({ client }) => client.id === id);
    const giver = model.problem.home[unit] ?? -1;
    const taker = position.get(holders.get(id) as Rep["id"]) ?? -1;
    if (!profile || giver < 0 || taker < 0) return [];
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

/** Transactional clients that newly come to a higher level although a lower one may take them and has hours free. */
function reachedDown(subject: CheckSubject, seat: CheckedSeat): Finding[] {
  const { model, holders } = seat;
  const { context } = subject;
  const hours = loadsOf(model, holders)[model.balance.findIndex((rule) => rule.measure === "hours")];
  return model.units.flatMap((unit) =>
    unit.members.flatMap((profile): Finding[] => {
      const { client, label, coverage } = profile;
      const rep = context.reps.get(holders.get(client.id) ?? ("" as Rep["id"]));
      if (label.name !== "transactional" || !rep || rep.levelRank === 0 || rep.id === client.ownerId) return [];
      const lower = unit.candidates
        .map((at) => ({ other: model.reps[at] as Rep, load: hours?.[at] ?? 0 }))
        .filter(({ other, load }) => {
          const room = (context.capacityHours.get(other.id) ?? 0) - load;
          return other.levelRank < rep.levelRank && room >= (coverage.hours.seller ?? 0);
        })
        .slice(0, 3);
      if (lower.length === 0) return [];
      return [
        {
          ...head(reachingDown),
          message: `${client.name} (${client.id}) is transactional and comes to ${rep.name}, ${rep.level}`,
          remedy: `could take it now: ${lower.map(({ other }) => `${other.name} (${other.id}, ${other.level})`).join(", ")}`,
          place: cellOf(subject, client.id, seat.seat),
          clientId: client.id,
          repId: rep.id,
        },
      ];
    }),
  );
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
      remedy: "fill desk_id for the clients of this rep",
      place: firstCellOf(subject, seller, rep.id),
      repId: rep.id,
    }));
}

function whole(value: number): string {
  return String(Math.round(value));
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
