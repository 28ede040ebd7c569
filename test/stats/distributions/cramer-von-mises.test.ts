import { expect, it } from "vitest";
import { cramerVonMisesSeries } from "../../../src/stats/distributions/cramer-von-mises-series.js";
import { cramerVonMisesSf } from "../../../src/stats/distributions/cramer-von-mises.js";

it("agrees with the published critical values", () => {
  // Csörgő & Faraway (1996), table 1, n = ∞: five digits of x.
  const table = [
    [0.0248, 0.99],
    [0.03656, 0.95],
    [0.11888, 0.5],
    [0.3473, 0.1],
    [0.46136, 0.05],
    [0.74346, 0.01],
    [1.16786, 0.001],
  ] as const;
  for (const [x, p] of table) expect(cramerVonMisesSf(x) / p).toBeCloseTo(1, 3);
});

it("is what the series of the lower tail leaves, where a difference still says something", () => {
  for (const x of [0.01, 0.03, 0.1, 1 / 6, 0.3, 0.7, 1, 2, 3]) {
    expect(cramerVonMisesSf(x) + cramerVonMisesSeries(x)).toBeCloseTo(1, 13);
  }
});

it("falls like its pole in the far tail, down to the smallest doubles", () => {
  // Watson's lemma at s = π: P ~ 2 / (π √(π x)) · exp(−π² x / 2), up to a factor 1 + O(1/x).
  for (const x of [20, 60, 139]) {
    const pole = (2 / (Math.PI * Math.sqrt(Math.PI * x))) * Math.exp((-(Math.PI ** 2) * x) / 2);
    expect(Math.abs(cramerVonMisesSf(x) / pole - 1)).toBeLessThan(0.2 / x);
  }
  expect(cramerVonMisesSf(1e6)).toBe(0);
});

it("falls from 1", () => {
  expect(cramerVonMisesSf(-1)).toBe(1);
  let last = 1;
  for (let x = 0; x < 3; x += 0.01) {
    const p = cramerVonMisesSf(x);
    expect(p).toBeLessThanOrEqual(last);
    last = p;
  }
});
