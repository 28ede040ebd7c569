import fc from "fast-check";
import { expect, it } from "vitest";
import { doubleKey } from "../../../src/core/double-order.js";
import {
  addCells,
  cellEnds,
  cellsOfValues,
  coarser,
  finestCells,
  latticeMap,
} from "../../../src/drift/profile/lattice-cells.js";
import { monotoneBin } from "../../../src/core/monotone-map.js";
import { countValues } from "../../../src/stats/pooled-counts.js";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const sample = fc.array(fc.oneof(finite, fc.double({ min: 1, max: 2, noNaN: true })), {
  minLength: 1,
  maxLength: 60,
});
const cells = (values: number[]) => cellsOfValues(countValues("x", values));
const bitsOf = fc.integer({ min: 1, max: 53 });

it("numbers each cell by the leading bits of what lies in it", () => {
  fc.assert(
    fc.property(sample, bitsOf, (values, bits) => {
      const { places, amounts } = coarser(cells(values), bits);
      const expected = new Map<number, number>();
      for (const value of values) {
        const place = Number(doubleKey(value) >> BigInt(64 - bits));
        expected.set(place, (expected.get(place) ?? 0) + 1);
      }
      expect(new Map(Array.from(places, (place, k) => [place, amounts[k]]))).toEqual(expected);
    }),
  );
});

it("reaches the same lattice whether at once or in steps", () => {
  fc.assert(
    fc.property(sample, bitsOf, bitsOf, (values, one, other) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      expect(coarser(coarser(cells(values), high), low)).toEqual(coarser(cells(values), low));
    }),
  );
});

it("takes as many bits as keep few cells occupied, and no fewer", () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: 2, max: 20 }), (values, most) => {
      const all = cells(values);
      const { bits, places } = finestCells(all, most);
      expect(places.length).toBeLessThanOrEqual(most);
      const next = bits === 64 ? null : bits === 53 ? all : coarser(all, bits + 1);
      if (next !== null) expect(next.places.length).toBeGreaterThan(most);
    }),
  );
});

it("adds the cells of parts to those of the whole, in any order", () => {
  fc.assert(
    fc.property(sample, sample, sample, (a, b, c) => {
      const merge = (x: ReturnType<typeof cells>, y: typeof x) => finestCells(addCells(x, y), 8);
      const [x, y, z] = [a, b, c].map((part) => finestCells(cells(part), 8)) as [
        ReturnType<typeof cells>,
        ReturnType<typeof cells>,
        ReturnType<typeof cells>,
      ];
      const whole = finestCells(cells([...a, ...b, ...c]), 8);
      expect(merge(merge(x, y), z)).toEqual(whole);
      expect(merge(x, merge(z, y))).toEqual(whole);
    }),
  );
});

it("knows the first and the last double of a cell", () => {
  fc.assert(
    fc.property(finite, bitsOf, (value, bits) => {
      const place = monotoneBin(latticeMap(bits), value);
      const [low, high] = cellEnds(bits, place);
      expect(low <= value && value <= high).toBe(true);
      expect(monotoneBin(latticeMap(bits), low)).toBe(place);
      expect(monotoneBin(latticeMap(bits), high)).toBe(place);
      if (high < Number.MAX_VALUE && high > 0) {
        const next = high * (1 + Number.EPSILON) + Number.MIN_VALUE;
        expect(monotoneBin(latticeMap(bits), next)).toBeGreaterThan(place);
      }
    }),
  );
});

it("keeps 0 and -0 in one cell, and what is below 0 in others", () => {
  const { places, amounts } = coarser(cells([-1e-300, -0, 0, 5e-324, 1e-300]), 12);
  expect([Array.from(places), Array.from(amounts)]).toEqual([
    [-27, 0, 26],
    [1, 3, 1],
  ]);
});
