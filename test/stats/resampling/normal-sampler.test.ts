import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { normalSampler } from "../../../src/stats/resampling/normal-sampler.js";

const draws = (n: number, next: () => number) => Array.from({ length: n }, () => next());

it("gives the same numbers on every machine", () => {
  const values = draws(5, normalSampler(seededRandom(1)));
  expect(values).toMatchInlineSnapshot(`
    [
      -0.4219232668643232,
      1.584092692200913,
      0.43666704603047124,
      0.14492877737017196,
      -1.4569167654699002,
    ]
  `);
});

it("has the shares of the normal law", () => {
  const n = 200_000;
  const values = draws(n, normalSampler(seededRandom(7), 10, 2));
  // P(Z ≤ z) from tables; 4.5 standard errors of a share of 200,000 draws.
  for (const [z, below] of [
    [-3, 0.00134989803163],
    [-1, 0.158655253931457],
    [0, 0.5],
    [0.5, 0.691462461274013],
    [2, 0.977249868051821],
  ] as const) {
    const share = values.filter((value) => (value - 10) / 2 <= z).length / n;
    expect(Math.abs(share - below)).toBeLessThan(4.5 * Math.sqrt((below * (1 - below)) / n));
  }
});

it("gives two numbers of one pair that do not know each other", () => {
  const next = normalSampler(seededRandom(3));
  const n = 100_000;
  let product = 0;
  for (let i = 0; i < n; i++) product += next() * next();
  expect(Math.abs(product / n)).toBeLessThan(4.5 / Math.sqrt(n));
});

it("draws again where the polar method has no answer", () => {
  const uniforms = [0.5, 0.5, 0, 0, 0.75, 0.5]; // the centre, a corner, then a point inside
  const next = normalSampler(() => uniforms.shift()!);
  expect(next()).toBeCloseTo(0.5 * Math.sqrt((-2 * Math.log(0.25)) / 0.25), 15);
  expect(next()).toBe(0);
});

it("refuses parameters that no normal law has", () => {
  const random = seededRandom(1);
  expect(() => normalSampler(random, 0, -1)).toThrow("standard deviation -1");
  expect(() => normalSampler(random, 0, Number.NaN)).toThrow("standard deviation NaN");
  expect(() => normalSampler(random, Infinity)).toThrow("mean Infinity");
});
