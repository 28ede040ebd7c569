import { expect, it } from "vitest";
import {
  psiOfShift,
  shiftFoundByKs,
  shiftOfPsi,
  smallestDetectable,
} from "../../src/drift/smallest-detectable.js";

// PSI of N(0, 1) against N(δ, 1) over ten bins of equal probability, in closed form.
it.each([
  [0.1, 0.0096],
  [0.25, 0.0598],
  [0.316, 0.0954],
  [0.5, 0.2377],
  [1, 0.9261],
])("a shift of %d sd has a PSI of %d", (shift, psi) => {
  expect(psiOfShift(shift)).toBeCloseTo(psi, 4);
  expect(shiftOfPsi(psiOfShift(shift))).toBeCloseTo(shift, 9);
});

it("survives a shift whose bins are empty, and a PSI without end", () => {
  expect(Number.isFinite(psiOfShift(39))).toBe(true);
  expect([psiOfShift(Infinity), shiftOfPsi(Infinity)]).toEqual([Infinity, Infinity]);
});

it("says that too few rows find nothing by Kolmogorov-Smirnov", () => {
  expect(shiftFoundByKs(2, 2, 0.05)).toBe(Infinity);
});

it("finds smaller changes with more rows, and never less than the material one", () => {
  const at = (n: number) =>
    smallestDetectable("numeric", 10, { m: n, n, alpha: 0.05, material: 0.05 });
  expect(at(1000).psi).toBeLessThan(at(100).psi);
  expect(at(1_000_000).psi).toBeGreaterThan(0.05);
  expect(at(1_000_000).psi).toBeLessThan(0.051);
  expect(at(250).shiftSd).toBeGreaterThan(0.25);
});
