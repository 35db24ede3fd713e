import type { Client } from "../domain/client.ts";
import type { Finding } from "../domain/finding.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import type { ExportedRep } from "./owner-forms.ts";
import { ownerNameTwice, ownerUnknownToCrm } from "./problems.ts";
import type { ExportTarget } from "./target.ts";

/** The clients before and after their owners were matched to reps. */
export interface ClientsBothWays {
  readonly clients: readonly Client[];
  readonly asWritten: ReadonlyMap<ClientId, Client>;
  /** True for a clients file that the target itself wrote: its owner column has the target's header. */
  readonly isOwnExport: boolean;
}

/** Writes owners as the target wants them, and remembers which reps it cannot name. */
export class OwnerCells {
  readonly #target: ExportTarget;
  readonly #source: ClientsBothWays;
  readonly #reps: ReadonlyMap<RepId, ExportedRep>;
  /** The system's own spelling of its users. */
  readonly #spellings: ReadonlyMap<RepId, string>;
  readonly #byCell = new Map<string, ExportedRep>();
  readonly #unnamed = new Map<ExportedRep, number>();
  readonly #sameName = new Map<ExportedRep, ExportedRep>();

  constructor(target: ExportTarget, reps: readonly ExportedRep[], source: ClientsBothWays) {
    this.#target = target;
    this.#source = source;
    this.#reps = new Map(reps.map((rep) => [rep.id, rep]));
    this.#spellings =
      source.isOwnExport && target.owner.ownNames !== "never" ? spellingsOf(source, this.#reps) : new Map();
    for (const rep of reps) {
      const cell = this.#cellOf(rep);
      if (cell === undefined) continue;
      const other = this.#byCell.get(cell);
      if (other === undefined) this.#byCell.set(cell, rep);
      else for (const one of [rep, other]) this.#sameName.set(one, one === rep ? other : rep);
    }
  }

  /** The cell of a rep; "" when it cannot be named, which `findings` then has. */
  of(id: RepId): string {
    const rep = this.#reps.get(id);
    if (rep === undefined) return "";
    const cell = this.#cellOf(rep);
    if (cell === undefined || this.#sameName.has(rep)) this.#unnamed.set(rep, (this.#unnamed.get(rep) ?? 0) + 1);
    return cell ?? "";
  }

  /**
   * The cell of who holds a seat of a client now: "" when nobody does, `undefined` when it is nobody of the reps table whom
   * the target would understand.
   */
  ofPresent(client: Client, seat: "ownerId" | "deskId"): string | undefined {
    const present = client[seat];
    if (present === undefined) return "";
    if (this.#reps.has(present)) return this.of(present);
    const written = this.#source.asWritten.get(client.id)?.[seat] ?? present;
    const { owner } = this.#target;
    return owner.fits(written) || (owner.ownNames !== "never" && this.#source.isOwnExport) ? written : undefined;
  }

  /** Reps that were asked for and cannot be named. */
  get findings(): readonly Finding[] {
    return [...this.#unnamed].map(([rep, uses]) => {
      const other = this.#sameName.get(rep);
      return other ? ownerNameTwice(rep, other, this.#target) : ownerUnknownToCrm(rep, this.#target, uses);
    });
  }

  #cellOf(rep: ExportedRep): string | undefined {
    const { owner } = this.#target;
    const [own, told] = [this.#spellings.get(rep.id), owner.of(rep)];
    return owner.ownNames === "first" ? (own ?? told) : (told ?? own);
  }
}

/** How the clients file writes each rep, most often. */
function spellingsOf({ clients, asWritten }: ClientsBothWays, reps: ReadonlyMap<RepId, ExportedRep>) {
  const counts = new Map<RepId, Map<string, number>>();
  for (const { id, ownerId } of clients) {
    const written = asWritten.get(id)?.ownerId;
    if (ownerId === undefined || written === undefined || !reps.has(ownerId)) continue;
    const ofRep = counts.get(ownerId) ?? new Map<string, number>();
    ofRep.set(written, (ofRep.get(written) ?? 0) + 1);
    counts.set(ownerId, ofRep);
  }
  return new Map(
    [...counts].map(([id, ofRep]) => [id, [...ofRep].reduce((best, one) => (one[1] > best[1] ? one : best))[0]]),
  );
}
