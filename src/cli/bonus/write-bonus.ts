import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Bonus } from "../../aftercare/bonus/make-bonus.ts";
import type { RepId } from "../../domain/ids.ts";
import { type BonusNames, bonusCsv } from "../../report/bonus/bonus-csv.ts";
import { statement } from "../../report/bonus/statement.ts";
import { type Io, UsageError } from "../io.ts";
import { type OutputFile, writeFiles } from "../write-files.ts";

/** Writes bonus.csv, bonus.json and the statements to the folder of `--out`. */
export async function writeBonus(
  bonus: Bonus,
  names: BonusNames,
  json: string,
  { out, force }: { readonly out?: string; readonly force?: boolean },
  inputs: readonly string[],
  io: Io,
): Promise<void> {
  if (out === undefined) return;
  const folder = resolve(io.cwd, out);
  if (existsSync(join(folder, "bonus.csv")) && !force) {
    throw new UsageError(`${out} holds a bonus already; choose another folder, or add --force`);
  }
  const files: OutputFile[] = [
    { path: join(folder, "bonus.csv"), text: bonusCsv(bonus, names) },
    { path: join(folder, "bonus.json"), text: json },
    ...statementNames(bonus.totals.map(({ repId }) => repId)).map(([repId, name]) => ({
      path: join(folder, "statements", name),
      text: statement(bonus, repId, names),
    })),
  ];
  await writeFiles(
    files,
    inputs.filter((file) => file !== "").map((file) => resolve(io.cwd, file)),
  );
}

/** A file for each rep; ids with other characters than a file's name may have get a number, so that no two share one. */
function statementNames(ids: readonly RepId[]): [RepId, string][] {
  const taken = new Set<string>();
  return ids.map((id) => {
    const plain = id.replace(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 60) || "rep";
    let name = plain;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${plain}-${number}`;
    taken.add(name.toLowerCase());
    return [id, `${name}.md`];
  });
}
