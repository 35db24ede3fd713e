import type { Project } from "../../domain/activity.ts";
import type { Day } from "../../domain/day.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import type { PaidRep, UnpaidReason } from "./pay-line.ts";
import type { SeatHistory } from "./seat-history.ts";

/** Who is paid for a project, or why nobody is. */
export type ProjectPay = { readonly repId: RepId; readonly reason: string } | { readonly unpaid: UnpaidReason };

/** Who won which project. */
export class ProjectBook {
  readonly #projects = new Map<string, Project>();
  readonly #twice = new Set<string>();
  readonly #known: boolean;
  readonly #reps: ReadonlyMap<RepId, PaidRep>;
  readonly #seats: SeatHistory;

  /** @param projects absent where there is no file of projects. */
  constructor(projects: readonly Project[] | undefined, reps: ReadonlyMap<RepId, PaidRep>, seats: SeatHistory) {
    this.#known = projects !== undefined;
    this.#reps = reps;
    this.#seats = seats;
    for (const project of projects ?? []) {
      if (this.#projects.has(project.id)) this.#twice.add(project.id);
      else this.#projects.set(project.id, project);
    }
  }

  get twice(): ReadonlySet<string> {
    return this.#twice;
  }

  get(id: string): Project | undefined {
    return this.#projects.get(id);
  }

  /**
   * Who is paid for revenue of a project on a day: who won it; where nobody is named, who holds the seller seat. Without a file of projects
   * it is the holder as well.
   */
  payFor(id: string, clientId: ClientId, day: Day): ProjectPay {
    const project = this.#projects.get(id);
    if (project === undefined) return this.#known ? { unpaid: "project unknown" } : this.#holder(clientId, day, id);
    if (this.#twice.has(id)) return { unpaid: "project twice" };
    if (project.clientId !== clientId) return { unpaid: "project of another client" };
    if (project.repId === undefined) return this.#holder(clientId, day, id);
    const rep = this.#reps.get(project.repId);
    if (rep === undefined || !isActive(rep, project.wonDay) || !isActive(rep, day)) {
      return { unpaid: "project of a rep who is gone" };
    }
    if (rep.role === "desk") return { unpaid: "project of the desk" };
    return { repId: rep.id, reason: `project ${id}, won by ${rep.name}` };
  }

  #holder(clientId: ClientId, day: Day, id: string): ProjectPay {
    const holder = this.#seats.holder(clientId, "seller", day);
    if ("none" in holder) return { unpaid: holder.none };
    const rep = this.#reps.get(holder.repId);
    if (rep === undefined || !isActive(rep, day)) return { unpaid: "rep gone" };
    if (rep.role === "desk") return { unpaid: "desk in the seller seat" };
    return { repId: rep.id, reason: `project ${id}, nobody named as its winner: the client's seller` };
  }
}

export function isActive({ activeFrom, activeTo }: PaidRep, day: Day): boolean {
  return (activeFrom === undefined || activeFrom <= day) && (activeTo === undefined || day <= activeTo);
}
