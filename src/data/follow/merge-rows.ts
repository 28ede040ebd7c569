import type { LoadedRows } from "./file-content.js";
import { isBefore, TimeHeap } from "./time-heap.js";

/** A file whose rows are merged with those of others. */
export interface Merged<F> {
  readonly file: F;
  /** Event time of its next row, or one before. */
  readonly time: number;
}

/** Rows `from` to `to` of some that were loaded together. */
export interface Run<F> {
  readonly file: F;
  readonly rows: LoadedRows;
  readonly from: number;
  readonly to: number;
}

interface Reader<F> {
  readonly file: F;
  readonly order: number;
  readonly time: number;
  readonly rows: LoadedRows | null;
  readonly at: number;
}

/**
 * Rows of many files by event time: always those of the file that is farthest behind, up to where another
 * one is. Where each file is in order, so is what comes out; rows without a time come with what is before
 * them. In memory are the rows of files that overlap in time.
 *
 * @param load the next rows of a file, null where there are no more
 */
export async function* mergeRows<F>(
  files: readonly Merged<F>[],
  load: (file: F, loaded: number) => Promise<LoadedRows | null>,
): AsyncGenerator<Run<F>> {
  const heap = new TimeHeap<Reader<F>>();
  let loaded = 0;
  files.forEach(({ file, time }, order) => {
    heap.push({ file, order, time, rows: null, at: 0 });
  });
  for (let reader = heap.pop(); reader !== undefined; reader = heap.pop()) {
    let { rows, at } = reader;
    if (rows === null) {
      rows = await load(reader.file, loaded);
      if (rows === null) continue;
      loaded++;
      at = 0;
      const ready = { ...reader, rows, at, time: firstTime(rows, reader.time) };
      if (heap.first !== undefined && isBefore(heap.first, ready)) {
        heap.push(ready);
        continue;
      }
    }
    const to = endOfRun(rows.times, at, heap.first?.time ?? Infinity);
    yield { file: reader.file, rows, from: at, to };
    const isDone = to === rows.times.length;
    if (isDone) loaded--;
    const time = isDone ? lastTime(rows, reader.time) : rows.times[to]!;
    heap.push({ ...reader, rows: isDone ? null : rows, at: isDone ? 0 : to, time });
  }
}

/** The first row that is later than the limit; at least one row is taken, where there is one. */
function endOfRun(times: Float64Array, from: number, limit: number): number {
  let to = Math.min(from + 1, times.length);
  while (to < times.length && !(times[to]! > limit)) to++;
  return to;
}

function firstTime({ times }: LoadedRows, otherwise: number): number {
  return times.find((time) => !Number.isNaN(time)) ?? otherwise;
}

function lastTime({ times }: LoadedRows, otherwise: number): number {
  return times.findLast((time) => !Number.isNaN(time)) ?? otherwise;
}
