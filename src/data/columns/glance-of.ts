import type { Glance } from "../../ports/data-engine.js";

/** So many stretches of a table are looked at, from its first row to its last, ... */
const SLICES = 4;
/** ... of so many rows each. */
export const SLICE_ROWS = 4096;

/** Is a table so small that a glance sees all of it? */
export function isSeenWhole(rows: number): boolean {
  return rows <= SLICES * SLICE_ROWS;
}

/** Where the stretches of a larger one begin. */
export function sliceStarts(rows: number): number[] {
  const step = (rows - SLICE_ROWS) / (SLICES - 1);
  return Array.from({ length: SLICES }, (_, i) => Math.round(i * step));
}

/**
 * @param sample the values that were seen
 * @param rows of the whole column
 */
export function glanceOf(column: string, sample: Float64Array, rows: number): Glance {
  const sorted = sample.filter(Number.isFinite).sort();
  const seen = sorted.length;
  if (seen === 0) return { column, median: 0, quartileDistance: 0, distinct: 0, isWhole: false };
  const at = (share: number) => sorted[Math.floor(share * (seen - 1))]!;
  const distance = at(0.75) - at(0.25);
  const distinct = sorted.reduce((sum, value, i) => sum + Number(value !== sorted[i - 1]), 0);
  return {
    column,
    median: at(0.5) + 0, // −0 and 0 are one value
    quartileDistance: Number.isFinite(distance) ? distance : 0,
    distinct:
      sample.length === rows || distinct === 1 ? distinct : distinctOf(seen, distinct, rows),
    isWhole: sorted.every(Number.isInteger),
  };
}

/**
 * Distinct values of a column, from those of some rows: of D equally frequent ones s rows show
 *
 *     d = D · (1 − (1 − 1/D)^s)
 */
function distinctOf(seen: number, distinct: number, rows: number): number {
  if (distinct >= seen) return rows;
  let [low, high] = [distinct, rows];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const shown = -middle * Math.expm1(seen * Math.log1p(-1 / Math.max(middle, 2)));
    if (shown < distinct) low = middle;
    else high = middle;
  }
  return Math.ceil(high);
}
