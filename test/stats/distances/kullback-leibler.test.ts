import fc from "fast-check";
import { expect, it } from "vitest";
import { categoryDistances } from "../../../src/flows/statistics/categories/category-distances.js";
import { kullbackLeibler } from "../../../src/stats/distances/kullback-leibler.js";
import { agreesWithOracle } from "../../oracle.js";
import { countsOf, plainShares } from "./counts.js";

agreesWithOracle("discrete_distances", (question) => categoryDistances.answer(question), [
  ...["kl_pq", "kl_qp", "kl_pq_base2", "kl_eps_0.0001"],
  ...["js_divergence", "js_distance", "js_divergence_base2", "js_distance_base2"],
  ...["hellinger", "total_variation", "psi_raw", "psi_eps_0.0001", "psi_eps_1e-06"],
]);

it("equals Σ p ln(p/q)", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const [p, q] = [plainShares(x), plainShares(y)];
      let sum = 0;
      p.forEach((share, i) => (sum += share === 0 ? 0 : share * Math.log(share / q[i]!)));
      const got = kullbackLeibler(Object.freeze(x), Object.freeze(y));
      if (sum === Infinity) expect(got).toBe(Infinity);
      else expect(got).toBeCloseTo(sum, 12);
      expect(got).toBeGreaterThanOrEqual(0);
    }),
  );
});

it("is finite with a floor under the shares", () => {
  fc.assert(fc.property(countsOf(2), ([x = [], y = []]) => kullbackLeibler(x, y, 1e-4) < 10));
});

it("keeps its digits where the samples are almost alike", () => {
  // One row of ten million has moved: KL = sum of d^2 / 2p + O(d^3), d = 1e-7.
  const got = kullbackLeibler([5e6, 5e6], [5e6 + 1, 5e6 - 1]);
  expect(got / 2e-14).toBeCloseTo(1, 8);
});

it.each([
  ["counts of other bins", [1, 2], [1], "InputError"],
  ["a negative count", [1, -2], [1, 1], "InputError"],
  ["a NaN", [1, 2], [Number.NaN, 1], "InputError"],
  ["an empty sample", [1, 2], [0, 0], "UndefinedError"],
])("refuses %s", (_, x, y, name) => {
  expect(() => kullbackLeibler(x, y)).toThrow(expect.objectContaining({ name }));
});
