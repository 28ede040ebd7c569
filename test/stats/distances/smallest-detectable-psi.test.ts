import { expect, it } from "vitest";
import { smallestDetectablePsi } from "../../../src/stats/distances/smallest-detectable-psi.js";

it.each([
  // lambda at power .8 and alpha .05, .01: exact, to the digits shown
  [2, 7.849, 11.679],
  [4, 10.903, 15.458],
  [5, 11.935, 16.749],
  [10, 15.65, 21.429],
  [20, 20.555, 27.647],
])("is λ s, over %d bins", (bins, at5, at1) => {
  const size = { m: 2, n: 2, bins }; // s = 1
  expect(smallestDetectablePsi(size)).toBeCloseTo(at5, 3);
  expect(smallestDetectablePsi({ ...size, alpha: 0.01 })).toBeCloseTo(at1, 3);
});

it.each([
  [250, 250, 0.125, 0.171],
  [1000, 250, 0.078, 0.107],
  [100, 100, 0.313, 0.429],
])("tells what %d against %d rows can see", (m, n, at5, at1) => {
  expect(smallestDetectablePsi({ m, n, bins: 10 })).toBeCloseTo(at5, 3);
  expect(smallestDetectablePsi({ m, n, bins: 10, alpha: 0.01 })).toBeCloseTo(at1, 3);
});

it("asks for more where the change must be material, even of the largest samples", () => {
  const few = { m: 250, n: 250, bins: 10 };
  const many = { m: 1e6, n: 1e6, bins: 10 };
  expect(smallestDetectablePsi({ ...few, material: 0.05 })).toBeGreaterThanOrEqual(
    smallestDetectablePsi(few),
  );
  const seen = smallestDetectablePsi({ ...many, material: 0.05 });
  expect(seen).toBeGreaterThan(0.05);
  expect(seen).toBeLessThan(0.051);
});

it.each([
  [{ m: 0, n: 5, bins: 3 }],
  [{ m: 5, n: 5, bins: 1 }],
  [{ m: 5, n: 5, bins: 3, power: 0.01 }],
  [{ m: 5, n: 5, bins: 3, power: 1 }],
])("refuses %j", (size) => {
  expect(() => smallestDetectablePsi(size)).toThrow(
    expect.objectContaining({ name: "InputError" }),
  );
});
