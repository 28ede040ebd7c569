import type { DataFinding } from "../../ports/data-engine.js";
import { guessedColumns } from "./text/guessed-columns.js";
import type { FileBytes } from "./file-bytes.js";
import type { FileContent, LoadedRows, LoadOptions } from "./file-content.js";
import { HEAD_BYTES, markOf, TAIL_BYTES, type Mark } from "./fingerprint.js";
import type { Reading } from "./text/reading.js";
import type { TextShape } from "./text/text-shape.js";

/** A record longer than this is none: a quote has been left open, or the file is no table. */
const LONGEST_RECORD_BYTES = 1 << 24;
const PEEK_BYTES = 1 << 13;

export interface TextFile {
  readonly bytes: FileBytes;
  readonly shape: TextShape;
  readonly findings: readonly DataFinding[];
  /** Of a file that was unpacked; one that is read as it lies has a mark at every place. */
  readonly mark?: Mark;
  readonly isFixed: boolean;
  readonly missingValues: readonly string[];
  /** The first rows, for a guess at the types of the columns. */
  sample(): Promise<readonly (readonly string[])[]>;
}

/** The rows of a CSV or JSON Lines file: places are bytes, and only whole lines are read. */
export function textContent(file: TextFile): FileContent {
  const { bytes, shape, findings, mark } = file;
  const marks = mark === undefined ? marker(bytes) : () => Promise.resolve(mark);
  return {
    names: shape.names,
    isComplete: shape.kind === "csv",
    isFixed: file.isFixed,
    findings,
    columns: async () => guessedColumns(shape.names, await file.sample(), file.missingValues),
    peek: async (from, reading) => {
      const isFirst = from <= shape.dataStart;
      const start = isFirst ? shape.dataStart : 0;
      const length = start + PEEK_BYTES;
      const some = await (isFirst ? bytes.head(length) : bytes.read(from, length));
      reading.timesOf(shape).scan(some.bytes, start, some.bytes.length, some.isEnd);
      return reading.times.take().times.find((time) => !Number.isNaN(time)) ?? NaN;
    },
    load: (options, reading) => load(file, options, reading, marks),
    [Symbol.asyncDispose]: () => bytes[Symbol.asyncDispose](),
  };
}

type Marker = (tail: Uint8Array, place: number) => Promise<Mark>;

/** Read until there are rows, or no more whole lines. */
async function load(
  { bytes, shape }: TextFile,
  { from: start, until = Infinity, isFinal, bytes: usual }: LoadOptions,
  reading: Reading,
  marks: Marker,
): Promise<LoadedRows | null> {
  let from = Math.max(start, shape.dataStart);
  let before: Mark | null = null;
  for (let length = usual; ; length *= 4) {
    const tail = Math.min(TAIL_BYTES, from);
    const isUntil = until - from <= length;
    const read = await bytes.read(from - tail, tail + Math.min(length, until - from));
    before ??= await marks(read.bytes.subarray(0, tail), from);
    const isLast = isUntil || (read.isEnd && isFinal);
    const isWhole = isLast || length > LONGEST_RECORD_BYTES;
    const end = reading.rowsOf(shape).scan(read.bytes, tail, read.bytes.length, isWhole);
    const base = from - tail;
    from = base + end;
    if (reading.rows.rows === 0 && !isUntil && !read.isEnd) {
      if (end > tail) length = usual / 4; // lines that are no rows: go on behind them
      continue;
    }
    if (from === start) return null;
    const after = await marks(read.bytes.subarray(0, end), from);
    return { ...reading.rows.take(), base, start, next: from, before, after };
  }
}

/** Makes marks of places in a file that is read as it lies. */
function marker(bytes: FileBytes): Marker {
  let head: Buffer = Buffer.alloc(0);
  return async (tail, place) => {
    if (head.length < Math.min(HEAD_BYTES, place)) ({ bytes: head } = await bytes.head(HEAD_BYTES));
    return markOf(head, tail, place);
  };
}
