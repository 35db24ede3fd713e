import { nearest } from "../../config/nearest.ts";
import type { Client } from "../../domain/client.ts";
import type { Finding } from "../../domain/finding.ts";
import type { ClientId, RepId } from "../../domain/ids.ts";
import { labelNames } from "../../domain/label.ts";
import { type Override, type OverrideKind, overrideKinds } from "../../domain/override.ts";
import type { AboutFile } from "../about.ts";
import type { Source } from "../bytes/source.ts";
import type { TableShape } from "../columns/shape.ts";
import { badChoice, compareFindings, missingValue, overrideOfNobody } from "../problems.ts";
import type { Report, Row } from "../rows/row.ts";
import { present, presentText, readChoice } from "./cells.ts";
import { ClientIds } from "./client-ids.ts";
import type { FileOptions } from "./opening.ts";
import { overrideOfUnknownRep, unclearOverride } from "./override-problems.ts";
import { OwnerMatcher, type PossibleOwner } from "./owners.ts";
import { openTable, type Reading } from "./table.ts";
import { clientsShape } from "./table-shapes.ts";

type OverrideField = "client_id" | "kind" | "label" | "rep_id" | "until" | "reason" | "who" | "when";

const { client_id, label, label_reason } = clientsShape.fields;
const text = (...aliases: string[]) => ({ kind: "text", aliases }) as const;
const day = (...aliases: string[]) => ({ kind: "day", aliases }) as const;

/** overrides.csv: what people have decided on clients. With a label alone a row sets the label. */
export const overridesShape: TableShape<OverrideField> = {
  table: "overrides",
  fields: {
    client_id,
    kind: text("decision", "override", "решение", "entscheidung"),
    label,
    rep_id: text("rep", "seller id", "seller", "owner id", "owner", "менеджер", "verkäufer"),
    until: day("valid until", "hold until", "holdover until", "expires", "действует до", "gültig bis", "bis"),
    reason: text("label reason", "hold reason", "why", "comment", ...label_reason.aliases, "причина", "grund"),
    who: text("by", "decided by", "set by", "author", "кто", "wer"),
    when: day("decided on", "set on", "когда", "wann"),
  },
  needed: [[["client_id"]], [["kind"], ["label"]]],
};

/** Other words for the kinds. */
const synonyms: Readonly<Record<string, OverrideKind>> = {
  hold: "holdover",
  "hold over": "holdover",
  locked: "lock",
  never: "exclusion",
  exclude: "exclusion",
  excluded: "exclusion",
};

const kindWords = [...overrideKinds, ...Object.keys(synonyms)];

/** Whether a cell names a kind of decision. */
export function isOverrideKind(word: string): boolean {
  return kindWords.includes(word.trim().toLowerCase());
}

export interface OverrideOptions extends FileOptions {
  readonly clients: readonly Client[];
  readonly reps: readonly PossibleOwner[];
}

/**
 * Reads decisions that people have made in a file of their own, in the file's order. What is for no client of the clients file, names nobody
 * of the reps file, or does not say what it decides, is reported and left out. Which of them hold: `applyOverrides`.
 */
export async function readOverrides(
  source: Source,
  options: OverrideOptions,
): Promise<Reading<readonly Override[], AboutFile>> {
  const table = await openTable(source, overridesShape, options);
  const findings: Finding[] = [...table.findings];
  const report: Report = (finding) => findings.push(finding);
  const reader = new OverrideReader(options, report);
  const value: Override[] = [];
  for await (const rows of table.rows(report)) {
    for (const row of rows) {
      const override = reader.read(row);
      if (override) value.push(override);
    }
  }
  return { value, findings: [...findings, ...reader.matchFindings].sort(compareFindings), about: table.about };
}

class OverrideReader {
  readonly #clients: ClientIds;
  readonly #owners: OwnerMatcher;
  readonly #reps: ReadonlySet<RepId>;
  readonly #report: Report;

  constructor({ clients, reps }: OverrideOptions, report: Report) {
    this.#clients = new ClientIds(clients);
    this.#owners = new OwnerMatcher(reps);
    this.#reps = new Set(reps.map((rep) => rep.id));
    this.#report = report;
  }

  /** Reps that were matched by name or e-mail. */
  get matchFindings(): readonly Finding[] {
    return this.#owners.findings;
  }

  read(row: Row<OverrideField>): Override | undefined {
    if (row.misfit) {
      this.#report(row.misfit);
      return undefined;
    }
    // A row that nobody has filled in yet.
    if ((["kind", "label", "rep_id", "until"] as const).every((field) => row.text(field) === "")) return undefined;
    const written = row.text("client_id") as ClientId;
    const place = row.place("client_id");
    if (written === "") {
      this.#report(missingValue(place, row.header("client_id"), "nobody knows whom the decision is on"));
      return undefined;
    }
    const clientId = this.#clients.find(written);
    if (clientId === undefined) {
      this.#report(overrideOfNobody(place, written));
      return undefined;
    }
    const kind = this.#kindOf(row, clientId);
    return kind && this.#decisionOf(row, clientId, kind);
  }

  #kindOf(row: Row<OverrideField>, clientId: ClientId): OverrideKind | undefined {
    if (row.text("kind") === "") {
      if (row.text("label") !== "") return "label";
      const remedy = `write ${overrideKinds.join(", ")} into a column named kind`;
      this.#report(unclearOverride(row.place("client_id"), clientId, "does not say what it decides", remedy));
      return undefined;
    }
    const word = row.text("kind").toLowerCase();
    const kind = Object.hasOwn(synonyms, word) ? synonyms[word] : overrideKinds.find((one) => one === word);
    if (kind !== undefined) return kind;
    const close = nearest(word, kindWords);
    this.#report(badChoice(row.place("kind"), row.header("kind"), row.text("kind"), overrideKinds, close));
    return undefined;
  }

  #decisionOf(row: Row<OverrideField>, clientId: ClientId, kind: OverrideKind): Override | undefined {
    const lack = (field: OverrideField, why: string, remedy: string) => {
      this.#report(unclearOverride(row.place(field), clientId, why, remedy));
      return undefined;
    };
    const name = kind === "label" ? readChoice(row, "label", labelNames, this.#report) : undefined;
    const until = row.day("until", this.#report);
    const [when, writtenRep] = [row.day("when", this.#report), row.text("rep_id") as RepId];
    if (kind === "label" && name === undefined) {
      return row.text("label") === "" ? lack("label", "sets no label", `write ${labelNames.join(" or ")}`) : undefined;
    }
    if (kind === "exclusion" && writtenRep === "") {
      return lack("rep_id", "excludes nobody", "name in rep_id who is never to serve the client");
    }
    if (kind === "holdover" && until === undefined) {
      if (row.text("until") !== "") return undefined;
      return lack("until", "is a holdover without an end", "write a date into until, or make it a lock");
    }
    const repId = kind === "label" || writtenRep === "" ? undefined : this.#repOf(row, clientId, kind, writtenRep);
    if (repId === null) return undefined;
    return {
      clientId,
      kind,
      ...present("label", name),
      ...present("repId", repId),
      ...present("until", until),
      ...presentText("reason", row.text("reason")),
      ...presentText("who", row.text("who")),
      ...present("when", when),
      place: row.place("client_id"),
    };
  }

  /** `null` for somebody who is not in the reps file. */
  #repOf(row: Row<OverrideField>, clientId: ClientId, kind: OverrideKind, written: RepId): RepId | null {
    const place = row.place("rep_id");
    const repId = this.#owners.match(written, place);
    if (this.#reps.has(repId)) return repId;
    this.#report(overrideOfUnknownRep(place, clientId, written, kind, [...this.#reps]));
    return null;
  }
}
