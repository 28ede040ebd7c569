import { UndefinedError } from "../../core/errors.js";
import { median } from "../../stats/descriptive/spread.js";
import { cliffsDeltaOfCounts } from "../../stats/effects/cliffs-delta.js";
import { cliffsDeltaInterval } from "../../stats/effects/cliffs-delta-interval.js";
import {
  cliffsDeltaMagnitude,
  leastMagnitude,
} from "../../stats/effects/cliffs-delta-magnitude.js";
import { hodgesLehmann } from "../../stats/effects/hodges-lehmann.js";
import { hodgesLehmannInterval } from "../../stats/effects/hodges-lehmann-interval.js";
import { pairedHodgesLehmann } from "../../stats/effects/paired-hodges-lehmann.js";
import { poolSamples } from "../../stats/pooled-counts.js";
import { mannWhitneyOfCounts } from "../../stats/tests/mann-whitney.js";
import { smallestPossibleP } from "../../stats/tests/smallest-possible-p.js";
import { wilcoxon } from "../../stats/tests/wilcoxon.js";
import type { TestedPair } from "./experiment-comparison.js";

/**
 * Compare the runs of two scenarios that have nothing to do with each other: Mann-Whitney, Cliff's
 * delta and the Hodges-Lehmann shift, each of a over b.
 *
 * @param a values of scenario a, at least one
 * @param b values of scenario b, at least one
 * @param level confidence of the intervals
 */
export function compareSamples(
  a: readonly number[],
  b: readonly number[],
  level: number,
): TestedPair {
  const pooled = poolSamples(a, b);
  const { statistic, pValue, method } = mannWhitneyOfCounts(pooled);
  const delta = cliffsDeltaOfCounts(pooled);
  const deltaInterval = orNull(() => cliffsDeltaInterval(pooled, { level }));
  const shift = orNull(() => ({
    estimate: hodgesLehmann(a, b),
    ...hodgesLehmannInterval(a, b, { level }),
  }));
  return {
    ...sizesAndMedians(a, b),
    statistic,
    p: pValue,
    method: `mann-whitney-${method}`,
    smallestP: smallestPossibleP(pooled),
    delta,
    deltaInterval,
    magnitude: cliffsDeltaMagnitude(delta),
    leastMagnitude: deltaInterval && leastMagnitude(deltaInterval),
    ...shiftOf(shift),
    reason: null,
  };
}

/**
 * Compare runs that belong together pair by pair: Wilcoxon's signed rank with Pratt's zeros, and the
 * shift by Walsh averages. Cliff's delta has no interval here: the formula supposes independent runs.
 *
 * @param a values of scenario a, at least one
 * @param b the partner of each, of scenario b
 */
export function comparePairs(
  a: readonly number[],
  b: readonly number[],
  level: number,
): TestedPair {
  const test = orNull(() => wilcoxon(a, b, { zeroMethod: "pratt" }));
  const delta = cliffsDeltaOfCounts(poolSamples(a, b));
  return {
    ...sizesAndMedians(a, b),
    statistic: test?.statistic ?? null,
    p: test?.pValue ?? null,
    method: test && `signed-rank-${test.method}`,
    smallestP: test?.smallestPossibleP ?? null,
    delta,
    deltaInterval: null,
    magnitude: cliffsDeltaMagnitude(delta),
    leastMagnitude: null,
    ...shiftOf(orNull(() => pairedHodgesLehmann(a, b, { level }))),
    reason: test ? null : "every pair is equal",
  };
}

function sizesAndMedians(a: readonly number[], b: readonly number[]) {
  return { nA: a.length, nB: b.length, medianA: median(a), medianB: median(b) };
}

interface Shift {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
}

function shiftOf(shift: Shift | null) {
  return {
    shift: shift && shift.estimate,
    shiftInterval: shift && ([shift.low, shift.high] as const),
    shiftConfidence: shift && shift.confidence,
  };
}

function orNull<T>(compute: () => T): T | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UndefinedError) return null;
    throw error;
  }
}
