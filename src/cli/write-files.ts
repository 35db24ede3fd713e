import { randomBytes } from "node:crypto";
import { mkdir, open, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "./io.ts";

/** A file to write: its path and its text, whole, or as bytes; these may come in pieces. */
export interface OutputFile {
  readonly path: string;
  readonly text: string | Uint8Array | Iterable<string> | AsyncIterable<Uint8Array>;
}

/**
 * Writes files so that a reader sees each either as it was or whole: first all of them under temporary names, flushed to the disk, then
 * renamed. When one cannot be written, none is renamed and no temporary file stays. Never over an input.
 */
export async function writeFiles(files: readonly OutputFile[], inputs: readonly string[]): Promise<void> {
  await refuseInputs(files, inputs);
  await refuseFolders(files);
  const written: { readonly temporary: string; readonly path: string }[] = [];
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(path), { recursive: true });
      const temporary = temporaryBeside(path);
      written.push({ temporary, path });
      await writeThrough(temporary, text);
    }
    for (const { temporary, path } of written) await rename(temporary, path);
  } catch (error) {
    for (const { temporary } of written) await rm(temporary, { force: true });
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`cannot write ${path ?? "the output"}: ${whyNot(code)}`);
  }
}

/** A name for a temporary file that nobody can guess, so that nobody can put a link there beforehand. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(8).toString("hex")}.tmp`);
}

/** The reason why a file cannot be written, and what to do, by the system's error code. */
export function whyNot(code: string): string {
  return REASONS[code] ?? `${code}; check the folder and its permissions`;
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: "a file stands where a folder is wanted; name a folder",
  ENOTDIR: "a file stands where a folder is wanted; name a folder",
  EACCES: "no permission; choose another folder, or ask for the right to write there",
  EROFS: "the disk is read-only; choose another folder",
  ENOSPC: "the disk is full",
};

async function writeThrough(path: string, text: OutputFile["text"]): Promise<void> {
  // Never through something that stands there already.
  const handle = await open(path, "wx");
  try {
    await writeFile(handle, text, "utf8");
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename onto a folder would fail after others have succeeded. */
export async function refuseFolders(files: readonly Pick<OutputFile, "path">[]): Promise<void> {
  for (const { path } of files) {
    const there = await stat(path).catch(() => undefined);
    if (there && !there.isFile())
      throw new UsageError(`${path} is there and is no file; move it, or write somewhere else`);
  }
}

/** Throws a `UsageError` when one of the files is an input of the run, also through a link. */
export async function refuseInputs(
  files: readonly Pick<OutputFile, "path">[],
  inputs: readonly string[],
): Promise<void> {
  const read = new Set(await Promise.all(inputs.map(realPath)));
  for (const { path } of files) {
    if (read.has(await realPath(path))) throw new UsageError(`${path} is an input of this run; write somewhere else`);
  }
}

/** The path behind links; for a file that is not there yet, that of its folder. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const folder = dirname(resolve(path));
    return folder === resolve(path) ? folder : join(await realPath(folder), basename(path));
  }
}
