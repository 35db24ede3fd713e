import { setImmediate as turn } from "node:timers/promises";
import type { Client } from "../../domain/client.ts";
import { type Inputs, profileSources } from "../prepare.ts";
import { type LabelJob, type LabelPiece, labelPiece } from "./label-piece.ts";
import { type LabelTask, LabelThread } from "./label-thread.ts";

/** Clients of a piece. */
const CLIENTS_A_PIECE = 2000;
/** Fewer clients are labelled before a second thread has started. */
const FEWEST_FOR_A_THREAD = 10_000;

/**
 * Labels all clients, in pieces in their order. With many clients and `threads` above 1 a second thread does as many of the pieces as it
 * can, and this one the others: the pieces are the same either way.
 */
export async function* labelPieces(inputs: Inputs, threads: number): AsyncGenerator<LabelPiece> {
  const { clients, history, ...sources } = profileSources(inputs);
  const job: LabelJob = { sources, config: inputs.config };
  const parts = partsOf(clients);
  const here = (at: number) => labelPiece(parts[at] as readonly Client[], history, job);
  if (threads < 2 || clients.length < FEWEST_FOR_A_THREAD) {
    for (let at = 0; at < parts.length; at++) yield here(at);
    return;
  }
  const thread = new LabelThread({ job, grouped: history.grouped });
  const made = new Map<number, LabelPiece>();
  const coming = new Map<number, Promise<void>>();
  const hand = async (at: number) => {
    const clients = parts[at] as readonly Client[];
    made.set(at, (await thread.label({ clients, numbers: numbersOf(clients, history) })) ?? here(at));
  };
  try {
    let next = 0;
    for (let wanted = 0; wanted < parts.length; ) {
      while (thread.isFree && next < parts.length) coming.set(next, hand(next++));
      const piece = made.get(wanted);
      if (piece !== undefined) {
        made.delete(wanted++);
        yield piece;
      } else if (next < parts.length) {
        made.set(next, here(next++));
        // The thread's answers come in between.
        await turn();
      } else await coming.get(wanted);
    }
  } finally {
    await thread.end();
  }
}

function partsOf(clients: readonly Client[]): readonly (readonly Client[])[] {
  const parts: (readonly Client[])[] = [];
  for (let at = 0; at < clients.length; at += CLIENTS_A_PIECE) parts.push(clients.slice(at, at + CLIENTS_A_PIECE));
  return parts;
}

function numbersOf(clients: readonly Client[], history: Inputs["tables"]["history"]): LabelTask["numbers"] {
  return new Map(
    clients.flatMap(({ id }) => {
      const number = history.numberOf(id);
      return number === undefined ? [] : [[id, number] as const];
    }),
  );
}
