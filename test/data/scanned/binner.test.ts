import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { monotoneBin, type MonotoneMap } from "../../../src/core/monotone-map.js";
import { binner } from "../../../src/data/scanned/binner.js";

const anyDouble = fc.double({ noNaN: true });
const maps: fc.Arbitrary<MonotoneMap> = fc.oneof(
  fc.record({
    kind: fc.constant("soft" as const),
    center: fc.double({ noNaN: true, noDefaultInfinity: true }),
    width: fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true }),
    halfBins: fc.integer({ min: 1, max: 2 ** 29 }),
  }),
  fc.record({
    kind: fc.constant("lattice" as const),
    bits: fc.integer({ min: 1, max: 64 }),
    center: fc.double({ noNaN: true, noDefaultInfinity: true }),
  }),
);

describe("binner", () => {
  it("gives the bins of monotoneBin", () => {
    fc.assert(
      fc.property(maps, fc.array(anyDouble, { minLength: 1, maxLength: 20 }), (map, values) => {
        const binOf = binner(map);
        for (const value of [...values, 0, -0, Infinity, -Infinity, map.center, 5e-324, -5e-324]) {
          // Bins beyond 2^53 are not told apart by anybody.
          const bin = monotoneBin(map, value);
          if (Math.abs(bin) <= Number.MAX_SAFE_INTEGER) expect(binOf(value) + 0).toBe(bin + 0);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
