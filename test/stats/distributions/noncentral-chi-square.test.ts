import fc from "fast-check";
import { expect, it } from "vitest";
import { chiSquareIsf } from "../../../src/stats/distributions/chi-square.js";
import {
  noncentralChiSquareCdf,
  noncentralChiSquareSf,
  noncentralityOf,
} from "../../../src/stats/distributions/noncentral-chi-square.js";
import { normalCdf } from "../../../src/stats/distributions/normal.js";

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
