import fc from "fast-check";
import { expect, it } from "vitest";
import { guarded, toNormal } from "../../src/detect/over-dispersion-guard.js";
import { normalIsf } from "../../src/stats/distributions/normal.js";
import { studentsTSf } from "../../src/stats/distributions/students-t.js";

it("turns Student's t into about the normal score, and never into a larger one", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 30, max: 10_000 }),
      fc.double({ min: 0, max: 9, noNaN: true }),
      (k, t) => {
        expect(Math.abs(toNormal(t, k))).toBeLessThanOrEqual(Math.abs(t));
        const wanted = normalIsf(studentsTSf(t, k));
        expect(Math.abs(toNormal(t, k) - wanted)).toBeLessThan(1e-3 + 0.01 * Math.abs(wanted));
      },
    ),
  );
});

it("lets scores be that are spread as they must, or too few to tell", () => {
  expect(guarded(3, 100, 100)).toBe(3);
  expect(guarded(3, 128, 100)).toBe(3); // 1 + 2 √(2 / 100) = 1.283
  expect(guarded(3, 1000, 29)).toBe(3);
});

it("shrinks scores that are spread wider", () => {
  expect(guarded(3, 200, 100)).toBe(toNormal(3 / Math.sqrt(2 * (1 + Math.sqrt(0.02))), 100));
  expect(guarded(3, 200, 100)).toBeLessThan(2);
  expect(guarded(-3, 200, 100)).toBe(-guarded(3, 200, 100));
});
