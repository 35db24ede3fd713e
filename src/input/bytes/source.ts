import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Finding } from "../../domain/finding.ts";
import { unreadableFile } from "../problems.ts";

/** Where a table comes from: a path, or a stream with the name that findings shall show, such as `-`. */
export type Source = string | NamedStream;

/** A stream and the name that findings show for it. */
export interface NamedStream {
  readonly name: string;
  readonly stream: Readable;
}

/** What is known of the raw bytes; `sha256` and the final `bytes` only after the last one was read. */
export interface AboutBytes {
  bytes: number;
  /** Bytes on disk before any was read; absent for what is no regular file. */
  size?: number;
  compressed: boolean;
  /** Of the bytes as they are on disk, in hexadecimal. */
  sha256?: string;
}

/** Stops the reading of one file with the finding that says why. It never leaves `input`. */
export class ReadFailure extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.message);
    this.finding = finding;
  }
}

/** The name that findings show for a source. */
export function nameOf(source: Source): string {
  return typeof source === "string" ? source : source.name;
}

/**
 * The bytes of a source, unpacked when they are gzip (told by their first two bytes, not by the name). `about` is
 * filled while they are read. What cannot be read throws a `ReadFailure`. A piece is good until the next one is asked for.
 */
export async function* readBytes(source: Source, about: AboutBytes): AsyncGenerator<Buffer> {
  const name = nameOf(source);
  try {
    const raw = hashed(typeof source === "string" ? fileChunks(source, about) : streamChunks(source.stream), about);
    yield* unpacked(raw, about);
  } catch (error) {
    throw error instanceof ReadFailure ? error : new ReadFailure(whyUnreadable(name, error));
  }
}

const chunkBytes = 1024 * 1024;

/**
 * The pieces of a file, read ahead into two buffers in turn: a new buffer for each piece would make the garbage collector look through the
 * whole heap again and again.
 */
async function* fileChunks(path: string, about: AboutBytes): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  let reading: Promise<{ readonly bytesRead: number; readonly buffer: Buffer }> | undefined;
  try {
    const before = await fingerprint(file);
    const status = await file.stat();
    if (status.isFile()) about.size = status.size;
    let [present, other] = [Buffer.allocUnsafeSlow(chunkBytes), Buffer.allocUnsafeSlow(chunkBytes)];
    reading = file.read(present, 0, chunkBytes, null);
    for (;;) {
      const { bytesRead } = await reading;
      reading = undefined;
      if (bytesRead === 0) break;
      reading = file.read(other, 0, chunkBytes, null);
      // Nobody may be waiting for it when it fails: the error is looked at when the piece is wanted.
      reading.catch(() => {});
      yield present.subarray(0, bytesRead);
      [present, other] = [other, present];
    }
    if (before !== (await fingerprint(file))) {
      throw new ReadFailure(
        unreadableFile(path, "changed while it was read", "wait until the export is finished and run again"),
      );
    }
  } finally {
    await reading?.catch(() => {});
    await file.close();
  }
}

/** Changes when a regular file is written to; pipes and devices have none. */
async function fingerprint(file: FileHandle): Promise<string> {
  const status = await file.stat();
  return status.isFile() ? `${status.size} ${status.mtimeMs}` : "";
}

async function* streamChunks(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream)
    yield typeof chunk === "string" ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array);
}

async function* hashed(chunks: AsyncIterable<Buffer>, about: AboutBytes): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) {
    hash.update(chunk);
    about.bytes += chunk.length;
    if (chunk.length > 0) yield chunk;
  }
  about.sha256 = hash.digest("hex");
}

async function* unpacked(chunks: AsyncGenerator<Buffer>, about: AboutBytes): AsyncGenerator<Buffer> {
  const head: Buffer[] = [];
  let length = 0;
  while (length < 2) {
    const next = await chunks.next();
    if (next.done) break;
    head.push(next.value);
    length += next.value.length;
  }
  const first = Buffer.concat(head);
  about.compressed = first.length >= 2 && first[0] === 0x1f && first[1] === 0x8b;
  const all = prepended(first, chunks);
  yield* about.compressed ? gunzipped(all) : all;
}

/** Closes the rest also when the reader stops at the first piece, for until then `yield*` knows nothing of it. */
async function* prepended(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* gunzipped(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: gunzippedBytes });
  const packed = Readable.from(copied(chunks));
  packed.on("error", (error) => gunzip.destroy(error));
  try {
    yield* packed.pipe(gunzip);
  } finally {
    packed.destroy();
  }
}

const gunzippedBytes = 256 * 1024;

/** Pieces that stay good: a stream reads ahead. */
async function* copied(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

function whyUnreadable(name: string, error: unknown): Finding {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const known = reasons.get(code);
  if (known) return unreadableFile(name, known.reason, known.remedy);
  return unreadableFile(
    name,
    `cannot be read (${code || String(error)})`,
    "check the file and the disk, and run again",
  );
}

const brokenGzip = {
  reason: "is a gzip file that ends early or is damaged",
  remedy: "fetch or pack the file again",
};
const forbidden = { reason: "may not be read", remedy: "give yourself the right to read it" };

const reasons: ReadonlyMap<string, { readonly reason: string; readonly remedy: string }> = new Map([
  ["ENOENT", { reason: "does not exist", remedy: "check the path; it is taken from the present folder" }],
  ["ENOTDIR", { reason: "does not exist", remedy: "check the path; a part of it is not a folder" }],
  ["EISDIR", { reason: "is a folder", remedy: "name the CSV file in it" }],
  ["EACCES", forbidden],
  ["EPERM", forbidden],
  ["Z_BUF_ERROR", brokenGzip],
  ["Z_DATA_ERROR", brokenGzip],
]);
