import { UndefinedError } from "../core/errors.js";
import type { OmnibusTest } from "../model/experiments/experiment-comparison.js";
import { friedman } from "../stats/tests/friedman.js";
import { kruskalWallis } from "../stats/tests/kruskal-wallis.js";

/**
 * One test over all scenarios of a metric: Kruskal-Wallis, or Friedman where the runs come in
 * blocks. Reported before the pairs and never a gate to them: they are adjusted for their number.
 *
 * @param lists the values of each scenario; for Friedman in the order of the blocks
 */
export function omnibusTest(
  metric: string,
  lists: readonly (readonly number[])[],
  inBlocks: boolean,
): OmnibusTest {
  const head = {
    metric,
    test: inBlocks ? ("friedman" as const) : ("kruskal-wallis" as const),
    n: inBlocks ? (lists[0]?.length ?? 0) : lists.reduce((sum, list) => sum + list.length, 0),
    degreesOfFreedom: lists.length - 1,
  };
  const without = (reason: string): OmnibusTest => ({ ...head, statistic: null, p: null, reason });
  if (lists.some((list) => list.length === 0)) return without("a scenario has no values");
  try {
    const { statistic, pValue } = inBlocks ? friedman(lists) : kruskalWallis(lists);
    return { ...head, statistic, p: pValue, reason: null };
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    return without(error.message);
  }
}
