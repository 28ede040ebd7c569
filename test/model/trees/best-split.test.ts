import fc from "fast-check";
import { expect, it } from "vitest";
import { bestSplit as bestSplitBy } from "../../../src/model/trees/best-split.js";
import { newtonCriterion, type SplitLimits } from "../../../src/model/trees/newton-criterion.js";

/** Gradient and number of rows of each bin, the missing one first; a row has a Hessian of ¼. */
const bins = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 5 })), {
  minLength: 3,
  maxLength: 7,
});

function sumsOf(cells: readonly (readonly [number, number])[]): Float64Array {
  return Float64Array.from(
    cells.flatMap(([g, rows]) => (rows === 0 ? [0, 0, 0] : [g, rows / 4, rows])),
  );
}

function column(size: number, ordered: boolean) {
  return { name: "x", codes: new Uint8Array(0), bins: size, ordered };
}

function bestSplit(
  sums: Float64Array,
  binned: ReturnType<typeof column>,
  limits: SplitLimits,
  atLeast?: number,
) {
  const totals = [0, 1, 2].map((s) => sums.filter((_, i) => i % 3 === s).reduce((a, b) => a + b));
  const criterion = newtonCriterion(limits, 1);
  return bestSplitBy(criterion, sums, Float64Array.from(totals), binned, atLeast);
}

/** The gain of sending these bins to the right, by the formula; −∞ where a child is too light. */
function gainOf(sums: Float64Array, goesRight: ArrayLike<number>, lambda: number, least: number) {
  const side = (wanted: number) => {
    let [g, h] = [0, 0];
    for (let bin = 0; bin < goesRight.length; bin++) {
      if (goesRight[bin] !== wanted && wanted >= 0) continue;
      g += sums[3 * bin]!;
      h += sums[3 * bin + 1]!;
    }
    return { h, score: h + lambda === 0 ? 0 : (g * g) / (h + lambda) };
  };
  const [left, right, all] = [side(0), side(1), side(-1)];
  if (left.h < least || right.h < least) return -Infinity;
  return (left.score + right.score - all.score) / 2;
}

function subsets(size: number): Uint8Array[] {
  return Array.from({ length: 2 ** size }, (_, mask) =>
    Uint8Array.from({ length: size }, (_, bin) => (mask >> bin) & 1),
  );
}

it("finds the best edge of an ordered column, and the better side for missing values", () => {
  fc.assert(
    fc.property(bins, fc.constantFrom(0, 1), (cells, lambda) => {
      const sums = sumsOf(cells);
      const limits = { lambda, minChildWeight: 0.25 };
      const ascends = (side: Uint8Array) =>
        side
          .slice(1)
          .join("")
          .match(/^(0*1*|1*0*)$/) !== null;
      const best = Math.max(
        ...subsets(cells.length)
          .filter(ascends)
          .map((side) => gainOf(sums, side, lambda, 0.25)),
      );
      const split = bestSplit(sums, column(cells.length, true), limits);
      expect(split?.gain ?? 0).toBeCloseTo(Math.max(0, best), 9);
      if (split) {
        expect(gainOf(sums, split.goesRight, lambda, 0.25)).toBeCloseTo(split.gain, 9);
        expect(ascends(split.goesRight)).toBe(true);
      }
    }),
  );
});

it("finds the best of all subsets of categories where there is no penalty", () => {
  fc.assert(
    fc.property(bins, (cells) => {
      const sums = sumsOf(cells);
      const best = Math.max(...subsets(cells.length).map((side) => gainOf(sums, side, 0, 0.25)));
      const split = bestSplit(sums, column(cells.length, false), {
        lambda: 0,
        minChildWeight: 0.25,
      });
      expect(split?.gain ?? 0).toBeCloseTo(Math.max(0, best), 9);
      if (split) expect(gainOf(sums, split.goesRight, 0, 0.25)).toBeCloseTo(split.gain, 9);
    }),
  );
});

it("sends what the node does not have with the heavier child", () => {
  const sums = sumsOf([
    [0, 0],
    [5, 4],
    [-5, 40],
    [0, 0],
  ]);
  const limits = { lambda: 1, minChildWeight: 0.25 };
  expect([...bestSplit(sums, column(4, false), limits)!.goesRight]).toEqual([0, 1, 0, 0]);
  const ordered = bestSplit(sums, column(4, true), limits)!;
  expect([...ordered.goesRight]).toEqual([1, 0, 1, 1]);
});

it("has none where nothing gains, children would be too light, or another split gains as much", () => {
  const limits = { lambda: 1, minChildWeight: 1 };
  const even = sumsOf([
    [0, 0],
    [0, 8],
    [0, 8],
  ]);
  expect(bestSplit(even, column(3, true), limits)).toBeNull();
  const light = sumsOf([
    [0, 0],
    [9, 3],
    [-9, 8],
  ]);
  expect(bestSplit(light, column(3, true), limits)).toBeNull();
  const { gain } = bestSplit(light, column(3, true), { ...limits, minChildWeight: 0 })!;
  expect(bestSplit(light, column(3, true), { ...limits, minChildWeight: 0 }, gain)).toBeNull();
});
