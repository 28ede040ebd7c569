import fc from "fast-check";
import type { Ladder } from "../../../src/stats/ladder/ladder.js";
import { ladderOfCounts } from "../../../src/stats/ladder/ladder.js";
import { poolSamples, type PooledCounts } from "../../../src/stats/pooled-counts.js";

/** Two samples, and the same with neighbouring values put together in spans, known by their sums. */
export interface Coarsened {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly exact: PooledCounts;
  readonly ladder: Ladder;
}

/** @param cuts for each distinct value, whether a new cell begins there; a cell of one value may be a span */
export function coarsened(x: number[], y: number[], cuts: readonly boolean[]): Coarsened {
  const exact = poolSamples(x, y);
  const groups: number[][] = [];
  for (let v = 0; v < exact.values.length; v++) {
    if (v === 0 || cuts[v % cuts.length]) groups.push([v]);
    else groups.at(-1)!.push(v);
  }
  const center = exact.values[0]!;
  const column = (of: (group: number[]) => number) => Float64Array.from(groups, of);
  const sum = (counts: Float64Array) =>
    column((group) => group.reduce((total, v) => total + counts[v]!, 0));
  const sums = (counts: Float64Array) =>
    column((group) =>
      group.reduce((total, v) => total + counts[v]! * (exact.values[v]! - center), 0),
    );
  // A span reaches half way to its neighbours, if it has any.
  const between = (v: number) => (exact.values[v - 1]! + exact.values[v]!) / 2;
  const isSpan = (group: number[]) => group.length > 1 || (group[0]! % 3 === 1 && cuts.length > 1);
  const low = (group: number[]) => (group[0]! > 0 ? between(group[0]!) : exact.values[0]! - 1);
  const high = (group: number[]) => {
    const after = group.at(-1)! + 1;
    return after < exact.values.length ? between(after) : exact.values.at(-1)! + 1;
  };
  const ladder: Ladder = {
    ...ladderOfCounts(exact),
    low: column((group) => (isSpan(group) ? low(group) : exact.values[group[0]!]!)),
    high: column((group) => (isSpan(group) ? high(group) : exact.values[group[0]!]!)),
    spans: Uint8Array.from(groups, (group) => Number(isSpan(group))),
    x: sum(exact.x),
    y: sum(exact.y),
    xSums: sums(exact.x),
    ySums: sums(exact.y),
    center,
  };
  return { x, y, exact, ladder };
}

const value = fc.oneof(
  fc.integer({ min: -9, max: 9 }),
  fc.double({ min: -9, max: 9, noNaN: true }),
);
const sample = fc.array(value, { minLength: 1, maxLength: 40 });

/** Samples with ties and of unequal sizes, coarse in any way. */
export const coarseSamples = fc
  .tuple(sample, sample, fc.array(fc.boolean(), { minLength: 2, maxLength: 30 }))
  .map(([x, y, cuts]) => coarsened(x, y, cuts));

/** Samples of which every cell is one value. */
export const fineSamples = fc.tuple(sample, sample).map(([x, y]) => coarsened(x, y, [true]));
