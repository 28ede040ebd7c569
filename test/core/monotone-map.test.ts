import fc from "fast-check";
import { expect, it } from "vitest";
import {
  binStart,
  monotoneBin,
  type MonotoneMap,
  type SoftMap,
} from "../../src/core/monotone-map.js";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const soft: fc.Arbitrary<SoftMap> = fc.record({
  kind: fc.constant("soft" as const),
  center: finite,
  width: fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true }),
  halfBins: fc.integer({ min: 1, max: 2 ** 29 }),
});
const lattice: fc.Arbitrary<MonotoneMap> = fc.record({
  kind: fc.constant("lattice" as const),
  bits: fc.integer({ min: 1, max: 52 }),
  center: finite,
});
const map = fc.oneof(soft, lattice);

it("never turns round, however far the values lie apart", () => {
  fc.assert(
    fc.property(map, fc.double({ noNaN: true }), fc.double({ noNaN: true }), (one, a, b) => {
      const [low, high] = a <= b ? [a, b] : [b, a];
      return monotoneBin(one, low) <= monotoneBin(one, high);
    }),
    { numRuns: 2000 },
  );
});

it("never turns round between neighbours", () => {
  fc.assert(
    fc.property(map, fc.double({ noNaN: true, noDefaultInfinity: true }), (one, value) => {
      const next = value + Math.max(Math.abs(value) * Number.EPSILON, 5e-324);
      return monotoneBin(one, value) <= monotoneBin(one, next);
    }),
    { numRuns: 2000 },
  );
});

it("stays within its bins, the infinities at the ends, the center in the middle", () => {
  fc.assert(
    fc.property(soft, fc.double({ noNaN: true }), (one, value) => {
      const bin = monotoneBin(one, value);
      return Number.isInteger(bin) && bin >= 0 && bin <= 2 * one.halfBins;
    }),
  );
  const one: SoftMap = { kind: "soft", center: 3, width: 2, halfBins: 100 };
  expect([-Infinity, 3, Infinity].map((value) => monotoneBin(one, value))).toEqual([0, 100, 200]);
  expect(monotoneBin(one, -0)).toBe(monotoneBin(one, 0));
});

it("starts a cell of a lattice exactly, a bin of a soft map about where it does", () => {
  fc.assert(
    fc.property(lattice, finite, (one, value) => {
      const bin = monotoneBin(one, value);
      const start = binStart(one, bin);
      return start <= value && value <= binStart(one, bin + 1) && monotoneBin(one, start) === bin;
    }),
  );
  const one: SoftMap = { kind: "soft", center: 3, width: 2, halfBins: 100 };
  for (const value of [-40, -1, 2.5, 3, 3.7, 90]) {
    const bin = monotoneBin(one, value);
    expect(binStart(one, bin)).toBeLessThanOrEqual(value + 1e-12);
    expect(binStart(one, bin + 1)).toBeGreaterThanOrEqual(value - 1e-12);
  }
});
