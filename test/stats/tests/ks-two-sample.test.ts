import fc from "fast-check";
import { expect, it } from "vitest";
import { ks } from "../../../src/flows/statistics/ecdf/ks.js";
import type { Alternative } from "../../../src/stats/alternative.js";
import { KS_EXACT_LIMIT, ksOfCounts, ksTwoSample } from "../../../src/stats/tests/ks-two-sample.js";
import { agreesWithOracle } from "../../oracle.js";

const SIDES: readonly Alternative[] = ["two-sided", "greater", "less"];

agreesWithOracle("ks_2samp", (question) => ks.answer(question), [
  ...["D", "D_greater", "D_less", "dropped_x", "dropped_y"],
  ...["two_sided", "less", "greater"].flatMap((side) => [`${side}.p_exact`, `${side}.p_asymp`]),
]);

it("is the rule up to m·n = 2.5e7, and not beyond", () => {
  const x = Float64Array.from({ length: 5000 }, (_, i) => i);
  const y = x.map((value) => value + 150.5);
  expect(x.length * y.length).toBe(KS_EXACT_LIMIT);
  const atLimit = ksTwoSample(x, y);
  const beyond = ksTwoSample(x, Float64Array.of(...y, 9e9));
  expect([atLimit.method, beyond.method]).toEqual(["exact", "asymptotic"]);
  // The limit law is a few parts in a hundred too large here.
  const limit = ksTwoSample(x, y, { method: "asymptotic" }).pValue;
  expect(limit / atLimit.pValue).toBeGreaterThan(1);
  expect(limit / atLimit.pValue).toBeLessThan(1.02);
});

// Few distinct values, so that ties abound.
const sample = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 25 });
const three = fc.constantFrom(...SIDES);

it("trades greater for less when the samples trade places", () => {
  fc.assert(
    fc.property(sample, sample, three, (x, y, alternative) => {
      const other = { "two-sided": "two-sided", greater: "less", less: "greater" } as const;
      const there = ksTwoSample(x, y, { alternative });
      const back = ksTwoSample(y, x, { alternative: other[alternative] });
      expect(back.statistic).toBe(there.statistic);
      expect(back.pValue).toBeCloseTo(there.pValue, 13);
      expect(back.sign).toBe(there.sign === 0 ? 0 : -there.sign);
    }),
  );
});

it("sees the order of the values alone, infinities and subnormals too", () => {
  const ladder = [-Infinity, -1e308, -5e-324, 0, 5e-324, 1e-300, 1, 1 + 2 ** -52, 1e308, Infinity];
  const ranks = fc.array(fc.nat(ladder.length - 1), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(ranks, ranks, three, (x, y, alternative) => {
      const plain = ksTwoSample(x, y, { alternative });
      const mapped = ksTwoSample(
        x.map((rank) => ladder[rank]!),
        y.map((rank) => ladder[rank]!),
        { alternative },
      );
      const location = plain.location === undefined ? undefined : ladder[plain.location];
      expect(mapped).toEqual({ ...plain, location });
    }),
  );
});

it("takes −0 for 0", () => {
  expect(ksTwoSample([-0, 1], [0, 1]).statistic).toBe(0);
  expect(ksTwoSample([-0, -0, 5], [3]).location).toBe(0);
});

it("is silent about samples that are the same", () => {
  for (const alternative of SIDES) {
    const same = ksTwoSample([1, 2, 2], [1, 2, 2], { alternative });
    expect(same).toEqual({
      statistic: 0,
      location: undefined,
      sign: 0,
      pValue: 1,
      method: "exact",
    });
  }
});

it("leaves its input alone", () => {
  const x = Object.freeze([3, 1, 2]);
  expect(ksTwoSample(x, Object.freeze([2, 2, 0])).statistic).toBeCloseTo(1 / 3, 15);
});

it("refuses a NaN and an empty sample", () => {
  expect(() => ksTwoSample([1], [2, Number.NaN])).toThrow(
    expect.objectContaining({ name: "InputError", where: "y[1]" }),
  );
  expect(() => ksTwoSample([], [1])).toThrow(expect.objectContaining({ name: "InputError" }));
  const none = new Float64Array(0);
  const empty = { values: none, x: none, y: none, m: 0, n: 0 };
  expect(() => ksOfCounts(empty)).toThrow(expect.objectContaining({ where: "x" }));
});
