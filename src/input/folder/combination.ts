import { shareOf } from "./content.ts";
import { type ColumnChoices, type Fit, fitAs, isOwnOutput, isPlausible } from "./fit.ts";
import type { TableKind } from "./kinds.ts";
import type { FileLook } from "./look.ts";
import { clientsAmong, ownersAmong, remembered } from "./references.ts";

/** The kinds whose files are chosen together, since their ids refer to each other. */
const mainKinds = ["clients", "reps", "orders"] as const;
export type MainKind = (typeof mainKinds)[number];

/** What a person has said already: files and columns of a kind. */
export type Given = Partial<
  Record<
    TableKind,
    {
      readonly files: readonly string[];
      readonly columns?: ColumnChoices;
      /** The person only agreed: file and columns were found by what they hold. */
      readonly confirmed?: boolean;
    }
  >
>;

/** One file for each kind; a kind may have none. */
export type Combination = Readonly<Partial<Record<MainKind, Fit>>>;

export interface ChosenCombination {
  readonly best: Combination;
  /** Files that would do nearly as well for a kind, the best first. */
  readonly rivals: Readonly<Record<MainKind, readonly string[]>>;
}

/** Ids that refer to each other tell more than all headers. */
const pointsForReference = { owners: 8, clients: 12 };
/** Combinations that close to the best are rivals. */
const close = 3;
/** Files beyond those with most points are not tried in combinations. */
const mostCandidates = 12;

/**
 * Chooses clients, reps and orders together: the combination of different files with most points, for headers, for values, and
 * for owners that stand among the reps and clients of orders that stand among the clients.
 */
export function combine(looks: readonly FileLook[], given: Given): ChosenCombination {
  const candidates = {
    clients: candidatesFor("clients", looks, given),
    reps: candidatesFor("reps", looks, given),
    orders: candidatesFor("orders", looks, given),
  };
  const owners = remembered(ownersAmong);
  const ordered = remembered(clientsAmong);
  const tried: { readonly combination: Combination; readonly points: number }[] = [];
  for (const clients of [...candidates.clients, undefined]) {
    for (const reps of [...candidates.reps, undefined]) {
      if (reps && reps.look === clients?.look) continue;
      for (const orders of [...candidates.orders, undefined]) {
        if (orders && (orders.look === clients?.look || orders.look === reps?.look)) continue;
        const points =
          (clients?.points ?? 0) +
          (reps?.points ?? 0) +
          (orders?.points ?? 0) +
          (clients && reps ? pointsForReference.owners * shareOf(owners(clients, reps)) : 0) +
          (clients && orders ? pointsForReference.clients * shareOf(ordered(orders, clients)) : 0);
        tried.push({
          combination: { ...(clients && { clients }), ...(reps && { reps }), ...(orders && { orders }) },
          points,
        });
      }
    }
  }
  tried.sort((a, b) => b.points - a.points);
  const [first] = tried;
  const best = first?.combination ?? {};
  const near = tried
    .filter(({ points }) => points >= (first?.points ?? 0) - close)
    .map(({ combination }) => combination);
  const rivalsFor = (kind: MainKind) => [
    ...new Set(near.flatMap((one) => (one[kind] && one[kind] !== best[kind] ? [one[kind].look.file] : []))),
  ];
  return {
    best,
    rivals: { clients: rivalsFor("clients"), reps: rivalsFor("reps"), orders: rivalsFor("orders") },
  };
}

function candidatesFor(kind: TableKind, looks: readonly FileLook[], given: Given): Fit[] {
  const said = given[kind];
  if (said) {
    const look = looks.find(({ file }) => file === said.files[0]);
    return look ? [fitAs(kind, look, said.columns)] : [];
  }
  const taken = new Set(Object.values(given).flatMap((one) => one.files));
  return looks
    .filter((look) => !look.problem && !taken.has(look.file) && !isOwnOutput(look))
    .map((look) => fitAs(kind, look))
    .filter(isPlausible)
    .sort((a, b) => b.points - a.points)
    .slice(0, mostCandidates);
}
