import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { compareWindows } from "../../../src/drift/watch/compare-windows.js";
import { ksTwoSample } from "../../../src/stats/tests/ks-two-sample.js";

const options = () => ({ random: seededRandom(1), withOutline: true });

it("has the exact p of Kolmogorov and Smirnov for numbers, and the customary PSI", () => {
  const reference = Float64Array.from({ length: 60 }, (_, i) => i % 17);
  const current = Float64Array.from({ length: 50 }, (_, i) => 3 + (i % 13));
  const { p, psi, outline } = compareWindows(reference, current, options());
  expect(p).toBe(ksTwoSample(reference, current).pValue);
  expect(psi).toBeGreaterThan(0.2);
  expect(outline.reference.length).toBe(outline.current.length);
});

it("passes to the limit law, which is no smaller, past a thousand rows a window", () => {
  const random = seededRandom(2);
  const window = () => Float64Array.from({ length: 1100 }, random);
  const [reference, current] = [window(), window()];
  const { p } = compareWindows(reference, current, { ...options(), withOutline: false });
  expect(p).toBe(ksTwoSample(reference, current, { method: "asymptotic" }).pValue);
  expect(p).toBeGreaterThanOrEqual(ksTwoSample(reference, current).pValue * 0.999);
});

it("compares texts by their counts, new ones included", () => {
  const reference = new Map([
    ["web", 60],
    ["shop", 40],
  ]);
  const current = new Map([
    ["web", 20],
    ["shop", 40],
    ["phone", 40],
  ]);
  const { p, psi } = compareWindows(reference, current, options());
  expect(p).toBeLessThan(1e-6);
  expect(psi).toBeGreaterThan(1);
  expect(compareWindows(reference, reference, options()).p).toBe(1);
});

it("says nothing of a window without a value", () => {
  const empty = { psi: null, p: null, outline: { reference: [], current: [] } };
  expect(compareWindows(new Float64Array(), Float64Array.of(1), options())).toEqual(empty);
  expect(compareWindows(new Map(), new Map([["web", 1]]), options())).toEqual(empty);
});
