import type { Random } from "../core/random.js";
import { summedJensenShannon } from "../stats/distances/jensen-shannon.js";
import { summedKullbackLeibler } from "../stats/distances/kullback-leibler.js";
import { mergeSparseBins } from "../stats/distances/merge-sparse-bins.js";
import { CUSTOMARY_EPSILON } from "../stats/distances/population-stability-index.js";
import {
  redrawnNulls,
  type CountDistance,
  type DistanceNull as RedrawnNull,
  type SummedDistance,
} from "../stats/distances/redrawn-nulls.js";
import { totalsOf } from "../stats/distances/shares.js";
import { summedTotalVariation } from "../stats/distances/total-variation.js";
import type { CalibratedPsi } from "./calibrated-psi.js";
import type { DistanceNull } from "./drift-result.js";

/** More bins than this are redrawn with the sparse ones merged: a category a row would take minutes. */
const MOST_BINS = 1000;

const DISTANCES: Readonly<Record<string, SummedDistance>> = {
  kl: summedKullbackLeibler(CUSTOMARY_EPSILON),
  js_distance: summedJensenShannon(2),
  total_variation: summedTotalVariation,
};

export interface NullOptions {
  readonly random: Random;
  readonly alpha: number;
  readonly psi: CalibratedPsi;
  /** Where the rows of each bin lie on average: gives Wasserstein-1 over the bins, for numbers. */
  readonly positions?: Float64Array;
  /** Redraws of each distance, 999 by default. */
  readonly redraws?: number | undefined;
  /** Take Pearson's chi-square of the same redraws, too. */
  readonly withChiSquare?: boolean;
}

export interface RedrawnDistances {
  readonly nulls: Record<string, DistanceNull>;
  /** The p of Pearson's chi-square by these redraws; null where it was not asked for, or rare bins are merged. */
  readonly chiSquareP: number | null;
}

/**
 * What each distance would be by chance at these sizes: the PSI by its chi-square law, the others by 999
 * redraws of the pooled counts over the bins.
 */
export function distanceNulls(
  reference: Float64Array,
  current: Float64Array,
  { random, alpha, psi, positions, redraws = 999, withChiSquare = false }: NullOptions,
): RedrawnDistances {
  const many = reference.length > MOST_BINS;
  const counts = many ? mergeSparseBins(reference, current) : { reference, current };
  const distances: Record<string, CountDistance | SummedDistance> = {
    ...DISTANCES,
    ...(positions && { wasserstein: overPositions(positions) }),
    ...(withChiSquare && !many && { chiSquare: pearsonOf(totalsOf(reference, current)) }),
  };
  const { chiSquare, ...nulls }: Partial<Record<string, RedrawnNull>> = redrawnNulls(
    counts.reference,
    counts.current,
    distances,
    {
      random,
      alpha,
      draws: redraws,
    },
  );
  const shown = Object.entries(nulls as Record<string, RedrawnNull>).map(
    ([name, { pValue, threshold }]) => [name, { p: pValue, threshold }] as const,
  );
  return {
    nulls: { psi: { p: psi.p, threshold: psi.threshold }, ...Object.fromEntries(shown) },
    chiSquareP: chiSquare?.pValue ?? null,
  };
}

/** Pearson's statistic of two rows of counts, from their shares: m·n · Σ (p − q)² / (m·p + n·q). */
function pearsonOf({ m, n }: { readonly m: number; readonly n: number }): SummedDistance {
  return {
    terms: [(p, q) => (p === q ? 0 : (p - q) ** 2 / (m * p + n * q))],
    of: (sums) => m * n * sums[0]!,
  };
}

/** Wasserstein-1 of two rows of counts whose bins stand for one point each. */
function overPositions(positions: Float64Array): CountDistance {
  return (reference, current) => {
    const { m, n } = totalsOf(reference, current);
    let gap = 0;
    let distance = 0;
    for (let k = 0; k + 1 < positions.length; k++) {
      gap += reference[k]! / m - current[k]! / n;
      distance += Math.abs(gap) * (positions[k + 1]! - positions[k]!);
    }
    return distance;
  };
}
