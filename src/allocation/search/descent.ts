import { findPair } from "../evaluate.ts";
import type { SearchState } from "../search-state.ts";
import type { Candidates } from "./candidates.ts";

/** A move must save this share of the cost to count, else rounding could make the descent go round in circles. */
const LEAST_SAVING = 1e-12;

/**
 * Improves the state by shifts and swaps, best shift and first saving swap of each unit in turn, until a whole round finds
 * nothing or `evaluations` are used up. Returns how many evaluations it took.
 */
export function descend(state: SearchState, candidates: Candidates, evaluations: number): number {
  let spent = 0;
  for (let improved = true; improved && spent < evaluations; ) {
    improved = false;
    for (let unit = 0; unit < state.model.unitCount && spent < evaluations; unit++) {
      const before = state.cost;
      spent += improveUnit(state, candidates, unit);
      if (state.cost < before) improved = true;
    }
  }
  return spent;
}

function improveUnit(state: SearchState, { start, place }: Candidates, unit: number): number {
  const least = -LEAST_SAVING * (1 + Math.abs(state.cost));
  let spent = 0;
  for (let index = start[unit] as number; index < (start[unit + 1] as number); index++) {
    const pair = place[index] as number;
    if (pair === state.pairOf[unit]) continue;
    spent++;
    const delta = state.shiftDelta(unit, pair);
    if (delta < least) state.apply(unit, pair, delta);
    else if (pair >= 0) spent += swapInto(state, unit, pair, least);
  }
  return spent;
}

/** Swaps `unit` with the first unit of the pair's agent with which that saves; returns how many it tried. */
function swapInto(state: SearchState, unit: number, pair: number, least: number): number {
  const from = state.agentOf[unit] as number;
  const members = state.members[state.model.pairAgent[pair] as number] as number[];
  for (let index = 0; index < members.length; index++) {
    const other = members[index] as number;
    const back = from < 0 ? -1 : findPair(state.model, other, from);
    if (from >= 0 && back < 0) continue;
    const delta = state.exchangeDelta(unit, pair, other, back);
    if (delta >= least) continue;
    state.applyExchange(unit, pair, other, back, delta);
    return index + 1;
  }
  return members.length;
}
