import stdlibCdf from "@stdlib/stats-base-dists-f-cdf";
import fc from "fast-check";
import { expect, it } from "vitest";
import { distribution } from "../../../src/flows/statistics/distribution.js";
import { fCdf, fIsf, fQuantile, fSf } from "../../../src/stats/distributions/f.js";
import { relativeError } from "../../relative-error.js";
import { agreesWithOracle } from "../../oracle.js";

const KEYS = ["cdf", "sf", "quantile", "isf"];
agreesWithOracle("distributions", (question) => distribution.answer(question), KEYS, {
  only: ({ input }) => input.distribution === "f",
});

// mpmath 1.3.0 at 60 digits. @stdlib gives 0 for the first two.
it.each([
  [1e-100, 1, 1, 6.366197723675814e-51, 1],
  [1e50, 1, 1, 1, 6.366197723675813e-26],
  [1.05, 1000, 1000, 0.7797085174740662, 0.22029148252593375],
  [10, 1000, 1000, 1, 6.684184020185372e-243],
  [1e-5, 5, 1e9, 9.40299184912227e-13, 0.9999999999990598],
  [2, 1e6, 3, 0.6822704168859858, 0.3177295831140142],
])("has the digits of both tails at f = %f, df = %f, %f", (f, df1, df2, cdf, sf) => {
  expect(relativeError(fCdf(f, df1, df2), cdf)).toBeLessThan(1e-12);
  expect(relativeError(fSf(f, df1, df2), sf)).toBeLessThan(1e-12);
});

const degrees = fc.double({ min: 0.5, max: 500, noNaN: true });

it("agrees with @stdlib, which is right away from the ends", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 20, noNaN: true }), degrees, degrees, (f, df1, df2) => {
      const want = stdlibCdf(f, df1, df2);
      fc.pre(want > 1e-290);
      return relativeError(fCdf(f, df1, df2), want) < 1e-11;
    }),
  );
});

it("turns upside down when the samples trade places", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      degrees,
      degrees,
      (f, df1, df2) => {
        return relativeError(fSf(f, df1, df2), fCdf(1 / f, df2, df1)) < 1e-11;
      },
    ),
  );
});

it("comes back from its quantiles", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -300, max: -0.7, noNaN: true }),
      fc.double({ min: 2, max: 500, noNaN: true }),
      fc.double({ min: 2, max: 500, noNaN: true }),
      (logP, df1, df2) => {
        const p = Math.exp(logP);
        const lower = relativeError(fCdf(fQuantile(p, df1, df2), df1, df2), p);
        return lower < 1e-11 && relativeError(fSf(fIsf(p, df1, df2), df1, df2), p) < 1e-11;
      },
    ),
  );
});

it("reaches its ends", () => {
  expect([fCdf(-1, 2, 3), fCdf(0, 2, 3), fSf(Infinity, 2, 3)]).toEqual([0, 0, 0]);
  expect([fQuantile(0, 2, 3), fQuantile(1, 2, 3), fIsf(0, 2, 3)]).toEqual([0, Infinity, Infinity]);
});

it("refuses degrees of freedom that are not above 0", () => {
  expect(() => fSf(1, 2, 0)).toThrow(/denominatorDegrees is 0/);
});
