import { binStart, monotoneBin, type MonotoneMap } from "../../core/monotone-map.js";
import type { Ladder } from "../../stats/ladder/ladder.js";
import type { PooledCounts } from "../../stats/pooled-counts.js";

/** Counts per bin, as an engine gives them: sums are of the values less the center of the map. */
export interface CountedBins {
  readonly bins: Float64Array;
  readonly counts: Float64Array;
  readonly sums: Float64Array;
}

/** Bins of one map, within bins of others: how an engine finds the values of a span again. */
export interface SpanGroup {
  readonly map: MonotoneMap;
  readonly within: readonly { readonly map: MonotoneMap; readonly bins: readonly number[] }[];
}

/** One cell of a ladder that is being made. */
export interface SpanCell {
  readonly low: number;
  readonly high: number;
  readonly x: number;
  readonly y: number;
  readonly xSum: number;
  readonly ySum: number;
  /** Null where the cell is one value. */
  readonly span: { readonly group: SpanGroup; readonly bin: number } | null;
}

/**
 * Put the bins of both samples side by side.
 *
 * @param center what sums are taken from in the ladder
 * @returns cells in ascending order
 */
export function cellsOfBins(
  group: SpanGroup,
  center: number,
  [reference, current]: readonly [CountedBins, CountedBins],
): SpanCell[] {
  const { map } = group;
  const moved = map.center - center;
  const cells: SpanCell[] = [];
  let [i, j] = [0, 0];
  while (i < reference.bins.length || j < current.bins.length) {
    const bin = Math.min(reference.bins[i] ?? Infinity, current.bins[j] ?? Infinity);
    const [inX, inY] = [reference.bins[i] === bin, current.bins[j] === bin];
    const [x, y] = [inX ? reference.counts[i]! : 0, inY ? current.counts[j]! : 0];
    const low = binStart(map, bin);
    // A lattice of 64 bits has a cell for each value.
    const isValue = map.kind === "lattice" && map.bits === 64;
    cells.push({
      low,
      high: isValue ? low : binStart(map, bin + 1),
      x,
      y,
      xSum: inX ? reference.sums[i]! + x * moved : 0,
      ySum: inY ? current.sums[j]! + y * moved : 0,
      span: isValue ? null : { group, bin },
    });
    if (inX) i += 1;
    if (inY) j += 1;
  }
  return cells;
}

/** Cells of one value each. */
export function cellsOfValues({ values, x, y }: PooledCounts, center: number): SpanCell[] {
  return Array.from(values, (value, k) => ({
    low: value,
    high: value,
    x: x[k]!,
    y: y[k]!,
    xSum: x[k] === 0 ? 0 : x[k]! * (value - center),
    ySum: y[k] === 0 ? 0 : y[k]! * (value - center),
    span: null,
  }));
}

/** Whether a value would lie in a span. */
export function isWithin({ span }: SpanCell, value: number): boolean {
  if (span === null || monotoneBin(span.group.map, value) !== span.bin) return false;
  return span.group.within.every(({ map, bins }) => bins.includes(monotoneBin(map, value)));
}

/** The ladder of some cells. */
export function ladderOfCells(cells: readonly SpanCell[], center: number): Ladder {
  const column = (of: (cell: SpanCell) => number) => Float64Array.from(cells, of);
  const [x, y] = [column((cell) => cell.x), column((cell) => cell.y)];
  const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);
  return {
    low: column((cell) => cell.low),
    high: column((cell) => cell.high),
    spans: Uint8Array.from(cells, ({ span }) => (span === null ? 0 : 1)),
    x,
    y,
    xSums: column((cell) => cell.xSum),
    ySums: column((cell) => cell.ySum),
    center,
    m: total(x),
    n: total(y),
    inside: null,
  };
}
