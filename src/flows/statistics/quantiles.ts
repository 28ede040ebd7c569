import { countValues } from "../../stats/pooled-counts.js";
import { excessKurtosis, mean, skewness, variance } from "../../stats/descriptive/moments.js";
import { quantileOfCounts, type QuantileType } from "../../stats/descriptive/quantile.js";
import { medianAbsoluteDeviation } from "../../stats/descriptive/spread.js";
import { definedOrNull } from "./defined-or-null.js";
import { numbersOf, sampleOf } from "./question.js";
import type { Answer, Statistic } from "./statistic.js";

const TYPES: readonly QuantileType[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const PROBABILITIES = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];

/** `arlequin stat quantiles`: a sample described, with its quantiles by all nine definitions. */
export const quantiles: Statistic = {
  name: "quantiles",
  summary: "quantiles of types 1 to 9, mean, variance, median, MAD, IQR, shape",
  definition: "Hyndman & Fan 1996; variance n - 1; population skew, kurtosis",
  takes: "x, probabilities?",
  answer(question) {
    const { values, dropped } = sampleOf(question, "x");
    const probabilities =
      question.probabilities === undefined
        ? PROBABILITIES
        : Array.from(numbersOf(question, "probabilities"));
    if (values.length === 0) return { n: 0, dropped, ...nothing(), notes: ["no value is left"] };
    const notes: string[] = [];
    const at = quantileOfCounts(countValues("x", values));
    const byType = TYPES.map((type) => {
      const place = (p: number) => definedOrNull(notes, `type${type}`, () => at(p, type));
      return [`type${type}`, probabilities.map(place)] as const;
    });
    return {
      n: values.length,
      dropped,
      ...Object.fromEntries(byType),
      mean: definedOrNull(notes, "mean", () => mean(values)),
      var: definedOrNull(notes, "var", () => variance(values)),
      median: definedOrNull(notes, "median", () => at(0.5)),
      mad: definedOrNull(notes, "mad", () => medianAbsoluteDeviation(values)),
      iqr: definedOrNull(notes, "iqr", () => at(0.75) - at(0.25)),
      min: at(0),
      max: at(1),
      skew: definedOrNull(notes, "skew", () => skewness(values)),
      kurtosis: definedOrNull(notes, "kurtosis", () => excessKurtosis(values)),
      ...(notes.length === 0 ? {} : { notes }),
    };
  },
};

function nothing(): Answer {
  const keys = [...TYPES.map((type) => `type${type}`)];
  keys.push("mean", "var", "median", "mad", "iqr", "min", "max", "skew", "kurtosis");
  return Object.fromEntries(keys.map((key) => [key, null]));
}
