import { adjustPValues } from "../../stats/adjust-p-values.js";
import type { ScenarioComparison, TestedPair } from "./experiment-comparison.js";

/** What a comparison is called, and what it says alone. */
export type UnjudgedComparison = TestedPair &
  Pick<ScenarioComparison, "metric" | "scenarioA" | "scenarioB" | "paired">;

/**
 * Judge comparisons as one family. A comparison that is no finding says «no difference» only where
 * it could have been one: where its smallest p, adjusted with the other p-values as they are, is
 * within the level. A lone effect so needs a p of at most alpha / family size.
 */
export function judgeFamily(
  family: readonly UnjudgedComparison[],
  adjustment: "BH" | "BY",
  alpha: number,
): ScenarioComparison[] {
  const pValues = family.map(({ p }) => p);
  const adjusted = adjustPValues(pValues, adjustment);
  return family.map((comparison, i): ScenarioComparison => {
    const pAdjusted = adjusted[i] ?? null;
    const best = adjustPValues(pValues.with(i, comparison.smallestP), adjustment)[i] ?? null;
    const reachable = best !== null && best <= alpha;
    const found = pAdjusted !== null && pAdjusted <= alpha;
    const status = found ? "difference" : reachable ? "no-difference" : "cannot-tell";
    return { ...comparison, pAdjusted, reachable, status };
  });
}
