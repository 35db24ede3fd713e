import type { Finding } from "../domain/finding.ts";
import { headOf } from "../domain/make-finding.ts";
import type { Place } from "../domain/place.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import { type Book, countBooks } from "../planning/books.ts";
import type { Unit } from "../planning/units.ts";
import { seniorBuriedInRoutine } from "../rules/senior-buried-in-routine.ts";
import { Remedies } from "./remedy.ts";
import { Room } from "./room.ts";
import { type CheckedSeat, type CheckSubject, cellOf, firstCellOf, otherSeat } from "./subject.ts";
import { listText, percent, whole } from "./words.ts";

/** Reps of the highest level who process orders beyond the share that the config allows. */
export function buriedSeniors(subject: CheckSubject): Finding[] {
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
  const buried = countBooks(profiles, assignment, seller.model.reps, context).filter(
    ({ rep, capacityHours, routineHours }) =>
      rep.role !== "desk" && rep.levelRank === top && routineHours > most * capacityHours,
  );
  const lower = new LowerLevels(subject, seller);
  const ways = buried.map((book) => ({
    book,
    way: withDesks(subject, seller, desk, book.rep) ?? lower.take(book.rep),
  }));
  const mendable = ways.flatMap(({ book: { rep, capacityHours, routineHours }, way }): Finding[] => {
    if (!way) return [];
    const message = `${rep.name} (${rep.id}) processes orders for ${whole(routineHours)} of ${whole(capacityHours)} h, more than ${percent(most)}`;
    return [{ ...headOf(seniorBuriedInRoutine), message, ...way, repId: rep.id }];
  });
  const stuck = ways.filter(({ way }) => !way).map(({ book }) => book);
  return stuck.length === 0 ? mendable : [...mendable, buriedForGood(subject, stuck, most)];
}

/** One note for those whose orders nobody could take over now. */
function buriedForGood({ assignments }: CheckSubject, books: readonly Book[], most: number): Finding {
  const who = books.map(({ rep, capacityHours, routineHours }) => {
    return `${rep.name} (${rep.id}) ${percent(routineHours / capacityHours)}`;
  });
  const count =
    books.length === 1 ? "1 rep of the highest level processes" : `${books.length} reps of the highest level process`;
  return {
    ...headOf(seniorBuriedInRoutine),
    severity: "info",
    message: `${count} orders for more than ${percent(most)} of the hours, and nobody can take the orders over now: ${who.join(", ")}`,
    remedy: "take on a desk specialist; see Staffing in the report of evenbook plan",
    place: assignments.headerPlace,
  };
}

/** Routine clients of a rep that lower levels have room for. */
class LowerLevels {
  readonly #subject: CheckSubject;
  readonly #seat: CheckedSeat;
  readonly #room: Room;

  constructor(subject: CheckSubject, seat: CheckedSeat) {
    this.#subject = subject;
    this.#seat = seat;
    this.#room = new Room(seat, otherSeat(subject, seat));
  }

  /** What could go, those with most routine first; nothing when nobody has room. */
  take(rep: Rep): { readonly remedy: string; readonly place: Place } | undefined {
    const { model, holders } = this.#seat;
    this.#room.reset();
    const routine = (unit: Unit) => unit.members.reduce((sum, { coverage }) => sum + coverage.routineHours, 0);
    const moves = model.units
      .filter(({ members }) =>
        members.every(({ client, label }) => holders.get(client.id) === rep.id && label.name === "transactional"),
      )
      .sort((a, b) => routine(b) - routine(a))
      .flatMap((unit) => {
        const to = unit.candidates.find(
          (at) => (model.reps[at]?.levelRank ?? 0) < rep.levelRank && this.#room.has(at, unit.members),
        );
        if (to === undefined) return [];
        this.#room.take(to, unit.members);
        const taker = model.reps[to] as Rep;
        return [`${unit.members.map(({ client }) => client.id).join(" + ")} to ${taker.name} (${taker.id})`];
      });
    if (moves.length === 0) return undefined;
    return {
      remedy: `lower levels have room: ${listText(moves)}; or take on a desk specialist`,
      place: firstCellOf(this.#subject, this.#seat, rep.id),
    };
  }
}

/** The clients whose orders the rep processes for want of a desk specialist, or being the desk herself; nothing when there are none. */
function withDesks(
  subject: CheckSubject,
  seller: CheckedSeat,
  desk: CheckedSeat,
  rep: Rep,
): { readonly remedy: string; readonly place: Place } | undefined {
  const cell = ({ client }: ClientProfile) => cellOf(subject, client.id, "desk");
  const inFileOrder = (clients: ClientProfile[]) => clients.sort((a, b) => cell(a).line - cell(b).line);
  const ids = (clients: readonly ClientProfile[]) => listText(clients.map(({ client }) => client.id));
  const needing = subject.profiles.filter(({ coverage }) => coverage.hours.desk !== undefined);
  const empty = inFileOrder(
    needing.filter(({ client }) => seller.holders.get(client.id) === rep.id && !desk.holders.has(client.id)),
  );
  const own = inFileOrder(needing.filter(({ client }) => desk.holders.get(client.id) === rep.id));
  const [first] = [...empty, ...own];
  if (!first) return undefined;
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
