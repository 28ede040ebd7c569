import { sum } from "../core/sum.js";
import { sharesOf } from "../stats/distances/shares.js";
import { binsOfLadder } from "../stats/ladder/bins-of-ladder.js";
import { countsOfLadder, isOneValue, pointOf, type Ladder } from "../stats/ladder/ladder.js";
import type { Moments, Outline } from "./drift-result.js";

/** Bins of an outline: two of them stand side by side on a line of 80 columns. */
export const OUTLINE_BINS = 6;
/** From this ratio of the ends on, positive values are shown on a logarithmic scale. */
const WIDE = 30;
/** Over fewer than so many whole numbers, each bin holds as many of them as the next. */
const MOST_WHOLE = 10 * OUTLINE_BINS;
/** The quantiles between which the bins lie, the first pair that differs. */
const ENDS = [
  ["0.05", "0.95"],
  ["0.01", "0.99"],
  ["0", "1"],
] as const;

/**
 * How numbers lie in both tables, for a picture: a bin a value where all but a few rows have one of a
 * few, else bins of equal width between the outer quantiles of the two, open at the ends. The bins are
 * not those of the verdict: deciles of the reference are flat in the reference, whatever its shape.
 */
export function outlineOfNumbers(ladder: Ladder, moments: readonly [Moments, Moments]): Outline {
  const { x, y } = binsOfLadder(ladder, Float64Array.from(outlineEdges(ladder, moments)));
  return shareOut(x, y);
}

/** How categories lie in both tables: the largest, by their share of the reference, then all others. */
export function outlineOfCategories(reference: Float64Array, current: Float64Array): Outline {
  const shares = sharesOf(reference, current);
  const [before, after] = [Array.from(shares.p), Array.from(shares.q)];
  const bySize = before
    .map((_, k) => k)
    .sort((i, j) => before[j]! + after[j]! - (before[i]! + after[i]!));
  const own = bySize.length <= OUTLINE_BINS ? bySize : bySize.slice(0, OUTLINE_BINS - 1);
  own.sort((i, j) => before[j]! - before[i]! || i - j);
  const others = bySize.slice(own.length);
  const shown = (all: readonly number[]) => {
    const largest = own.map((k) => all[k]!);
    return others.length === 0 ? largest : [...largest, sum(others.map((k) => all[k]!))];
  };
  return { reference: shown(before), current: shown(after) };
}

function outlineEdges(ladder: Ladder, moments: readonly [Moments, Moments]): readonly number[] {
  const all = fewValues(ladder, -Infinity, Infinity);
  if (all !== null) return all.slice(0, -1);
  const between = (lower: string, upper: string): [number, number] => [
    Math.min(...moments.map(({ quantiles }) => quantiles[lower] ?? Infinity)),
    Math.max(...moments.map(({ quantiles }) => quantiles[upper] ?? -Infinity)),
  ];
  const [least, most] = between("0", "1");
  const counts = countsOfLadder(ladder);
  if (most - least < MOST_WHOLE && counts?.values.every(Number.isInteger))
    return wholeEdges(least, most);
  for (const [lower, upper] of ENDS) {
    const [low, high] = between(lower, upper);
    const few = fewValues(ladder, low, high);
    if (few !== null && few.length > 1) return few.slice(0, -1);
    if (few === null && Number.isFinite(high - low)) return edgesOf(low, high);
  }
  return [];
}

/** The values from `low` to `high`, where they are few enough for a bin each. */
function fewValues(ladder: Ladder, low: number, high: number): number[] | null {
  const few: number[] = [];
  for (let k = 0; k < ladder.x.length; k++) {
    const point = pointOf(ladder, k);
    if (point < low || point > high) continue;
    if (!isOneValue(ladder, k) || few.length === OUTLINE_BINS) return null;
    few.push(point);
  }
  return few;
}

function edgesOf(low: number, high: number): number[] {
  const isWide = low > 0 && high / low > WIDE;
  return Array.from({ length: OUTLINE_BINS - 1 }, (_, k) => {
    const part = (k + 1) / OUTLINE_BINS;
    return isWide
      ? Math.exp(Math.log(low) + (Math.log(high) - Math.log(low)) * part)
      : low + (high - low) * part;
  });
}

/** Bins of as many whole numbers each: unequal ones look like a comb. */
function wholeEdges(first: number, last: number): number[] {
  const width = Math.ceil((last - first + 1) / OUTLINE_BINS);
  const edges: number[] = [];
  for (let edge = first + width - 1; edge < last; edge += width) edges.push(edge);
  return edges;
}

function shareOut(reference: Float64Array, current: Float64Array): Outline {
  const { p, q } = sharesOf(reference, current);
  return { reference: Array.from(p), current: Array.from(q) };
}
