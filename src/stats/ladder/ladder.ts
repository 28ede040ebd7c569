import { sum } from "../../core/sum.js";
import type { ValueCounts } from "../../core/value-counts.js";
import type { PooledCounts } from "../pooled-counts.js";
import { unitOfRange } from "../unit-of-range.js";

/**
 * Two samples on one ladder of cells, ascending. A cell is one value, or a span whose values are known
 * by their number and sum alone: so tables of any size fit, and what the cells cannot tell comes out as
 * an interval. Statistics are exact at the ends of cells, and within those that were looked into.
 *
 * Arrays are aligned: entry k is about cell k.
 */
export interface Ladder {
  /** About the least value that the cell may hold; −∞ where nothing bounds it. */
  readonly low: Float64Array;
  /** About the greatest; the value itself, as `low` is, where the cell is one value. */
  readonly high: Float64Array;
  /** 1 where the cell is a span; null where every cell is one value. */
  readonly spans: Uint8Array | null;
  /** How many values of each sample lie in the cell. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The sums of those values, each less `center`; not finite where that cannot be said. */
  readonly xSums: Float64Array;
  readonly ySums: Float64Array;
  readonly center: number;
  /** Sizes of the samples. */
  readonly m: number;
  readonly n: number;
  /** What was found within spans that were looked into; null where none was. */
  readonly inside: CellInsides | null;
}

/** Facts about the inside of spans that were looked into; NaN for the others. */
export interface CellInsides {
  /** The largest |i·n − j·m| / g at a value of the cell, and the least value where it is reached. */
  readonly gap: Float64Array;
  readonly gapAt: Float64Array;
  /** Values of x and of y up to there. */
  readonly xUpTo: Float64Array;
  readonly yUpTo: Float64Array;
  /** ∫ |F − G| from `low` to `high`, times `unitOf` the ladder. */
  readonly area: Float64Array;
  /** Pairs within the cell whose x is larger, less those whose y is. */
  readonly dominance: Float64Array;
}

/** A ladder whose cells are still to be filled in. */
export function emptyLadder(cells: number, center: number): Ladder {
  const column = () => new Float64Array(cells);
  return {
    low: column(),
    high: column(),
    spans: null,
    x: column(),
    y: column(),
    xSums: column(),
    ySums: column(),
    center,
    m: 0,
    n: 0,
    inside: null,
  };
}

/** Two samples that are counted value by value, as a ladder. */
export function ladderOfCounts({ values, x, y, m, n }: PooledCounts): Ladder {
  const center = values.find(Number.isFinite) ?? 0;
  const xSums = new Float64Array(values.length);
  const ySums = new Float64Array(values.length);
  for (let k = 0; k < values.length; k++) {
    // Of none of an infinite value the sum is 0, not NaN.
    if (x[k]! > 0) xSums[k] = x[k]! * (values[k]! - center);
    if (y[k]! > 0) ySums[k] = y[k]! * (values[k]! - center);
  }
  return { low: values, high: values, spans: null, x, y, xSums, ySums, center, m, n, inside: null };
}

/** Whether cell k is one value. */
export function isOneValue({ spans }: Ladder, k: number): boolean {
  return spans === null || spans[k] === 0;
}

/** By what to multiply distances on a ladder before shares are taken of them. */
export function unitOf({ low, high }: Ladder): number {
  return unitOfRange((high.at(-1) ?? 0) - (low[0] ?? 0));
}

/** The samples value by value, where every cell is one value; else null. */
export function countsOfLadder({ low, spans, x, y, m, n }: Ladder): PooledCounts | null {
  if (spans?.includes(1)) return null;
  return { values: low, x, y, m, n };
}

/**
 * One sample by value, or both together, where spans that hold some of it count under NaN: what asks for
 * one finds out.
 */
export function sideOfLadder(ladder: Ladder, side: "x" | "y" | "both"): ValueCounts {
  const held = side === "both" ? pooledRows(ladder) : ladder[side];
  const { low, spans } = ladder;
  const values = new Float64Array(held.length);
  const counts = new Float64Array(held.length);
  let size = 0;
  for (let k = 0; k < held.length; k++) {
    const count = held[k]!;
    if (count === 0) continue;
    values[size] = spans === null || spans[k] === 0 ? low[k]! : NaN;
    counts[size++] = count;
  }
  return { values: values.subarray(0, size), counts: counts.subarray(0, size) };
}

/** How many values of both samples lie in each cell. */
export function pooledRows({ x, y }: Ladder): Float64Array {
  const both = new Float64Array(x.length);
  for (let k = 0; k < x.length; k++) both[k] = x[k]! + y[k]!;
  return both;
}

/** A point of cell k that no neighbour shares, as long as spans are wider than their ends are vague. */
export function pointOf({ low, high }: Ladder, k: number): number {
  const from = low[k]!;
  const to = high[k]!;
  if (from === to || !Number.isFinite(from)) return from;
  return Number.isFinite(to) ? from + (to - from) / 2 : to;
}

/** The ladder as if all values of a cell lay at one point of it. */
export function pointsOfLadder(ladder: Ladder): PooledCounts {
  const { x, y, m, n } = ladder;
  return countsOfLadder(ladder) ?? { values: x.map((_, k) => pointOf(ladder, k)), x, y, m, n };
}

/** The same ladder with some cells empty: the samples without the values there. */
export function withoutCells(ladder: Ladder, cells: ReadonlySet<number>): Ladder {
  const keep = (counts: Float64Array) => counts.map((count, k) => (cells.has(k) ? 0 : count));
  const [x, y] = [keep(ladder.x), keep(ladder.y)];
  return {
    ...ladder,
    x,
    y,
    xSums: keep(ladder.xSums),
    ySums: keep(ladder.ySums),
    m: sum(x),
    n: sum(y),
    inside: null,
  };
}
