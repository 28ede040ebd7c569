import { expect, it } from "vitest";
import { distribution } from "../../../src/flows/statistics/distribution.js";

// Its numbers are checked with the distributions, in test/stats/distributions.
it("takes infinite points", () => {
  expect(distribution.answer({ distribution: "normal", x: "-Infinity" })).toEqual({
    cdf: 0,
    sf: 1,
  });
});

it("says what it lacks", () => {
  const ask = (question: Record<string, unknown>) => () => distribution.answer(question);
  expect(ask({ x: 1 })).toThrow(/distribution is missing/);
  expect(ask({ distribution: "gamma", x: 1 })).toThrow(/distribution is "gamma"/);
  expect(ask({ distribution: "t", x: 1 })).toThrow(/t has 1 parameters, and 0 are given/);
  expect(ask({ distribution: "normal", parameters: [] })).toThrow(/x is missing/);
  expect(ask({ distribution: "chi2", parameters: [-1], x: 1 })).toThrow(/degreesOfFreedom is -1/);
});
