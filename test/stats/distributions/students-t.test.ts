import stdlibCdf from "@stdlib/stats-base-dists-t-cdf";
import stdlibQuantile from "@stdlib/stats-base-dists-t-quantile";
import fc from "fast-check";
import { expect, it } from "vitest";
import { distribution } from "../../../src/flows/statistics/distribution.js";
import {
  studentsTCdf,
  studentsTIsf,
  studentsTQuantile,
  studentsTSf,
} from "../../../src/stats/distributions/students-t.js";
import { relativeError } from "../../relative-error.js";
import { agreesWithOracle } from "../../oracle.js";

const KEYS = ["cdf", "sf", "quantile", "isf"];
agreesWithOracle("distributions", (question) => distribution.answer(question), KEYS, {
  only: ({ input }) => input.distribution === "t",
});

// mpmath 1.3.0 at 60 digits. At 1e200 the square of t overflows, and @stdlib gives 0.
it.each([
  [1e-8, 5, 0.4999999962039331],
  [36, 1e6, 6.366995560199513e-284],
  [1e10, 0.5, 3.207009754142229e-6],
  [1e200, 1, 3.1830988618379067e-201],
  [20, 30.5, 2.1758356185320887e-19],
  [3, 1e8, 0.0013498983640187472],
])("has its digits at t = %f, df = %f", (t, df, p) => {
  expect(relativeError(studentsTSf(t, df), p)).toBeLessThan(1e-12);
});

const degrees = fc.double({ min: 0.5, max: 1e4, noNaN: true });

it("agrees with @stdlib, which is right where nothing overflows", () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: 30, noNaN: true }), degrees, (t, df) => {
      const want = stdlibCdf(t, df);
      fc.pre(want > 1e-290);
      return relativeError(studentsTCdf(t, df), want) < 1e-11;
    }),
  );
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 0.999, noNaN: true }), degrees, (p, df) => {
      // Next to the median both are near 0, so the difference is taken.
      return Math.abs(studentsTQuantile(p, df) - stdlibQuantile(p, df)) < 1e-9 * p ** (-1 / df);
    }),
  );
});

it("comes back from its quantile, also where t overflows when squared", () => {
  fc.assert(
    fc.property(fc.double({ min: -690, max: -0.7, noNaN: true }), degrees, (logP, df) => {
      const t = studentsTIsf(Math.exp(logP), df);
      return t === Infinity || relativeError(studentsTSf(t, df), Math.exp(logP)) < 1e-10;
    }),
  );
  expect(relativeError(studentsTSf(studentsTIsf(1e-200, 1), 1), 1e-200)).toBeLessThan(1e-12);
});

it("is symmetric about 0", () => {
  expect([studentsTSf(0, 3), studentsTQuantile(0.5, 3), studentsTIsf(0.5, 3)]).toEqual([0.5, 0, 0]);
  expect(studentsTQuantile(0.125, 3)).toBe(-studentsTQuantile(0.875, 3));
  expect([studentsTQuantile(0, 3), studentsTIsf(1, 3)]).toEqual([-Infinity, -Infinity]);
  expect([studentsTSf(Infinity, 3), studentsTCdf(Infinity, 3)]).toEqual([0, 1]);
});

it("refuses degrees of freedom that are not above 0", () => {
  expect(() => studentsTSf(1, -2)).toThrow(/degreesOfFreedom is -2/);
});
