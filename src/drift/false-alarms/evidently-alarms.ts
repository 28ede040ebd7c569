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
    isAlarming: (x, y) => evidentlyOfLadder({ values, x, y, m, n }).drifted,
  };
}
