import type { Random } from "../random.ts";
import type { SearchState } from "../search-state.ts";
import type { Candidates } from "./candidates.ts";

/** How far a search from one unit goes. */
export interface TransferEffort {
  /** Units in one transfer at most. */
  readonly length: number;
  /** Moves priced from one unit at most. */
  readonly looks: number;
}

/** A gain must be more than this share of the excess; less is rounding. */
const LEAST_GAIN = 1e-9;

/** Of those who are away so many are tried for coming home in return. */
const RETURNS = 48;

/** The dearest place any unit holds is counted anew after so many queues. */
const RECOUNT = 512;

/** Units and the pairs they go to, in order. */
class Transfer {
  readonly units: Int32Array;
  readonly pairs: Int32Array;
  length = 0;
  /** Change of the excess; only what is below this counts. */
  gain = 0;

  constructor(longest: number) {
    this.units = new Int32Array(longest);
    this.pairs = new Int32Array(longest);
  }

  reset(gain: number): void {
    this.length = 0;
    this.gain = gain;
  }

  take(path: Transfer, length: number, gain: number): void {
    this.units.set(path.units.subarray(0, length));
    this.pairs.set(path.pairs.subarray(0, length));
    this.length = length;
    this.gain = gain;
  }
}

/**
 * Descent over cyclic transfers (P. Thompson & J. Orlin, 1989): a unit goes to another agent, which passes one of its units on to a
 * third, and so on, until the last goes to the agent that the first has left, or simply stays where it came to. Each agent takes part once,
 * so the change of the excess is a sum over agents. Of a sequence with a negative sum some rotation has only negative partial sums
 * (S. Lin & B. Kernighan, 1973): paths are given up as soon as their sum is not. In an excess model nothing costs less than nothing, so few
 * are followed far.
 *
 * The budgets run over all agents. A transfer that would gain but for a spent budget is tried together with a unit that comes home.
 */
export class CyclicTransfer {
  /** Moves priced so far. */
  looks = 0;
  readonly #state: SearchState;
  readonly #places: Candidates;
  readonly #effort: TransferEffort;
  readonly #random: Random;
  readonly #waiting: number[] = [];
  readonly #isWaiting: Uint8Array;
  readonly #slack: Float64Array;
  #mostSlack = 0;
  #dearest = 0;
  #queues = 0;
  readonly #used: Uint8Array;
  readonly #spent: Float64Array;
  readonly #path: Transfer;
  readonly #best: Transfer;
  /** The best but for the budgets. */
  readonly #blocked: Transfer;
  #firstAgent = -1;
  #firstOut = -1;
  #limit = 0;

  constructor(state: SearchState, places: Candidates, effort: TransferEffort, random: Random) {
    const { model } = state;
    this.#state = state;
    this.#places = places;
    this.#effort = effort;
    this.#random = random;
    this.#isWaiting = new Uint8Array(model.unitCount);
    this.#slack = new Float64Array(model.agentCount);
    this.#used = new Uint8Array(model.agentCount);
    this.#spent = new Float64Array(model.budgetCount);
    this.#path = new Transfer(effort.length);
    this.#best = new Transfer(effort.length);
    this.#blocked = new Transfer(effort.length);
    for (let agent = 0; agent < this.#slack.length; agent++) this.#recountSlack(agent);
    this.#recountDearest();
  }

  /** Puts a unit on the list of those to begin a transfer with. */
  push(unit: number): void {
    if (this.#isWaiting[unit] === 1) return;
    this.#isWaiting[unit] = 1;
    this.#waiting.push(unit);
  }

  /** The agent was changed: its units may begin a transfer. */
  touch(agent: number): void {
    if (agent < 0) return;
    this.#recountSlack(agent);
    for (const unit of this.#state.members[agent] as number[]) this.push(unit);
  }

  /** Sends a unit to another of its places, in exchange for a unit from there where one may come back. */
  kick(unit: number): void {
    const state = this.#state;
    const { pairOf, agentOf, members, model } = state;
    const { start, place } = this.#places;
    const from = start[unit] as number;
    const pair = place[from + this.#random.below((start[unit + 1] as number) - from)] as number;
    if (pair === pairOf[unit]) return;
    const [left, entered] = [agentOf[unit] as number, model.pairAgent[pair] as number];
    const others = members[entered] as number[];
    const other = others[this.#random.below(Math.max(1, others.length))];
    this.#noteCost(unit, pair);
    state.apply(unit, pair, state.shiftDelta(unit, pair));
    const back = other === undefined || left < 0 ? -1 : this.#placeWith(other, left);
    if (other !== undefined && back >= 0) {
      this.#noteCost(other, back);
      state.apply(other, back, state.shiftDelta(other, back));
    }
    this.touch(left);
    this.touch(entered);
  }

  #placeWith(unit: number, agent: number): number {
    const { start, place } = this.#places;
    for (let slot = start[unit] as number; slot < (start[unit + 1] as number); slot++) {
      if (this.#state.model.pairAgent[place[slot] as number] === agent) return place[slot] as number;
    }
    return -1;
  }

  /** Carries out gainful transfers until no waiting unit begins one, or the looks are used up: then some still wait. */
  descend(looks: number): void {
    if (this.#queues++ % RECOUNT === 0) this.#recountDearest();
    while (this.looks < looks) {
      const unit = this.#waiting.pop();
      if (unit === undefined) return;
      this.#isWaiting[unit] = 0;
      this.#improveFrom(unit);
    }
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Nobody waits any more. */
  dismiss(): void {
    for (const unit of this.#waiting) this.#isWaiting[unit] = 0;
    this.#waiting.length = 0;
  }

  /** Takes back all that the state's journal holds; `cost` is what the state cost before. */
  undo(cost: number): void {
    const { agentOf, journal = [] } = this.#state;
    const agents = new Set<number>();
    for (let at = 0; at < journal.length; at += 2) agents.add(agentOf[journal[at] as number] as number);
    const units = journal.slice();
    this.#state.rollBack(cost);
    for (let at = 0; at < units.length; at += 2) agents.add(agentOf[units[at] as number] as number);
    for (const agent of agents) if (agent >= 0) this.#recountSlack(agent);
  }

  #recountSlack(agent: number): void {
    const { rowKinds } = this.#state.model;
    let sum = 0;
    for (let row = agent * rowKinds; row < (agent + 1) * rowKinds; row++) sum += this.#state.penalty[row] as number;
    this.#slack[agent] = sum;
    this.#mostSlack = Math.max(this.#mostSlack, sum);
  }

  #recountDearest(): void {
    const { pairOf, model } = this.#state;
    this.#dearest = 0;
    for (let unit = 0; unit < model.unitCount; unit++) this.#noteCost(unit, pairOf[unit] as number);
    this.#mostSlack = this.#slack.reduce((most, slack) => Math.max(most, slack), 0);
  }

  #noteCost(unit: number, pair: number): void {
    const cost = this.#state.placementCost(unit, pair);
    if (cost > this.#dearest) this.#dearest = cost;
  }

  #improveFrom(unit: number): void {
    const state = this.#state;
    const least = -LEAST_GAIN * Math.max(1, state.cost);
    this.#best.reset(least);
    this.#blocked.reset(least);
    this.#spent.fill(0);
    this.#limit = this.looks + this.#effort.looks;
    this.#firstAgent = state.agentOf[unit] as number;
    this.#firstOut = this.#firstAgent < 0 ? -1 : state.useAt(unit, state.pairOf[unit] as number);
    this.#path.units[0] = unit;
    if (this.#firstAgent >= 0) this.#used[this.#firstAgent] = 1;
    this.#extend(0, 0);
    if (this.#firstAgent >= 0) this.#used[this.#firstAgent] = 0;
    if (this.#best.length > 0) this.#carryOut(this.#best);
    else if (this.#blocked.length > 0) this.#carryOutWithReturn(this.#blocked);
  }

  /**
   * Tries all places for the last unit of the path. `sum` has the changes of the agents entered so far, and the costs of all units but the
   * last.
   */
  #extend(level: number, sum: number): void {
    const state = this.#state;
    const { model, pairOf } = state;
    const { start, place } = this.#places;
    const unit = this.#path.units[level] as number;
    const current = pairOf[unit] as number;
    const base = sum - state.placementCost(unit, current);
    // What an agent or two could gain, and the unit that leaves.
    const hope = 2 * this.#mostSlack + this.#dearest;
    for (let slot = start[unit] as number; slot < (start[unit + 1] as number); slot++) {
      const pair = place[slot] as number;
      const total = base + (model.pairCost[pair] as number);
      if (total >= hope) break;
      if (pair === current) continue;
      const agent = model.pairAgent[pair] as number;
      const closes = agent === this.#firstAgent;
      if (closes ? level === 0 : this.#used[agent] === 1) continue;
      this.#path.pairs[level] = pair;
      this.#spend(unit, pair, 1);
      this.#end(level, total, state.useAt(unit, pair), agent, closes);
      if (!closes && level + 1 < this.#effort.length) this.#passOn(level, total, state.useAt(unit, pair), agent);
      this.#spend(unit, pair, -1);
      if (this.looks >= this.#limit) return;
    }
  }

  /** The last unit stays where it came to. */
  #end(level: number, total: number, entering: number, agent: number, closes: boolean): void {
    this.looks++;
    const state = this.#state;
    let gain = total + state.rowsDelta(agent, entering, closes ? this.#firstOut : -1);
    if (!closes && this.#firstAgent >= 0) gain += state.rowsDelta(this.#firstAgent, -1, this.#firstOut);
    if (gain >= this.#best.gain && gain >= this.#blocked.gain) return;
    const whole = gain + this.#budgetDelta();
    if (whole < this.#best.gain) this.#best.take(this.#path, level + 1, whole);
    else if (gain < this.#blocked.gain) this.#blocked.take(this.#path, level + 1, gain);
  }

  /** The agent passes one of its units on. */
  #passOn(level: number, total: number, entering: number, agent: number): void {
    const state = this.#state;
    const { pairOf } = state;
    const open = total - (this.#slack[agent] as number);
    this.#used[agent] = 1;
    for (const other of state.members[agent] as number[]) {
      const cost = state.placementCost(other, pairOf[other] as number);
      if (open >= cost) continue;
      this.looks++;
      const sum = total + state.rowsDelta(agent, entering, state.useAt(other, pairOf[other] as number));
      if (sum >= cost) continue;
      this.#path.units[level + 1] = other;
      this.#extend(level + 1, sum);
      if (this.looks >= this.#limit) break;
    }
    this.#used[agent] = 0;
  }

  #spend(unit: number, pair: number, sign: number): void {
    const { model } = this.#state;
    if (model.budgetCount === 0) return;
    const change = sign * this.#state.spendChange(unit, pair);
    if (change === 0) return;
    for (let budget = 0; budget < model.budgetCount; budget++) {
      const use = model.budgetUse[unit * model.budgetCount + budget] as number;
      this.#spent[budget] = (this.#spent[budget] as number) + change * use;
    }
  }

  #budgetDelta(): number {
    let delta = 0;
    for (let budget = 0; budget < this.#spent.length; budget++) {
      const change = this.#spent[budget] as number;
      if (change !== 0) delta += this.#state.budgetDelta(budget, change);
    }
    return delta;
  }

  #carryOut(transfer: Transfer): void {
    const state = this.#state;
    const touched = new Set<number>();
    for (let index = 0; index < transfer.length; index++) {
      const [unit, pair] = [transfer.units[index] as number, transfer.pairs[index] as number];
      touched.add(state.agentOf[unit] as number).add(state.model.pairAgent[pair] as number);
      this.#noteCost(unit, pair);
      state.apply(unit, pair, 0);
    }
    state.cost += transfer.gain;
    for (const agent of touched) this.touch(agent);
  }

  /** Carries the transfer out if a unit that comes home in return leaves a gain, else not. */
  #carryOutWithReturn(transfer: Transfer): void {
    const state = this.#state;
    if (state.away.length === 0) return;
    const before = state.cost;
    const outer = state.journal;
    const journal: number[] = [];
    state.journal = journal;
    const touched = new Set<number>();
    for (let index = 0; index < transfer.length; index++) {
      const [unit, pair] = [transfer.units[index] as number, transfer.pairs[index] as number];
      touched.add(state.agentOf[unit] as number).add(state.model.pairAgent[pair] as number);
      state.apply(unit, pair, state.shiftDelta(unit, pair));
    }
    const { unit, delta } = this.#bestReturn();
    if (unit < 0 || state.cost + delta >= before - LEAST_GAIN * Math.max(1, before)) {
      state.rollBack(before);
      state.journal = outer;
      return;
    }
    const home = state.model.homePair[unit] as number;
    touched.add(state.agentOf[unit] as number).add(state.model.pairAgent[home] as number);
    state.apply(unit, home, delta);
    state.journal = outer;
    outer?.push(...journal);
    for (let index = 0; index < transfer.length; index++) {
      this.#noteCost(transfer.units[index] as number, transfer.pairs[index] as number);
    }
    this.#noteCost(unit, home);
    for (const agent of touched) this.touch(agent);
  }

  #bestReturn(): { unit: number; delta: number } {
    const { away, model } = this.#state;
    const best = { unit: -1, delta: Number.POSITIVE_INFINITY };
    for (let tries = Math.min(RETURNS, away.length); tries > 0; tries--) {
      this.looks++;
      const unit = away[this.#random.below(away.length)] as number;
      const delta = this.#state.shiftDelta(unit, model.homePair[unit] as number);
      if (delta < best.delta) [best.unit, best.delta] = [unit, delta];
    }
    return best;
  }
}
