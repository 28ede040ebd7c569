import { InputError } from "../../core/errors.js";
import type { TableVerdict } from "../../drift/drift-result.js";
import type { WatchLook } from "../../drift/watch/watch-look.js";
import type { SourcePosition } from "../../ports/row-source.js";
import type { WatchedColumn } from "../watch/watched-columns.js";

/** A batch that was counted. */
export interface CountedBatch {
  /** Up to when it reached, in milliseconds since 1970 UTC. */
  readonly at: number;
  readonly rows: number;
  /** What tells its content from others. */
  readonly print: string;
  readonly verdict: TableVerdict;
  /** Columns that alarmed at it. */
  readonly drifted: readonly string[];
}

/** The cells of a column, one a row; null is missing. */
export type HeldCells = readonly (number | string | null)[];

/** A batch that waits: there are too few rows so far to know what the columns are. */
export interface HeldBatch {
  readonly at: number;
  readonly rows: number;
  readonly cells: Readonly<Record<string, HeldCells>>;
}

/** What batches leave behind in the state of a watcher, in the place where others keep how far they have read. */
export interface BatchMemory {
  /** How many batches were counted, those that wait included. */
  readonly batches: number;
  /** The last of them, the newest at the end. */
  readonly counted: readonly CountedBatch[];
  /** What was found at the newest. */
  readonly look: WatchLook | null;
  readonly held: readonly HeldBatch[];
  /** What the columns of those may be. */
  readonly candidates: readonly WatchedColumn[] | null;
}

const VERSION = 1;
/** So many batches are known again when they come once more: a year of days. */
const MOST_KNOWN = 400;

const NOTHING: BatchMemory = { batches: 0, counted: [], look: null, held: [], candidates: null };

/** @throws {InputError} when it was left by something else, or by another version */
export function readBatchMemory(position: SourcePosition | null, where: string): BatchMemory {
  if (position === null) return NOTHING;
  const { version, ...memory } = position;
  if (version === VERSION && Array.isArray(memory.counted)) return memory as unknown as BatchMemory;
  const fix = "move the file away to begin anew, or give another --state";
  throw new InputError("the state does not say which batches it has counted", { where, fix });
}

export function batchPosition({ counted, ...memory }: BatchMemory): SourcePosition {
  return { version: VERSION, ...memory, counted: counted.slice(-MOST_KNOWN) };
}

/**
 * The batch as one that was counted before; null where it is a new one.
 *
 * @throws {InputError} when it does not follow the last one, or another one has its time
 */
export function countedBefore(
  { counted }: BatchMemory,
  { at, print, source }: { readonly at: number; readonly print: string; readonly source: string },
): CountedBatch | null {
  const known = counted.find((batch) => batch.at === at);
  if (known?.print === print) return known;
  const last = counted.at(-1);
  if (last === undefined || at > last.at) return null;
  const time = (moment: number) => new Date(moment).toISOString();
  const where = `${source}, --at ${time(at)}`;
  if (known !== undefined) {
    const fix = "give the time up to which this one reaches; batches of one time belong in one";
    throw new InputError("another batch of that time was counted already", { where, fix });
  }
  const fix =
    "count batches in the order of time; to count anew from this one, move the state away and begin with the first";
  throw new InputError(`the batches up to ${time(last.at)} are counted already`, { where, fix });
}
