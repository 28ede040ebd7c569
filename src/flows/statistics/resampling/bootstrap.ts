import { seededRandom } from "../../../core/random.js";
import { bootstrap as bootstrapOf } from "../../../stats/resampling/bootstrap.js";
import { intervalKey } from "../classifiers/interval-key.js";
import { choiceOf, numberOf, sampleOf } from "../question.js";
import type { Statistic } from "../statistic.js";
import { SAMPLE_STATISTICS, sampleStatisticNames } from "./sample-statistics.js";

/** `stat bootstrap`: how sure a statistic of one sample is. */
export const bootstrap: Statistic = {
  name: "bootstrap",
  summary: "interval of a statistic of one sample, percentile or BCa",
  definition: "Efron & Tibshirani 1993; BCa: Efron 1987",
  takes: "x, statistic? (mean median sd var mad iqr), interval?, confidence?, resamples?, seed?",
  answer(question) {
    const { values, dropped } = sampleOf(question, "x");
    const statistic = choiceOf(question, "statistic", sampleStatisticNames);
    const interval = choiceOf(question, "interval", ["percentile", "bca"]);
    const confidence = numberOf(question, "confidence", 0.95);
    const resamples = numberOf(question, "resamples", 9999);
    const seed = numberOf(question, "seed", 1);
    const random = seededRandom(seed, "bootstrap");
    const result = bootstrapOf(values, SAMPLE_STATISTICS[statistic], {
      random,
      resamples,
      confidence,
      interval,
    });
    return {
      n: values.length,
      dropped,
      statistic,
      estimate: result.estimate,
      [intervalKey(confidence)]: [result.low, result.high],
      se: result.standardError,
      interval,
      undefined_share: result.undefinedShare,
      resamples,
      seed,
    };
  },
};
