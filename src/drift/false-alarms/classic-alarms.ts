import type { ValueCounts } from "../../core/value-counts.js";
import { binCounts } from "../../stats/binning/bin-counts.js";
import { quantileEdges } from "../../stats/binning/quantile-edges.js";
import { populationStabilityIndex } from "../../stats/distances/population-stability-index.js";
import { chiSquareSf } from "../../stats/distributions/chi-square.js";
import { ladderOfCounts } from "../../stats/ladder/ladder.js";
import { numericP } from "../numeric-p.js";
import type { PolicyLimits } from "../policies/policy.js";
import { PSI_BINS } from "../weigh-numeric.js";
import { gapTest } from "./gap-test.js";
import type { Ladder } from "./merge-neighbours.js";
import type { AlarmRule } from "./redrawn-alarms.js";

/**
 * The classic rule for numbers: p < alpha, or a customary PSI above the alert, over bins of each redrawn
 * reference.
 *
 * @param method how the p of the column was come by
 */
export function classicOnNumbers(
  ladder: Ladder,
  method: string,
  { alpha, psiAlert }: PolicyLimits,
): AlarmRule {
  const { values, m, n } = ladder;
  const isSmall = (p: number) => p < alpha;
  const byAtoms: Pick<AlarmRule, "statistic" | "isSignificant"> = {
    statistic: (x, y) => -numericP(ladderOfCounts({ values, x, y, m, n })).p,
    isSignificant: (minusP) => isSmall(-minusP),
  };
  return {
    ...(method.startsWith("atoms") ? byAtoms : gapTest(ladder, isSmall)),
    isAlarming: (before, after) => {
      const edges = quantileEdges(occupied(values, before), PSI_BINS);
      const bins = [before, after].map((counts) => binCounts({ values, counts }, edges));
      return populationStabilityIndex(bins[0]!, bins[1]!) > psiAlert;
    },
  };
}

/** The classic rule for categories. */
export function classicOnCategories(
  pooled: Float64Array,
  [m, n]: readonly [number, number],
  method: string,
  { alpha, psiAlert }: PolicyLimits,
): AlarmRule {
  const share = m / (m + n);
  const freedom = pooled.length - 1;
  const isMonteCarlo = method === "chi-square-monte-carlo";
  return {
    // Pearson's sum over both rows: what one has more than expected, the other has less.
    statistic: (before) => {
      let sum = 0;
      for (let k = 0; k < pooled.length; k++) {
        const expected = share * pooled[k]!;
        sum += (before[k]! - expected) ** 2 / (expected * (1 - share));
      }
      return sum;
    },
    // A redraw among redraws: its share is what a p by Monte Carlo estimates.
    isSignificant: (statistic, reached) =>
      freedom > 0 && (isMonteCarlo ? reached : chiSquareSf(statistic, freedom)) < alpha,
    isAlarming: (before, after) => populationStabilityIndex(before, after) > psiAlert,
  };
}

/** The values that a redrawn sample has: the next one matters to a quantile between two. */
function occupied(values: Float64Array, counts: Float64Array): ValueCounts {
  const had = { values: new Float64Array(values.length), counts: new Float64Array(values.length) };
  let size = 0;
  for (let k = 0; k < values.length; k++) {
    if (counts[k] === 0) continue;
    had.values[size] = values[k]!;
    had.counts[size++] = counts[k]!;
  }
  return { values: had.values.subarray(0, size), counts: had.counts.subarray(0, size) };
}
