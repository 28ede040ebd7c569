import fc from "fast-check";
import { expect, it } from "vitest";
import { distribution } from "../../../src/flows/statistics/distribution.js";
import {
  chiSquareCdf,
  chiSquareIsf,
  chiSquareQuantile,
  chiSquareSf,
} from "../../../src/stats/distributions/chi-square.js";
import { normalSf } from "../../../src/stats/distributions/normal.js";
import { relativeError } from "../../relative-error.js";
import { agreesWithOracle } from "../../oracle.js";

const KEYS = ["cdf", "sf", "quantile", "isf"];
agreesWithOracle("distributions", (question) => distribution.answer(question), KEYS, {
  only: ({ input }) => input.distribution === "chi2",
});

it("is the square of a normal at one degree of freedom", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 37, noNaN: true }), (z) => {
      // z² has one rounding, which counts z² / 2 times.
      return relativeError(chiSquareSf(z * z, 1), 2 * normalSf(z)) < 1e-12;
    }),
  );
});

it("comes back from its quantiles, whatever the degrees of freedom", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -690, max: -0.7, noNaN: true }),
      fc.double({ min: -1, max: 6, noNaN: true }),
      (logP, logDf) => {
        const [p, df] = [Math.exp(logP), 10 ** logDf];
        const low = chiSquareQuantile(p, df);
        const lower = low < 1e-290 ? 0 : relativeError(chiSquareCdf(low, df), p);
        // A rounding of x counts √(df / 2) z times: 26 000 in the far tail at df = 10⁶.
        return lower < 1e-10 && relativeError(chiSquareSf(chiSquareIsf(p, df), df), p) < 1e-10;
      },
    ),
  );
});

it("reaches its ends", () => {
  expect([chiSquareCdf(-1, 3), chiSquareSf(0, 3), chiSquareSf(Infinity, 3)]).toEqual([0, 1, 0]);
  expect([chiSquareQuantile(0, 3), chiSquareQuantile(1, 3), chiSquareIsf(1, 3)]).toEqual([
    0,
    Infinity,
    0,
  ]);
});

it("refuses degrees of freedom that are not above 0", () => {
  expect(() => chiSquareSf(1, 0)).toThrow(/degreesOfFreedom is 0/);
  expect(() => chiSquareIsf(0.05, Number.NaN)).toThrow(/degreesOfFreedom is NaN/);
});
