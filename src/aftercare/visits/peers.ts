import type { Day } from "../../domain/day.ts";
import type { ClientProfile } from "../../domain/profile.ts";
import type { OrderHistory } from "../../history/order-history.ts";

/** Categories that similar clients buy and this one does not. */
export interface WhiteSpace {
  /** What the similar clients share: "industry Wood", or "all clients". */
  readonly alike: string;
  /** Similar clients who bought within the last 12 months, this one left out. */
  readonly peers: number;
  /** Most peers first. */
  readonly categories: readonly { readonly name: string; readonly peers: number; readonly share: number }[];
}

const YEAR = 365;
/** Fewer similar clients tell nothing. */
const FEWEST_PEERS = 5;
/** A category that fewer of them buy is no habit of the trade. */
const LEAST_SHARE = 0.3;
const MOST_SHOWN = 5;

/** What clients who are alike bought within the last 12 months. */
export class Peers {
  readonly #boughtBy = new Map<string, ReadonlySet<number>>();
  readonly #groups = new Map<string, { members: number; readonly buyers: Map<number, number> }>();
  readonly #names: readonly string[];

  constructor(profiles: readonly ClientProfile[], history: OrderHistory, asOf: Day) {
    this.#names = history.names().categories;
    for (const profile of profiles) {
      const lines = history.linesOf(profile.client.id);
      const bought = new Set<number>();
      for (let at = 0; at < lines.count; at++) {
        const [day, category] = [lines.day[at] as number, lines.category[at] as number];
        if (day > asOf - YEAR && day <= asOf && category >= 0 && (lines.amount[at] as number) > 0) bought.add(category);
      }
      this.#boughtBy.set(profile.client.id, bought);
      if (bought.size > 0) for (const group of groupsOf(profile)) this.#count(group, bought);
    }
  }

  #count(group: string, bought: ReadonlySet<number>): void {
    const known = this.#groups.get(group) ?? { members: 0, buyers: new Map() };
    known.members++;
    for (const category of bought) known.buyers.set(category, (known.buyers.get(category) ?? 0) + 1);
    this.#groups.set(group, known);
  }

  /** Compared with clients of its industry, else of its segment, else with all; `undefined` where too few are alike or no category is known. */
  whiteSpaceOf(profile: ClientProfile): WhiteSpace | undefined {
    const own = this.#boughtBy.get(profile.client.id) ?? new Set();
    for (const alike of groupsOf(profile)) {
      const group = this.#groups.get(alike);
      const peers = (group?.members ?? 0) - (own.size > 0 ? 1 : 0);
      if (group && peers >= FEWEST_PEERS) {
        return { alike, peers, categories: this.#missing(own, peers, group.buyers) };
      }
    }
    return undefined;
  }

  /** The client is none of a category's buyers where it does not buy it, so counts need no correction. */
  #missing(own: ReadonlySet<number>, peers: number, buyers: ReadonlyMap<number, number>): WhiteSpace["categories"] {
    return [...buyers]
      .filter(([category, count]) => !own.has(category) && count / peers >= LEAST_SHARE)
      .map(([category, count]) => ({ name: this.#names[category] ?? "", peers: count, share: count / peers }))
      .sort((a, b) => b.peers - a.peers || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_SHOWN);
  }
}

/** From the closest likeness to the widest. */
function groupsOf({ client }: ClientProfile): string[] {
  return [
    ...(client.industry === undefined ? [] : [`industry ${client.industry}`]),
    ...(client.segment === undefined ? [] : [`segment ${client.segment}`]),
    "all clients",
  ];
}
