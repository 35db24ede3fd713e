import type { Assignments } from "../domain/assignments.ts";
import type { Client } from "../domain/client.ts";
import type { Finding } from "../domain/finding.ts";
import type { ClientId, RepId } from "../domain/ids.ts";
import { compareFindings } from "../input/index.ts";
import { cellFindings } from "./cell-findings.ts";
import { type ChosenHeaders, type ExportFile, type ExportRow, splitIntoFiles } from "./export-files.ts";
import { type ClientsBothWays, OwnerCells } from "./owner-cells.ts";
import type { ExportedRep } from "./owner-forms.ts";
import { type Holding, type Ownership, ownerships } from "./ownership.ts";
import { keepsOwner, rollbackIncomplete } from "./problems.ts";
import type { ExportTarget } from "./target.ts";

export interface ExportInput extends ClientsBothWays {
  readonly target: ExportTarget;
  readonly reps: readonly ExportedRep[];
  readonly assignments: Assignments;
  readonly headers: ChosenHeaders;
  /** True when the user named the id's column: it then holds ids of the user's own. */
  readonly ownIds: boolean;
  /** Every client, not only those who change. */
  readonly all: boolean;
  /** False where the clients file does not tell who the desk specialists are now. */
  readonly deskKnown: boolean;
  /** The cells that travel unchanged, in the order of the target's columns. */
  readonly carried: ReadonlyMap<ClientId, readonly string[]>;
}

/** A row that is exported, and the same for the way back where there is one. */
export interface ExportedClient {
  readonly client: Client;
  readonly row: ExportRow;
  readonly back?: ExportRow;
}

/** Who gives and who takes how many clients as a seller. */
export interface Flow {
  readonly repId: RepId;
  readonly gives: number;
  readonly takes: number;
}

/** What an export is, before anything is written. */
export interface CrmExport {
  readonly target: ExportTarget;
  readonly headers: ChosenHeaders;
  readonly files: readonly ExportFile[];
  readonly figures: {
    readonly clients: number;
    readonly exported: number;
    readonly changeOwner: number;
    readonly changeDesk: number;
    /** Clients whom the plan gives no seller, or does not list. */
    readonly withoutSeller: number;
    readonly notInPlan: number;
    /** Exported clients without a desk specialist now, where the export gives them one. */
    readonly firstDesk: number;
  };
  readonly deskKnown: boolean;
  readonly flows: readonly Flow[];
  /** Clients that the rollback file cannot give back. */
  readonly notRestored: readonly { readonly id: ClientId; readonly name: string; readonly owner: string }[];
  readonly findings: readonly Finding[];
}

/** Sets the plan's owners beside the present ones and makes the files that change them, and those that change them back. */
export function makeExport(input: ExportInput): CrmExport {
  const { target, headers, assignments } = input;
  const all = ownerships(input.clients, assignments);
  const cells = new OwnerCells(target, input.reps, input);
  const exported = all.filter((one) => isExported(one, input)).flatMap((one) => exportedClient(one, cells, input));
  const withoutBack = exported.filter(({ back }) => back === undefined).map(({ client }) => client);
  const changesHands = ({ changes, empties }: Holding) => changes || (target.clearsOwner && empties);
  const withoutSeller = all.filter(({ inPlan, seller }) => inPlan && seller.planned === undefined);
  const findings = [
    ...cells.findings,
    ...cellFindings(exported, input),
    ...keptFindings(withoutSeller, input),
    ...rollbackFindings(withoutBack, input),
  ].sort(compareFindings);
  return {
    target,
    headers,
    files: [
      ...splitIntoFiles(
        target,
        "owners",
        headers,
        exported.map(({ row }) => row),
      ),
      ...splitIntoFiles(
        target,
        "rollback",
        headers,
        exported.flatMap(({ back }) => (back ? [back] : [])),
      ),
    ],
    figures: {
      clients: all.length,
      exported: exported.length,
      changeOwner: all.filter(({ seller }) => changesHands(seller)).length,
      changeDesk: headers.desk === undefined ? 0 : all.filter(({ desk }) => changesHands(desk)).length,
      withoutSeller: withoutSeller.length,
      firstDesk: exported.filter(({ row, back }) => row.desk !== "" && back?.desk === "").length,
      notInPlan: all.filter(({ inPlan }) => !inPlan).length,
    },
    deskKnown: input.deskKnown,
    flows: flowsOf(all),
    notRestored: withoutBack.map(({ id, name, ownerId = "" }) => ({ id, name, owner: ownerId })),
    findings,
  };
}

function isExported({ seller, desk }: Ownership, { all, headers, target }: ExportInput): boolean {
  const differs = (holding: Holding) => holding.changes || (target.clearsOwner && holding.empties);
  return all || differs(seller) || (headers.desk !== undefined && differs(desk));
}

/** The client's row; none where it would have no owner and the target takes no empty one. */
function exportedClient({ client, seller, desk }: Ownership, cells: OwnerCells, input: ExportInput): ExportedClient[] {
  const { target, headers, carried } = input;
  const present = {
    owner: cells.ofPresent(client, "ownerId"),
    desk: headers.desk === undefined ? "" : cells.ofPresent(client, "deskId"),
  };
  const next = ({ planned, empties }: Holding, now: string | undefined) => {
    if (planned !== undefined) return cells.of(planned);
    return empties && target.clearsOwner ? "" : (now ?? "");
  };
  const owner = next(seller, present.owner);
  // A planned owner that cannot be named makes a finding instead, and then nothing is written.
  if (owner === "" && seller.planned === undefined && !target.clearsOwner) return [];
  const shared = { id: client.id, carried: carried.get(client.id) ?? [], name: client.name };
  const back = present.owner === "" && !target.clearsOwner ? undefined : present.owner;
  return [
    {
      client,
      row: { ...shared, owner, desk: headers.desk === undefined ? "" : next(desk, present.desk) },
      ...(back !== undefined && { back: { ...shared, owner: back, desk: present.desk ?? "" } }),
    },
  ];
}

function keptFindings(withoutSeller: readonly Ownership[], { target, assignments }: ExportInput): Finding[] {
  const [first] = withoutSeller;
  if (first === undefined || target.clearsOwner || !assignments.seats.includes("seller")) return [];
  const cell = assignments.rows.get(first.client.id)?.seats.seller;
  const { file, headerPlace } = assignments;
  const place = cell ? { file, line: cell.line, column: cell.column } : headerPlace;
  return [keepsOwner(place, withoutSeller.length)];
}

/** Clients without an owner are told in the notes; who left without a trace in the reps table is worth a warning. */
function rollbackFindings(withoutBack: readonly Client[], { target, asWritten, reps }: ExportInput): Finding[] {
  const known = new Set(reps.map(({ id }) => id));
  // Who is in the reps table and cannot be named has an error of its own.
  const gone = withoutBack.filter(({ ownerId }) => ownerId !== undefined && !known.has(ownerId));
  const [first] = gone;
  if (first === undefined) return [];
  const written = asWritten.get(first.id)?.ownerId ?? "";
  return [rollbackIncomplete(first.place, gone.length, written, target)];
}

/** By how many clients change hands, then in the order of the clients file. */
function flowsOf(all: readonly Ownership[]): readonly Flow[] {
  const flows = new Map<RepId, { gives: number; takes: number }>();
  const of = (id: RepId) => {
    const flow = flows.get(id) ?? { gives: 0, takes: 0 };
    flows.set(id, flow);
    return flow;
  };
  for (const { seller } of all) {
    if (!seller.changes) continue;
    if (seller.present !== undefined) of(seller.present).gives++;
    if (seller.planned !== undefined) of(seller.planned).takes++;
  }
  return [...flows]
    .map(([repId, flow]) => ({ repId, ...flow }))
    .sort((a, b) => b.gives + b.takes - (a.gives + a.takes));
}
