import type { Alternative } from "../../../stats/alternative.js";
import type { PooledCounts } from "../../../stats/pooled-counts.js";
import { ksAsymptoticP } from "../../../stats/tests/ks-asymptotic-p.js";
import { KS_EXACT_LIMIT, ksOfCounts, type KsResult } from "../../../stats/tests/ks-two-sample.js";
import type { Answer, Statistic } from "../statistic.js";
import { twoSamplesOf } from "../two-samples.js";

/** `arlequin stat ks`: D on every side, and its p by both methods. */
export const ks: Statistic = {
  name: "ks",
  summary: "two-sample Kolmogorov-Smirnov: largest gap between two ECDFs",
  definition: "Smirnov 1939; exact p with ties: Schröer & Trenkler 1995",
  takes: "x, y",
  answer(question) {
    const { pooled, sizes } = twoSamplesOf(question);
    const both = ksOfCounts(pooled);
    const greater = ksOfCounts(pooled, { alternative: "greater" });
    const less = ksOfCounts(pooled, { alternative: "less" });
    const bothWays = both.sign !== 0 && greater.statistic === less.statistic;
    const notes = [
      ...(bothWays ? ["sign is null: D is attained above and below"] : []),
      ...(both.method === "exact" ? [] : [tooMany(pooled)]),
    ];
    return {
      ...sizes,
      D: both.statistic,
      D_greater: greater.statistic,
      D_less: less.statistic,
      // Left out where D is 0: there is no such place.
      ...(both.location === undefined ? {} : { location: both.location }),
      sign: bothWays ? null : both.sign,
      p: both.pValue,
      method: both.method,
      two_sided: tails(both, pooled, "two-sided"),
      greater: tails(greater, pooled, "greater"),
      less: tails(less, pooled, "less"),
      ...(notes.length === 0 ? {} : { notes }),
    };
  },
};

function tails(result: KsResult, { m, n }: PooledCounts, alternative: Alternative): Answer {
  return {
    p_exact: result.method === "exact" ? result.pValue : null,
    p_asymp: ksAsymptoticP(result.statistic, m, n, alternative),
  };
}

function tooMany({ m, n }: PooledCounts): string {
  return `p_exact is null: n_x * n_y = ${m * n} is above ${KS_EXACT_LIMIT}`;
}
