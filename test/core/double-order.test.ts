import fc from "fast-check";
import { expect, it } from "vitest";
import { doubleAt, doubleKey, nextAbove, nextBelow } from "../../src/core/double-order.js";

const value = fc.double({ noNaN: true });

it("keeps the order of the doubles, and finds them again", () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [first, second] = [doubleKey(a), doubleKey(b)];
      return a < b === first < second && doubleAt(first) === a;
    }),
  );
});

it("counts neighbours by one, through zero and from the largest to infinity", () => {
  expect(doubleKey(-0)).toBe(0n);
  expect([nextBelow(0), nextAbove(-0)]).toEqual([-5e-324, 5e-324]);
  expect(nextAbove(1)).toBe(1 + Number.EPSILON);
  expect(nextAbove(Number.MAX_VALUE)).toBe(Infinity);
  expect(nextBelow(-Number.MAX_VALUE)).toBe(-Infinity);
});
