import type { ClientId } from "../domain/ids.ts";
import type { ClientProfile } from "../domain/profile.ts";
import type { Rep } from "../domain/rep.ts";
import type { CapOverrun } from "../planning/overruns.ts";
import { ROUNDING } from "../planning/overruns.ts";
import { capUse } from "../planning/seat-model.ts";
import type { Unit } from "../planning/units.ts";
import type { Room } from "./room.ts";
import { type CheckedSeat, type CheckSubject, otherSeat } from "./subject.ts";
import { amount, amountOf, listText } from "./words.ts";

/** Clients that a remedy moves at most, and units that are tried in twos and threes. */
const MOST_MOVED = 3;
const MOST_TRIED = 40;

/** What a rep can give away: clients that go together, what of the cap that frees, and the positions of who may take them. */
interface Piece {
  readonly unit: Unit;
  readonly held: readonly ClientProfile[];
  readonly freed: number;
  readonly takers: readonly number[];
}

interface Move {
  readonly piece: Piece;
  readonly to: number;
}

/** Which clients of a rep who passes a cap could go, and to whom: the fewest that would do, then those that free least. */
export function givingAway(subject: CheckSubject, seat: CheckedSeat, overrun: CapOverrun, room: Room): string {
  const { rule, rep, use, most } = overrun;
  const over = use - most;
  const asked = `give away ${amountOf(over, rule.unit)}`;
  const all = piecesOf(subject, seat, overrun);
  room.reset();
  const pieces = all.filter(({ unit, takers }) => takers.some((at) => room.has(at, unit.members)));
  if (pieces.length === 0) {
    return `${asked}; ${whyNobody(all, rep, room)}`;
  }
  const found = smallest(pieces, over, room, seat);
  const text = (moves: readonly Move[]) => movesText(moves, seat, overrun);
  if (found) return `${asked}; moving ${text(found)} would do`;
  const greedy = largestFirst(pieces, over, room, seat);
  const freed = greedy.reduce((sum, { piece }) => sum + piece.freed, 0);
  return freed >= over - ROUNDING
    ? `${asked}; moving ${text(greedy)} would do`
    : `${asked}; moving ${text(greedy)} frees ${amountOf(freed, rule.unit)}, for the rest nobody has room within the caps and the move budget`;
}

function whyNobody(pieces: readonly Piece[], { name }: Rep, room: Room): string {
  if (!pieces.some(({ takers }) => takers.length > 0))
    return `nobody else may take a client of ${name}: more reps, or fewer hours a client`;
  return pieces.some(({ unit, takers }) => takers.some((at) => room.has(at, unit.members, "caps")))
    ? "others have room, but the move budget is spent (EB303): leave other clients with their owners, or raise limits.move_budget"
    : "nobody who may take them has room: more reps, or fewer hours a client";
}

function piecesOf(subject: CheckSubject, seat: CheckedSeat, { rule, rep }: CapOverrun): Piece[] {
  const { model, holders } = seat;
  const other = otherSeat(subject, seat);
  const also = (id: ClientId) => rule.countsClientOnce && model.seat === "seller" && other?.holders.get(id) === rep.id;
  return model.units.flatMap((unit): Piece[] => {
    const held = unit.members.filter(({ client }) => holders.get(client.id) === rep.id);
    const freed = held
      .filter(({ client }) => !also(client.id))
      .reduce((sum, profile) => sum + capUse(rule, profile, rep.id, model), 0);
    if (freed <= 0) return [];
    const takers = unit.candidates.filter((at) => model.reps[at]?.id !== rep.id);
    return [{ unit, held, freed, takers }];
  });
}

/** One piece, else two, else three: those that free least of what would do. */
function smallest(pieces: readonly Piece[], over: number, room: Room, seat: CheckedSeat): readonly Move[] | undefined {
  const sorted = [...pieces].sort((a, b) => b.freed - a.freed || (firstId(a) < firstId(b) ? -1 : 1));
  for (let count = 1; count <= MOST_MOVED; count++) {
    const tried = count === 1 ? sorted : sorted.slice(0, MOST_TRIED);
    const sets = setsOf(tried, count)
      .map((set) => ({ set, freed: set.reduce((sum, piece) => sum + piece.freed, 0) }))
      .filter(({ freed }) => freed >= over - ROUNDING)
      .sort((a, b) => a.freed - b.freed);
    for (const { set } of sets) {
      const moves = movesOf(set, room, seat);
      if (moves) return moves;
    }
  }
  return undefined;
}

function setsOf(pieces: readonly Piece[], count: number): Piece[][] {
  if (count === 0) return [[]];
  return pieces.flatMap((piece, at) => setsOf(pieces.slice(at + 1), count - 1).map((rest) => [piece, ...rest]));
}

/** Somebody for each of the pieces, one after the other; `undefined` when one finds nobody with room. */
function movesOf(set: readonly Piece[], room: Room, seat: CheckedSeat): Move[] | undefined {
  room.reset();
  const moves: Move[] = [];
  for (const piece of set) {
    const to = takerOf(piece, room, seat);
    if (to === undefined) return undefined;
    room.take(to, piece.unit.members);
    moves.push({ piece, to });
  }
  return moves;
}

/** The unit's present owner where it has room, else who has most of their hours free. */
function takerOf({ unit, takers }: Piece, room: Room, { model }: CheckedSeat): number | undefined {
  const free = takers.filter((at) => room.has(at, unit.members));
  const home = model.problem.home[model.unitOf.get(unit.members[0]?.client.id as ClientId) ?? -1];
  return free.find((at) => at === home) ?? free.sort((a, b) => room.filled(a) - room.filled(b))[0];
}

function largestFirst(pieces: readonly Piece[], over: number, room: Room, seat: CheckedSeat): Move[] {
  room.reset();
  const moves: Move[] = [];
  let open = over;
  for (const piece of [...pieces].sort((a, b) => b.freed - a.freed || (firstId(a) < firstId(b) ? -1 : 1))) {
    if (open <= ROUNDING) break;
    const to = takerOf(piece, room, seat);
    if (to === undefined) continue;
    room.take(to, piece.unit.members);
    moves.push({ piece, to });
    open -= piece.freed;
  }
  return moves;
}

/** "C03 (3 h) and C04 (12 h) to Eva Lind (R5), C06 (2 h) to Ana Ruiz (R1)": those who go to one rep together. */
function movesText(moves: readonly Move[], { model }: CheckedSeat, { rule }: CapOverrun): string {
  const shown = moves.slice(0, MOST_MOVED);
  const targets = [...new Set(shown.map(({ to }) => to))].map((to) => {
    const { name, id } = model.reps[to] as Rep;
    const pieces = shown.filter((move) => move.to === to).map(({ piece }) => pieceText(piece, rule));
    return `${listText(pieces)} to ${name} (${id})`;
  });
  const rest = moves.length - shown.length;
  return [...targets, ...(rest > 0 ? [`and ${rest} more`] : [])].join(", ");
}

function pieceText({ unit, held, freed }: Piece, rule: CapOverrun["rule"]): string {
  const ids = held.map(({ client }) => client.id).sort();
  const family = unit.members.length > ids.length ? ` with its family of ${unit.members.length}` : "";
  return `${ids.join(" + ")}${family}${rule.unit === "h" ? ` (${amount(freed)} h)` : ""}`;
}

function firstId({ held }: Piece): ClientId {
  return held[0]?.client.id as ClientId;
}
