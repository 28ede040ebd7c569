import { InputError } from "../../core/errors.js";
import { poolCounts, poolSamples, type PooledCounts } from "../../stats/pooled-counts.js";
import { countWeighted } from "../../stats/weighted-counts.js";
import { numbersOf, sampleOf } from "./question.js";
import type { Answer, Question } from "./statistic.js";

/** Two samples on one ladder, and the counts that every answer about them shows. */
export interface TwoSamples {
  readonly pooled: PooledCounts;
  readonly sizes: Answer;
}

/** The samples under `x` and `y`: missing values dropped and counted. */
export function twoSamplesOf(question: Question): TwoSamples {
  const x = sampleOf(question, "x");
  const y = sampleOf(question, "y");
  const pooled = poolSamples(x.values, y.values);
  const sizes = { n_x: pooled.m, n_y: pooled.n, dropped_x: x.dropped, dropped_y: y.dropped };
  return { pooled, sizes };
}

/** Like {@link twoSamplesOf}, with `weights_x` and `weights_y` where the question has them. */
export function weightedSamplesOf(question: Question): TwoSamples {
  if (question.weights_x === undefined && question.weights_y === undefined) {
    return twoSamplesOf(question);
  }
  const x = weightedSample(question, "x");
  const y = weightedSample(question, "y");
  const pooled = poolCounts(
    countWeighted("x", x.values, x.weights),
    countWeighted("y", y.values, y.weights),
  );
  const sizes = {
    n_x: x.values.length,
    n_y: y.values.length,
    dropped_x: x.dropped,
    dropped_y: y.dropped,
  };
  return { pooled, sizes };
}

interface WeightedSample {
  readonly values: Float64Array;
  readonly weights: Float64Array;
  readonly dropped: number;
}

/** A missing value goes with its weight; without weights every value weighs 1. */
function weightedSample(question: Question, name: "x" | "y"): WeightedSample {
  const values = numbersOf(question, name);
  const where = `weights_${name}`;
  const weights = question[where] === undefined ? values.map(() => 1) : numbersOf(question, where);
  if (weights.length !== values.length) {
    throw new InputError(`${where} has ${weights.length} weights for ${values.length} values`, {
      where,
      fix: "give one weight a value",
    });
  }
  const isThere = (_: number, i: number) => !Number.isNaN(values[i]);
  const present = values.filter(isThere);
  return {
    values: present,
    weights: weights.filter(isThere),
    dropped: values.length - present.length,
  };
}
