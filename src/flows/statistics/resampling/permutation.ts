import { seededRandom } from "../../../core/random.js";
import { permutationTest } from "../../../stats/resampling/permutation-test.js";
import { choiceOf, numberOf, sampleOf } from "../question.js";
import type { Statistic } from "../statistic.js";
import { SAMPLE_STATISTICS, sampleStatisticNames } from "./sample-statistics.js";

/** `stat permutation`: whether a statistic differs between two samples more than by chance. */
export const permutation: Statistic = {
  name: "permutation",
  summary: "difference of a statistic of two samples, by relabelling",
  definition: "Fisher 1935; p = (b + 1)/(m + 1): Phipson & Smyth 2010",
  takes: "x, y, statistic? (mean median sd var mad iqr), alternative?, permutations?, seed?",
  answer(question) {
    const [x, y] = [sampleOf(question, "x"), sampleOf(question, "y")];
    const statistic = choiceOf(question, "statistic", sampleStatisticNames);
    const alternative = choiceOf(question, "alternative", ["two-sided", "less", "greater"]);
    const permutations = numberOf(question, "permutations", 9999);
    const seed = numberOf(question, "seed", 1);
    const of = SAMPLE_STATISTICS[statistic];
    const result = permutationTest(x.values, y.values, (a, b) => of(a) - of(b), {
      random: seededRandom(seed, "permutation"),
      permutations,
      alternative,
    });
    return {
      n_x: x.values.length,
      n_y: y.values.length,
      dropped_x: x.dropped,
      dropped_y: y.dropped,
      statistic,
      difference: result.statistic,
      p: result.pValue,
      alternative,
      permutations,
      seed,
    };
  },
};
