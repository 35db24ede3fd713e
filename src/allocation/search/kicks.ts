import type { Random } from "../random.ts";
import type { RunControl } from "../run-control.ts";
import type { SearchState } from "../search-state.ts";
import type { Candidates } from "./candidates.ts";
import type { CyclicTransfer } from "./cyclic-transfer.ts";

/** Looks between two looks at the abort signal, and of one kick at most. */
const PORTION = 200_000;

/** After so many kicks the running sums are counted anew. */
const RESCORE = 1024;

/** What is worse by this share of the excess, or of one point, counts as good: running sums drift by rounding. */
const ROUNDING = 1e-9;

/**
 * Iterated local search (H. Lourenço, O. Martin & T. Stützle, 2003): one unit of a descended state is sent to another of its good places,
 * in exchange for one from there where that may be, and the agents concerned descend again. What is worse is taken back; as good is
 * kept, so the search drifts along a plateau. Ends when the transfers have used up their looks.
 */
export async function improveByKicks(
  state: SearchState,
  transfer: CyclicTransfer,
  { start }: Candidates,
  { random, looks, control }: { random: Random; looks: number; control: RunControl },
): Promise<void> {
  const units = Array.from({ length: state.model.unitCount }, (_, unit) => unit);
  const free = units.filter((unit) => (start[unit + 1] as number) - (start[unit] as number) > 1);
  if (free.length === 0) return;
  transfer.dismiss();
  let check = 0;
  for (let kicks = 1; transfer.looks < looks; kicks++) {
    if (transfer.looks >= check) {
      if (await control.shouldStop()) return;
      check = transfer.looks + PORTION;
    }
    if (kicks % RESCORE === 0) state.rescore();
    const before = state.cost;
    state.journal = [];
    // A kick counts as a look, so that the loop ends also where nothing moves.
    transfer.looks++;
    transfer.kick(free[random.below(free.length)] as number);
    transfer.descend(Math.min(looks, transfer.looks + PORTION));
    transfer.dismiss();
    if (state.cost > before + ROUNDING * Math.max(1, before)) transfer.undo(before);
    state.journal = undefined;
  }
}
