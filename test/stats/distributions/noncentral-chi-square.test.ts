import fc from "fast-check";
import { expect, it } from "vitest";
import { chiSquareIsf } from "../../../src/stats/distributions/chi-square.js";
import {
  noncentralChiSquareCdf,
  noncentralChiSquareIsf,
  noncentralChiSquareQuantile,
  noncentralChiSquareSf,
  noncentralityOf,
} from "../../../src/stats/distributions/noncentral-chi-square.js";
import { normalCdf } from "../../../src/stats/distributions/normal.js";
import { relativeError } from "../../relative-error.js";

// With one degree of freedom X is the square of a normal variable of mean √λ.
it.each([
  [0.5, 0.2],
  [3, 4],
  [40, 30],
  [1100, 1000],
  [1e6, 1e6],
])("agrees with the normal law at one degree of freedom: x %d, λ %d", (x, lambda) => {
  const [root, mean] = [Math.sqrt(x), Math.sqrt(lambda)];
  const exact = normalCdf(root - mean) - normalCdf(-root - mean);
  // 1e-9: at λ = 10⁶ the sum has some ten thousand terms.
  expect(noncentralChiSquareCdf(x, 1, lambda)).toBeCloseTo(exact, 9);
});

// λ at power 0.8, level 0.05 and 0.01: statistical tables (Cohen 1988), to the digits given there.
it.each([
  [1, 7.849, 11.679],
  [3, 10.903, 15.458],
  [4, 11.935, 16.749],
  [9, 15.65, 21.429],
  [19, 20.555, 27.647],
])("finds the noncentrality of power 0.8 with %d degrees of freedom", (df, at5, at1) => {
  expect(noncentralityOf(chiSquareIsf(0.05, df), df, 0.2)).toBeCloseTo(at5, 2);
  expect(noncentralityOf(chiSquareIsf(0.01, df), df, 0.2)).toBeCloseTo(at1, 2);
});

// mpmath 1.3.0 at 330 digits, as a sum over all j.
it.each([
  [1.0009999999999998e-8, 1, 0.001, 7.978843601348251e-5, 0.99992021156398647],
  [47.664855099217384, 9, 100, 0.00017430524673911555, 0.99982569475326089],
  [620.12620750652172, 9, 100, 1, 6.0383456134448224e-49],
  [896.41016151377551, 500, 50, 1, 1.1975958747544274e-17],
  [14345.93362245059, 3, 20000, 2.7551438254761862e-104, 1],
  [18588.733405612649, 3, 20000, 1.8087995887823952e-7, 0.9999998191200411],
  [21700.119913264822, 3, 20000, 0.99999999796498162, 2.0350183360213811e-9],
])(
  "has the digits of both tails at x = %f, df = %f, noncentrality = %f",
  (x, df, lambda, lower, upper) => {
    // An exponent of some hundreds has itself only 14 digits.
    expect(relativeError(noncentralChiSquareCdf(x, df, lambda), lower)).toBeLessThan(1e-11);
    expect(relativeError(noncentralChiSquareSf(x, df, lambda), upper)).toBeLessThan(1e-11);
  },
);

it("comes back from its quantiles, also in the far tails", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -200, max: -0.7, noNaN: true }),
      fc.double({ min: 1, max: 50, noNaN: true }),
      fc.double({ min: 0, max: 300, noNaN: true }),
      (logP, df, lambda) => {
        const p = Math.exp(logP);
        const low = noncentralChiSquareQuantile(p, df, lambda);
        const high = noncentralChiSquareIsf(p, df, lambda);
        return (
          relativeError(noncentralChiSquareCdf(low, df, lambda), p) < 1e-10 &&
          relativeError(noncentralChiSquareSf(high, df, lambda), p) < 1e-10
        );
      },
    ),
  );
});

it("reaches its ends", () => {
  expect([noncentralChiSquareQuantile(0, 3, 1), noncentralChiSquareIsf(0, 3, 1)]).toEqual([
    0,
    Infinity,
  ]);
  expect([noncentralChiSquareCdf(Infinity, 3, 1), noncentralChiSquareSf(-1, 3, 1)]).toEqual([1, 1]);
  expect([noncentralityOf(5, 3, 1), noncentralityOf(5, 3, 0)]).toEqual([0, Infinity]);
});

const positive = (max: number) => fc.double({ min: 1e-3, max, noNaN: true });

it("has tails that add up to 1, and fall with the noncentrality", () => {
  fc.assert(
    fc.property(positive(300), positive(50), positive(200), (x, df, lambda) => {
      const lower = noncentralChiSquareCdf(x, df, lambda);
      const sum = lower + noncentralChiSquareSf(x, df, lambda);
      return (
        Math.abs(sum - 1) < 1e-11 && noncentralChiSquareCdf(x, df, lambda + 1) <= lower + 1e-13
      );
    }),
  );
});

it("inverts its lower tail in the noncentrality", () => {
  fc.assert(
    fc.property(
      positive(200),
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (x, df, p) => {
        const lambda = noncentralityOf(x, df, p);
        return lambda === 0 || Math.abs(noncentralChiSquareCdf(x, df, lambda) - p) < 1e-9;
      },
    ),
  );
});

it("refuses what has no meaning", () => {
  expect(() => noncentralChiSquareCdf(1, 0, 1)).toThrow("degreesOfFreedom");
  expect(() => noncentralChiSquareCdf(1, 1, -1)).toThrow("noncentrality");
});
