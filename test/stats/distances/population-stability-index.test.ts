import fc from "fast-check";
import { expect, it } from "vitest";
import { psi } from "../../../src/flows/statistics/categories/psi.js";
import { kullbackLeibler } from "../../../src/stats/distances/kullback-leibler.js";
import {
  populationStabilityIndex,
  stabilityContributions,
} from "../../../src/stats/distances/population-stability-index.js";
import { agreesWithOracle } from "../../oracle.js";
import { countsOf } from "./counts.js";

agreesWithOracle("psi_continuous", (question) => psi.answer(question), [
  ...["psi", "psi_left_closed", "psi_epsilon_1e-06", "edges", "bins"],
  ...["reference_counts", "current_counts", "n_reference", "dropped_current"],
]);

it("is the sum of both Kullback-Leibler divergences, where no share is raised", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const want = kullbackLeibler(x, y) + kullbackLeibler(y, x);
      const got = populationStabilityIndex(x, y, 0);
      if (want === Infinity) expect(got).toBe(Infinity);
      else expect(got).toBeCloseTo(want, 12);
    }),
  );
});

it("is made of contributions that are never negative, the same both ways", () => {
  fc.assert(
    fc.property(countsOf(2), ([x = [], y = []]) => {
      const there = stabilityContributions(x, y);
      const back = stabilityContributions(y, x);
      there.forEach((part, i) => {
        expect(part).toBeGreaterThanOrEqual(0);
        expect(part).toBeCloseTo(back[i]!, 12);
      });
    }),
  );
});
