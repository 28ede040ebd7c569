import fc from "fast-check";
import { expect, it } from "vitest";
import { monotoneBin, type MonotoneMap } from "../../src/core/monotone-map.js";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const map: fc.Arbitrary<MonotoneMap> = fc.record({
  center: finite,
  width: fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true }),
  halfBins: fc.integer({ min: 1, max: 2 ** 29 }),
});

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
    fc.property(map, fc.double({ noNaN: true }), (one, value) => {
      const bin = monotoneBin(one, value);
      return Number.isInteger(bin) && bin >= 0 && bin <= 2 * one.halfBins;
    }),
  );
  const one = { center: 3, width: 2, halfBins: 100 };
  expect([-Infinity, 3, Infinity].map((value) => monotoneBin(one, value))).toEqual([0, 100, 200]);
  expect(monotoneBin(one, -0)).toBe(monotoneBin(one, 0));
});
