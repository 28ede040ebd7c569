import { RunningMoments } from "../../stats/descriptive/running-moments.js";
import { ladderOfCounts } from "../../stats/ladder/ladder.js";
import { evidentlyOfCategories, evidentlyOfLadder } from "../evidently-score.js";
import { gapTest } from "./gap-test.js";
import type { Ladder } from "./merge-neighbours.js";
import type { AlarmRule } from "./redrawn-alarms.js";

const NO_TEST: Pick<AlarmRule, "statistic" | "isSignificant"> = {
  statistic: () => 0,
  isSignificant: () => false,
};

/** Evidently's rule for categories, and for numbers of few distinct values. */
export const evidentlyOnCategories: AlarmRule = {
  ...NO_TEST,
  isAlarming: (before, after) => evidentlyOfCategories(before, after).drifted,
};

/**
 * Evidently's rule for numbers.
 *
 * @param test that it chose for the column
 */
export function evidentlyOnNumbers(ladder: Ladder, test: string): AlarmRule {
  const { values, m, n } = ladder;
  if (test === "ks") return { ...gapTest(ladder, (p) => p <= 0.05), isAlarming: () => false };
  if (test !== "wasserstein") return evidentlyOnCategories;
  return {
    ...NO_TEST,
    isAlarming: (x, y) =>
      evidentlyOfLadder(ladderOfCounts({ values, x, y, m, n }), sdOf(values, x)).drifted,
  };
}

function sdOf(values: Float64Array, counts: Float64Array): number {
  const moments = new RunningMoments();
  values.forEach((value, k) => {
    if (counts[k]! > 0) moments.add(value, counts[k]);
  });
  return moments.n > 1 ? moments.standardDeviation : 0;
}
