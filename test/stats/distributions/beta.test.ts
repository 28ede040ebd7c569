import stdlibCdf from "@stdlib/stats-base-dists-beta-cdf";
import stdlibQuantile from "@stdlib/stats-base-dists-beta-quantile";
import fc from "fast-check";
import { expect, it } from "vitest";
import { distribution } from "../../../src/flows/statistics/distribution.js";
import { betaCdf, betaIsf, betaQuantile, betaSf } from "../../../src/stats/distributions/beta.js";
import { relativeError } from "../../relative-error.js";
import { agreesWithOracle } from "../../oracle.js";

const KEYS = ["cdf", "sf", "quantile", "isf"];
agreesWithOracle("distributions", (question) => distribution.answer(question), KEYS, {
  only: ({ input }) => input.distribution === "beta",
});

const shape = fc.double({ min: 0.3, max: 200, noNaN: true });

it("agrees with @stdlib", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), shape, shape, (at, a, b) => {
      const want = stdlibCdf(at, a, b);
      fc.pre(want > 1e-290);
      const cdf = relativeError(betaCdf(at, a, b), want) < 1e-11;
      return cdf && relativeError(betaQuantile(at, a, b), stdlibQuantile(at, a, b)) < 1e-10;
    }),
  );
});

it("mirrors itself", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 0.5, noNaN: true }), shape, shape, (p, a, b) => {
      // A few units of the last place: near p = 1/2 two roads lead there, and both round.
      return Math.abs(betaQuantile(p, a, b) - (1 - betaIsf(p, b, a))) < 1e-14;
    }),
  );
});

it("reaches its ends", () => {
  expect([betaCdf(-1, 2, 3), betaCdf(2, 2, 3), betaSf(1, 2, 3)]).toEqual([0, 1, 0]);
  expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3), betaIsf(0, 2, 3)]).toEqual([0, 1, 1]);
});

it("refuses shapes that are not above 0", () => {
  expect(() => betaCdf(0.5, 0, 1)).toThrow(/a is 0/);
  expect(() => betaQuantile(0.5, 1, Infinity)).toThrow(/b is Infinity/);
});
