import type { PooledCounts } from "../../../stats/pooled-counts.js";
import { mannWhitneyOfCounts } from "../../../stats/tests/mann-whitney.js";
import { mannWhitneyAsymptotic } from "../../../stats/tests/mann-whitney-asymptotic.js";
import { hasExactRankSum, mannWhitneyExact } from "../../../stats/tests/mann-whitney-exact.js";
import { rankSum } from "../../../stats/tests/rank-sum.js";
import { smallestPossibleP } from "../../../stats/tests/smallest-possible-p.js";
import { definedOrNull } from "../defined-or-null.js";
import { twoSamplesOf } from "../two-samples.js";
import { notesOf, sidedAnswer, zTestsAnswer } from "./sided-answer.js";
import type { Statistic } from "../statistic.js";

/** `arlequin stat mann-whitney`: U, and its p by every method. */
export const mannWhitney: Statistic = {
  name: "mann-whitney",
  summary: "rank-sum test of two samples, exact with ties or asymptotic",
  definition: "Mann & Whitney 1947; exact p with ties: Streitberg & Röhmel 1986",
  takes: "x, y",
  answer(question) {
    const { pooled, sizes } = twoSamplesOf(question);
    const { uX, uY, ties, tieCorrection } = rankSum(pooled);
    const notes: string[] = [];
    const test = definedOrNull(notes, "p", () => mannWhitneyOfCounts(pooled));
    if (!hasExactRankSum(pooled)) {
      notes.push(`exact: its law is too large for ${pooled.m} and ${pooled.n} values`);
    }
    return {
      ...sizes,
      U_x: uX,
      U_y: uY,
      ties,
      tie_correction: tieCorrection,
      p: test?.pValue ?? null,
      method: test?.method ?? null,
      exact: hasExactRankSum(pooled) ? exactAnswer(pooled) : null,
      asymptotic_continuity: zTestsAnswer(notes, "asymptotic_continuity", () =>
        mannWhitneyAsymptotic(pooled),
      ),
      asymptotic: zTestsAnswer(notes, "asymptotic", () =>
        mannWhitneyAsymptotic(pooled, { continuity: false }),
      ),
      smallest_possible_p: smallestPossibleP(pooled),
      ...notesOf(notes),
    };
  },
};

function exactAnswer(pooled: PooledCounts) {
  const exact = mannWhitneyExact(pooled);
  return {
    ...sidedAnswer(exact),
    two_sided_doubled: Math.min(1, 2 * exact.less, 2 * exact.greater),
  };
}
