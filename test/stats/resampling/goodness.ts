import { logFactorial } from "../../../src/stats/distributions/log-factorial.js";

export function logBinomial(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/**
 * How far draws lie from the law they should follow: Pearson's statistic over the values with at least
 * 5 expected draws, as standard deviations above its mean. Beyond 5 something is wrong; the draws are
 * seeded, so the answer is always the same.
 */
export function misfit(draws: readonly number[], pmf: (k: number) => number, high: number): number {
  const observed = new Float64Array(high + 1);
  for (const k of draws) observed[k]! += 1;
  let [statistic, cells, rest] = [0, 0, 0];
  for (let k = 0; k <= high; k++) {
    const expected = draws.length * pmf(k);
    if (expected < 5) rest += observed[k]! - expected;
    else {
      statistic += (observed[k]! - expected) ** 2 / expected;
      cells += 1;
    }
  }
  const degreesOfFreedom = Math.max(1, cells - 1);
  const outside = Math.abs(rest) / Math.sqrt(5 * (high + 1 - cells) + 1);
  return Math.max((statistic - degreesOfFreedom) / Math.sqrt(2 * degreesOfFreedom), outside);
}
