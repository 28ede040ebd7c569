import {
  cliffsDeltaInterval,
  type CliffsDeltaIntervalOptions,
} from "../../../stats/effects/cliffs-delta-interval.js";
import { cliffsDeltaMagnitude } from "../../../stats/effects/cliffs-delta-magnitude.js";
import { cliffsDeltaVariance } from "../../../stats/effects/cliffs-delta-variance.js";
import { cliffsDeltaOfCounts } from "../../../stats/effects/cliffs-delta.js";
import { dominanceOfCounts } from "../../../stats/effects/dominance.js";
import type { PooledCounts } from "../../../stats/pooled-counts.js";
import { levelsOf } from "./levels-of.js";
import { definedOrNull } from "../defined-or-null.js";
import { twoSamplesOf } from "../two-samples.js";
import { notesOf } from "./sided-answer.js";
import type { Answer, Statistic } from "../statistic.js";

/** `arlequin stat cliffs-delta`: the effect size, its variances and its intervals. */
export const cliffsDelta: Statistic = {
  name: "cliffs-delta",
  summary: "how often x beats y less how often it loses, with intervals",
  definition: "Cliff 1993, 1996; intervals: Feng & Cliff 2004",
  takes: "x, y, levels?",
  answer(question) {
    const { pooled, sizes } = twoSamplesOf(question);
    const delta = cliffsDeltaOfCounts(pooled);
    const notes: string[] = [];
    const variance = definedOrNull(notes, "var_consistent", () => cliffsDeltaVariance(pooled));
    const intervals = levelsOf(question, [0.95, 0.99]).map((level): [string, Answer | null] => [
      `ci_${level}`,
      definedOrNull(notes, `ci_${level}`, () => intervalsAt(pooled, level)),
    ]);
    return {
      ...sizes,
      ...dominanceOfCounts(pooled),
      delta,
      A: (delta + 1) / 2,
      magnitude: cliffsDeltaMagnitude(delta),
      s2_row: variance?.rows ?? null,
      s2_col: variance?.columns ?? null,
      s2_ij: variance?.pairs ?? null,
      var_consistent: variance?.consistent ?? null,
      var_unbiased: variance?.unbiased ?? null,
      var_unbiased_floored: variance?.unbiasedFloored ?? null,
      ...Object.fromEntries(intervals),
      ...notesOf(notes),
    };
  },
};

function intervalsAt(pooled: PooledCounts, level: number): Answer {
  const interval = (options: CliffsDeltaIntervalOptions) =>
    cliffsDeltaInterval(pooled, { level, ...options });
  return {
    asymmetric_z: interval({}),
    unbiased_asymmetric_z: interval({ variance: "unbiased" }),
    symmetric_z: interval({ shape: "symmetric" }),
  };
}
