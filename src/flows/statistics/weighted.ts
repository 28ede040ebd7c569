import {
  frequencyVariance,
  weightedQuantiles,
  weightedSummary,
} from "../../stats/descriptive/weighted.js";
import { definedOrNull } from "./defined-or-null.js";
import { pairsOf } from "./ranks/pairs-of.js";
import { numbersOf } from "./question.js";
import type { Statistic } from "./statistic.js";

const PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95];

/** `arlequin stat weighted`: centre, spread and quantiles of a weighted sample. */
export const weighted: Statistic = {
  name: "weighted",
  summary: "weighted mean, variance, quantiles and effective sample size",
  definition: "quantiles: inverse of the weighted ECDF; size: Kish 1965",
  takes: "x, weights, probabilities?",
  answer(question) {
    const { x, y: weights, dropped } = pairsOf(question, "x", "weights");
    const probabilities =
      question.probabilities === undefined
        ? PROBABILITIES
        : Array.from(numbersOf(question, "probabilities"));
    const notes: string[] = [];
    const summary =
      x.length === 0
        ? null
        : definedOrNull(notes, "weighted_mean", () => weightedSummary(x, weights));
    const quantilesOf = () => weightedQuantiles(x, weights, probabilities);
    if (x.length === 0) notes.push("no value is left");
    return {
      n: x.length,
      dropped,
      weighted_mean: summary?.mean ?? null,
      weighted_var_ddof0: summary?.variance ?? null,
      weighted_var_frequency:
        summary &&
        definedOrNull(notes, "weighted_var_frequency", () => frequencyVariance(x, weights)),
      weighted_quantile:
        x.length === 0 ? null : definedOrNull(notes, "weighted_quantile", quantilesOf),
      sum_weights: summary?.sumOfWeights ?? weights.reduce((sum, weight) => sum + weight, 0),
      effective_n: summary?.effectiveSize ?? null,
      ...(notes.length === 0 ? {} : { notes }),
    };
  },
};
