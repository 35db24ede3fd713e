import { nearest } from "../../config/nearest.ts";
import type { Finding } from "../../domain/finding.ts";
import type { RepId } from "../../domain/ids.ts";
import type { Place } from "../../domain/place.ts";
import type { Rep, Role } from "../../domain/rep.ts";
import type { AboutFile } from "../about.ts";
import type { Source } from "../bytes/source.ts";
import { headerKey } from "../columns/headers.ts";
import { compareFindings, missingValue, repTwice, unknownRole, wrongIdChecksum } from "../problems.ts";
import type { Report, Row } from "../rows/row.ts";
import { listOf, present, presentText, readAmount, readCount } from "./cells.ts";
import type { FileOptions } from "./opening.ts";
import { hasWrongChecksum } from "./salesforce-ids.ts";
import { openTable, type Reading } from "./table.ts";
import { type RepField, repsShape } from "./table-shapes.ts";

/** What the config says of the reps file. */
export interface RepOptions extends FileOptions {
  /** Hours of a full-time rep in a quarter; `fte` is a share of it. */
  readonly fullQuarterHours: number;
  /** Titles of the file and the role each means. Case and spacing make no difference. */
  readonly roleTitles?: Readonly<Record<string, Role>>;
  /** Ids of reps who keep and take no clients. */
  readonly excludedReps?: readonly string[];
  /** Ids of reps who are the desk, whatever their role or title. */
  readonly deskReps?: readonly string[];
}

/** A rep as the file has it: the level is still a title, which `resolveLevels` understands. */
export interface RawRep extends Omit<Rep, "level" | "levelRank"> {
  /** Absent when the cell is empty or the file has no such column. */
  readonly levelTitle?: string;
  readonly levelPlace: Place;
}

/** The reps with still raw levels, and whether the file has a column for levels. */
export interface RawReps {
  readonly reps: readonly RawRep[];
  readonly hasLevels: boolean;
  /** Place of the header, for findings on the whole file. */
  readonly place: Place;
}

/** Reads the reps, in the file's order. A row that cannot be used is left out, with a finding. */
export async function readReps(source: Source, options: RepOptions): Promise<Reading<RawReps, AboutFile>> {
  const table = await openTable(source, repsShape, options);
  const findings: Finding[] = [...table.findings];
  const report: Report = (finding) => findings.push(finding);
  const reps = new Map<RepId, RawRep>();
  const reader = new RepReader(options, report);
  for await (const rows of table.rows(report)) {
    for (const row of rows) {
      const rep = reader.read(row, reps);
      if (rep) reps.set(rep.id, rep);
    }
  }
  const value = { reps: [...reps.values()], hasLevels: table.columns.has("level"), place: table.headerPlace };
  return { value, findings: findings.sort(compareFindings), about: table.about };
}

const roles: readonly Role[] = ["seller", "desk", "both"];

class RepReader {
  readonly #fullQuarterHours: number;
  readonly #roles: ReadonlyMap<string, Role>;
  readonly #excluded: ReadonlySet<string>;
  readonly #desk: ReadonlySet<string>;
  readonly #report: Report;

  constructor({ fullQuarterHours, roleTitles, excludedReps, deskReps }: RepOptions, report: Report) {
    this.#fullQuarterHours = fullQuarterHours;
    const titles = Object.entries(roleTitles ?? {}).map(([title, role]) => [headerKey(title), role] as const);
    this.#roles = new Map([...roles.map((role) => [role as string, role] as const), ...titles]);
    this.#excluded = new Set(excludedReps);
    this.#desk = new Set(deskReps);
    this.#report = report;
  }

  read(row: Row<RepField>, known: ReadonlyMap<RepId, RawRep>): RawRep | undefined {
    if (row.misfit) {
      this.#report(row.misfit);
      return undefined;
    }
    const id = row.text("rep_id") as RepId;
    const place = row.place("rep_id");
    if (id === "") {
      this.#report(missingValue(place, row.header("rep_id"), "the rep cannot be told from others"));
      return undefined;
    }
    const first = known.get(id);
    if (first !== undefined) {
      this.#report(repTwice(place, id, first.place));
      return undefined;
    }
    for (const field of ["rep_id", "crm_id"] as const) {
      const text = row.text(field);
      if (hasWrongChecksum(text, "user")) this.#report(wrongIdChecksum(row.place(field), row.header(field), text));
    }
    return this.#rep(row, id, place);
  }

  #rep(row: Row<RepField>, id: RepId, place: Place): RawRep {
    const report = this.#report;
    return {
      id,
      name: row.text("name") || id,
      role: this.#role(row, id),
      ...presentText("levelTitle", row.text("level")),
      levelPlace: row.place("level"),
      ...present("hireDay", row.day("hire_date", report)),
      regions: listOf(row.text("regions")),
      skills: listOf(row.text("skills")),
      languages: listOf(row.text("languages")),
      industries: listOf(row.text("industries")),
      quarterHours: this.#quarterHours(row),
      ...present("maxClients", readCount(row, "max_clients", report)),
      ...present("activeFrom", row.day("active_from", report)),
      ...present("activeTo", row.day("active_to", report)),
      ...(presentText("mentorId", row.text("mentor_id")) as { mentorId?: RepId }),
      ...presentText("email", row.text("email")),
      ...presentText("crmId", row.text("crm_id")),
      excluded: this.#excluded.has(id),
      place,
    };
  }

  /** Without a role the title of the level may tell it (Inside Sales Coordinator: desk); whoever has neither sells. */
  #role(row: Row<RepField>, id: RepId): Role {
    if (this.#desk.has(id)) return "desk";
    const title = row.text("role");
    if (title === "") return this.#roles.get(headerKey(row.text("level"))) ?? "seller";
    const role = this.#roles.get(headerKey(title));
    if (role === undefined) this.#report(unknownRole(row.place("role"), id, title, nearest(title, this.#roles.keys())));
    return role ?? "seller";
  }

  #quarterHours(row: Row<RepField>): number {
    const hours = readAmount(row, "capacity_hours", this.#report);
    const share = readAmount(row, "fte", this.#report);
    return hours ?? (share ?? 1) * this.#fullQuarterHours;
  }
}
