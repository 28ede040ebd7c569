import type { ValueCounts } from "../../core/value-counts.js";
import type { BinCounts, BinSet, Glance, MonotoneMap } from "../../ports/data-engine.js";
import { glanceOf, isSeenWhole, SLICE_ROWS, sliceStarts } from "../columns/glance-of.js";
import { binner } from "./binner.js";
import type { NumberStore } from "./number-store.js";
import { NumberTally } from "./number-tally.js";

/** Maps of no more bins are counted in an array. */
const MOST_DENSE = 2 ** 20 + 1;
/** Up to so many numbers are sorted rather than looked up. */
const FEW = 2 ** 16;

/** Goes through numbers block by block; between the blocks others have their turn. */
export type Walk = (numbers: NumberStore, visit: (block: Float64Array) => void) => Promise<void>;

/** How often each value occurs, of all or of those in some bins; null where there are more than `limit`. */
export async function countValues(
  walk: Walk,
  numbers: NumberStore,
  limit: number,
  within?: readonly BinSet[],
): Promise<ValueCounts | null> {
  if (numbers.length <= FEW && !within) return runsOf(numbers.slice(0, FEW).sort(), limit);
  const tally = new NumberTally();
  const keep = within && keeper(within);
  await walk(numbers, (block) => {
    const values = keep ? keep(block) : block;
    if (tally.size > limit) return;
    for (let i = 0; i < values.length; i++) tally.add(values[i]!);
  });
  return tally.size > limit ? null : tally.sorted();
}

/** @param sorted ascending */
function runsOf(sorted: Float64Array, limit: number): ValueCounts | null {
  const values = new Float64Array(sorted.length);
  const counts = new Float64Array(sorted.length);
  let size = 0;
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i]! + 0; // −0 and 0 are one value
    if (size === 0 || value !== values[size - 1]) values[size++] = value;
    counts[size - 1]! += 1;
  }
  return size > limit ? null : { values: values.slice(0, size), counts: counts.slice(0, size) };
}

/** Counts, sums and sums of squares per occupied bin, of all values or of those in some bins. */
export async function countBins(
  walk: Walk,
  numbers: NumberStore,
  map: MonotoneMap,
  within?: readonly BinSet[],
): Promise<BinCounts> {
  const keep = within && keeper(within);
  const isDense = map.kind === "soft" && 2 * map.halfBins < MOST_DENSE;
  const cells = isDense ? denseCells(map, 2 * map.halfBins + 1) : sparseCells(map);
  await walk(numbers, (block) => {
    cells.add(keep ? keep(block) : block);
  });
  return cells.counts();
}

interface Cells {
  add(values: Float64Array): void;
  counts(): BinCounts;
}

/** A place for each bin; count, sum and squares of one lie side by side. */
function denseCells(map: MonotoneMap, bins: number): Cells {
  const binOf = binner(map);
  const { center } = map;
  const cells = new Float64Array(3 * bins);
  return {
    add: (values) => {
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!;
        const away = value - center;
        const at = 3 * binOf(value);
        cells[at]! += 1;
        cells[at + 1]! += away;
        cells[at + 2]! += away * away;
      }
    },
    counts: () => {
      let occupied = 0;
      for (let at = 0; at < cells.length; at += 3) if (cells[at]! > 0) occupied += 1;
      const answer = room(occupied);
      let next = 0;
      for (let bin = 0; bin < bins; bin++) {
        if (cells[3 * bin]! === 0) continue;
        answer.bins[next] = bin;
        answer.counts[next] = cells[3 * bin]!;
        answer.sums[next] = cells[3 * bin + 1]!;
        answer.squares[next++] = cells[3 * bin + 2]!;
      }
      return answer;
    },
  };
}

/** A place for each bin that has come. */
function sparseCells(map: MonotoneMap): Cells {
  const binOf = binner(map);
  const { center } = map;
  const cells = new Map<number, [count: number, sum: number, squares: number]>();
  return {
    add: (values) => {
      for (let i = 0; i < values.length; i++) {
        const away = values[i]! - center;
        const bin = binOf(values[i]!);
        let cell = cells.get(bin);
        if (cell === undefined) cells.set(bin, (cell = [0, 0, 0]));
        cell[0] += 1;
        cell[1] += away;
        cell[2] += away * away;
      }
    },
    counts: () => {
      const sorted = [...cells].sort(([a], [b]) => a - b);
      return {
        bins: Float64Array.from(sorted, ([bin]) => bin),
        counts: Float64Array.from(sorted, ([, cell]) => cell[0]),
        sums: Float64Array.from(sorted, ([, cell]) => cell[1]),
        squares: Float64Array.from(sorted, ([, cell]) => cell[2]),
      };
    },
  };
}

function room(size: number): BinCounts {
  const column = () => new Float64Array(size);
  return { bins: column(), counts: column(), sums: column(), squares: column() };
}

/** Picks the values that lie in all of some sets of bins; what it gives is gone at the next call. */
function keeper(sets: readonly BinSet[]): (block: Float64Array) => Float64Array {
  const tests = sets.map(isIn);
  let kept = new Float64Array(0);
  return (block) => {
    if (kept.length < block.length) kept = new Float64Array(block.length);
    let size = 0;
    for (let i = 0; i < block.length; i++) {
      const value = block[i]!;
      if (tests.every((test) => test(value))) kept[size++] = value;
    }
    return kept.subarray(0, size);
  };
}

function isIn({ map, bins }: BinSet): (value: number) => boolean {
  const binOf = binner(map);
  if (map.kind === "soft" && 2 * map.halfBins < MOST_DENSE) {
    const wanted = new Uint8Array(2 * map.halfBins + 1);
    for (const bin of bins) wanted[bin] = 1;
    return (value) => wanted[binOf(value)] === 1;
  }
  const wanted = new Set(bins);
  return (value) => wanted.has(binOf(value));
}

/** What some stretches of a column look like. */
export function glanceAt(column: string, numbers: NumberStore): Glance {
  const { length } = numbers;
  if (isSeenWhole(length)) return glanceOf(column, numbers.slice(0, length), length);
  const stretches = sliceStarts(length).map((start) => numbers.slice(start, SLICE_ROWS));
  const sample = new Float64Array(stretches.length * SLICE_ROWS);
  stretches.forEach((stretch, i) => {
    sample.set(stretch, i * SLICE_ROWS);
  });
  return glanceOf(column, sample, length);
}
