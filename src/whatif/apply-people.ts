import { formatDay } from "../calendar/days.ts";
import { nearest } from "../config/nearest.ts";
import type { Config } from "../config/schema.ts";
import { absenceOf } from "../coverage/availability.ts";
import type { Client } from "../domain/client.ts";
import type { Day } from "../domain/day.ts";
import type { Finding } from "../domain/finding.ts";
import type { RepId } from "../domain/ids.ts";
import type { Quarter } from "../domain/quarter.ts";
import type { Rep } from "../domain/rep.ts";
import { fold, includesWord } from "../rules/same-word.ts";
import { changeWithoutEffect } from "./cards.ts";
import type { Change, Newcomer } from "./change.ts";
import { ChangeProblem } from "./parse-change.ts";
import { changeFinding } from "./scenario-file.ts";

/** The people of a scenario. */
export interface People {
  readonly reps: readonly Rep[];
  /** Who joins, in the order of the changes. */
  readonly newcomers: readonly Rep[];
  readonly findings: readonly Finding[];
}

/** What the changes of people are judged by. */
export interface Company {
  readonly clients: readonly Pick<Client, "region">[];
  readonly config: Config;
  readonly quarter: Quarter;
}

/** The reps after the changes that are about people, one after the other. A change that fits nobody is a finding. */
export function applyPeople(changes: readonly Change[], reps: readonly Rep[], company: Company): People {
  const staff = new Staff(reps, company);
  for (const change of changes) staff.apply(change);
  return staff.people();
}

class Staff {
  readonly #config: Config;
  readonly #quarter: Quarter;
  readonly #findings: Finding[] = [];
  readonly #newcomers: Rep[] = [];
  /** Of the clients, each once. */
  readonly #regions: readonly string[];
  #reps: readonly Rep[];

  constructor(reps: readonly Rep[], { clients, config, quarter }: Company) {
    this.#reps = reps;
    this.#config = config;
    this.#quarter = quarter;
    this.#regions = [...new Set(clients.flatMap(({ region }) => region ?? []))].sort();
  }

  people(): People {
    return { reps: [...this.#reps, ...this.#newcomers], newcomers: this.#newcomers, findings: this.#findings };
  }

  apply(change: Change): void {
    if (change.kind === "hire") this.#hire(change.newcomer, change);
    else if (change.kind === "desk") this.#foundDesk(change.count, change.from, change);
    else if (change.kind === "leave") this.#leave(change);
    else if (change.kind === "promote") this.#promote(change);
    else if (change.kind === "fte") this.#setShare(change);
  }

  #promote(change: Extract<Change, { kind: "promote" }>): void {
    this.#replace(change, change.rep, (rep) => {
      if (rep.level === change.level) this.#without(change, `${rep.name} is ${rep.level} already`);
      return { ...rep, ...this.#level(change.level, change) };
    });
  }

  #setShare(change: Extract<Change, { kind: "fte" }>): void {
    this.#replace(change, change.rep, (rep) => {
      const quarterHours = change.share * this.#config.capacity.hours_per_quarter;
      if (quarterHours === rep.quarterHours)
        this.#without(change, `${rep.name} has ${quarterHours} h a quarter already`);
      return { ...rep, quarterHours };
    });
  }

  #leave(change: Extract<Change, { kind: "leave" }>): void {
    const last = change.on ?? ((this.#quarter.firstDay - 1) as Day);
    this.#replace(change, change.rep, (rep) => {
      const gone = { ...rep, activeTo: last };
      if (absenceOf(rep, this.#quarter)) {
        this.#without(change, `${rep.name} takes no clients in ${this.#quarter.name} anyhow`);
      } else if (!absenceOf(gone, this.#quarter)) {
        const message = `${rep.name} leaves on ${formatDay(last)} and is there to the end of ${this.#quarter.name}`;
        this.#without(change, message, "name an earlier day, or plan a later quarter with --quarter");
      }
      return gone;
    });
  }

  #hire(newcomer: Newcomer, change: Change): void {
    const mentor = newcomer.mentor === undefined ? undefined : this.#find(newcomer.mentor, change);
    const { name, from, fte, languages, skills, industries, role } = newcomer;
    const regions = this.#regionsOf(newcomer, change);
    this.#join(
      {
        role,
        ...this.#level(newcomer.level, change),
        ...{ regions, languages, skills, industries },
        quarterHours: fte * this.#config.capacity.hours_per_quarter,
        ...(from === undefined ? {} : { hireDay: from }),
        ...(mentor === undefined ? {} : { mentorId: mentor.id }),
      },
      name ?? `New ${role === "desk" ? "desk" : newcomer.level}`,
      name !== undefined,
      change,
    );
  }

  /** Those in which there are clients; a region that is nobody's would leave the newcomer without any, and is most likely misspelt. */
  #regionsOf({ regions }: Newcomer, change: Change): readonly string[] {
    if (this.#regions.length === 0) return regions;
    const there = (one: string) => this.#regions.some((region) => fold(region) === fold(one));
    for (const region of regions.filter((one) => !there(one))) {
      if (this.#reps.some((rep) => includesWord(rep.regions, region))) continue;
      const near = nearest(region, this.#regions);
      this.#problem(
        change,
        `no client is in ${region}, and no rep serves it`,
        near === undefined ? `regions of clients: ${listed(this.#regions)}` : `did you mean ${near}?`,
      );
    }
    // With one region in common the rule on regions would hold for everybody, and stop all reps of the others.
    const comparable = this.#reps.some((rep) => rep.regions.some(there));
    const limited = this.#reps.some((rep) => rep.regions.length > 0);
    if (comparable || !limited || !regions.some(there)) return regions;
    this.#without(
      change,
      `regions of clients and reps are of two kinds, so regions limit nobody; ${regions.join(", ")} is set aside`,
      "write the regions of both tables alike, or leave the region out",
    );
    return [];
  }

  #foundDesk(count: number, from: Day | undefined, change: Change): void {
    for (let seat = 0; seat < count; seat++) {
      this.#join(
        {
          role: "desk",
          ...this.#level(this.#config.levels.order[0] ?? "", change),
          ...{ regions: [], languages: [], skills: [], industries: [] },
          quarterHours: this.#config.capacity.hours_per_quarter,
          ...(from === undefined ? {} : { hireDay: from }),
        },
        "New desk",
        false,
        // Of several who start too late, one is said.
        change,
        seat === 0,
      );
    }
  }

  #join(
    who: Omit<Rep, "id" | "name" | "place" | "excluded">,
    name: string,
    isNamed: boolean,
    change: Change,
    isSaid = true,
  ): void {
    const number = this.#newcomers.length + 1;
    const rep: Rep = {
      ...who,
      id: this.#freeId(number),
      name: isNamed ? name : `${name} ${number}`,
      excluded: false,
      place: change.place ?? { file: `--${change.kind}`, line: 1, column: 1 },
    };
    const absence = absenceOf(rep, this.#quarter);
    if (isSaid && absence?.why === "starts") {
      const message = `${rep.name} starts on ${formatDay(absence.day)}, after ${this.#quarter.name}, and takes no clients in it`;
      this.#without(change, message, "plan the quarter of the start with --quarter");
    }
    this.#newcomers.push(rep);
  }

  #freeId(number: number): RepId {
    const taken = new Set<string>([...this.#reps, ...this.#newcomers].map(({ id }) => id));
    let id = `NEW${number}`;
    while (taken.has(id)) id = `${id}_`;
    return id as RepId;
  }

  #level(level: string, change: Change): Pick<Rep, "level" | "levelRank"> {
    const { order } = this.#config.levels;
    const levelRank = order.indexOf(level);
    if (levelRank < 0) {
      this.#problem(change, `${level} is no level in this scenario`, `known levels: ${order.join(", ")}`);
    }
    return { level, levelRank: Math.max(0, levelRank) };
  }

  #replace(change: Change, who: string, changed: (rep: Rep) => Rep): void {
    const found = this.#find(who, change);
    if (!found) return;
    const other = changed(found);
    this.#reps = this.#reps.map((rep) => (rep === found ? other : rep));
  }

  /** By id, else by a name that only one has. */
  #find(who: string, change: Change): Rep | undefined {
    const byId = this.#reps.find(({ id }) => id === who) ?? this.#reps.find(({ id }) => fold(id) === fold(who));
    if (byId) return byId;
    const named = this.#reps.filter(({ name }) => fold(name) === fold(who));
    if (named.length === 1) return named[0];
    if (named.length > 1) {
      this.#problem(
        change,
        `${named.length} reps are called ${who}`,
        `use an id: ${named.map(({ id }) => id).join(", ")}`,
      );
      return undefined;
    }
    const near = nearest(who, [...this.#reps.map(({ id }) => id), ...this.#reps.map(({ name }) => name)]);
    const remedy = near === undefined ? "use a rep_id or a name of the reps table" : `did you mean ${near}?`;
    this.#problem(change, `there is no rep ${who}`, remedy);
    return undefined;
  }

  #problem(change: Change, message: string, remedy: string): void {
    this.#findings.push(changeFinding(change.kind, change, new ChangeProblem(message, remedy)));
  }

  #without(change: Change, message: string, remedy = "take the change out, or ask for another"): void {
    this.#findings.push({
      ...changeFinding(change.kind, change, new ChangeProblem(message, remedy)),
      ...{ code: changeWithoutEffect.code, name: changeWithoutEffect.name, severity: changeWithoutEffect.severity },
    });
  }
}

const MOST_LISTED = 12;

function listed(words: readonly string[]): string {
  const rest = words.length - MOST_LISTED;
  return `${words.slice(0, MOST_LISTED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
