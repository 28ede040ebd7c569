import fc from "fast-check";
import { expect, it } from "vitest";
import { sum } from "../../src/core/sum.js";

it("adds from the first to the last: the digits of a plain loop, of arrays of any kind", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true })), (values) => {
      const slowly = values.reduce((total, value) => total + value, 0);
      expect(sum(values)).toBe(slowly);
      expect(sum(Float64Array.from(values))).toBe(slowly);
    }),
  );
  expect(sum([])).toBe(0);
  expect(sum([0.1, 0.2, 0.3])).toBe(0.6000000000000001);
});
