import type { Random } from "../core/random.js";
import type { ValueCounts } from "../core/value-counts.js";
import { binCounts } from "../stats/binning/bin-counts.js";
import { quantileEdges } from "../stats/binning/quantile-edges.js";
import { jensenShannonDistance } from "../stats/distances/jensen-shannon.js";
import {
  CUSTOMARY_EPSILON,
  populationStabilityIndex,
  stabilityContributions,
} from "../stats/distances/population-stability-index.js";
import { kullbackLeibler } from "../stats/distances/kullback-leibler.js";
import { totalsOf } from "../stats/distances/shares.js";
import { totalVariation } from "../stats/distances/total-variation.js";
import { wassersteinOfCounts } from "../stats/distances/wasserstein-distance.js";
import { cliffsDeltaOfCounts } from "../stats/effects/cliffs-delta.js";
import { poolCounts, type PooledCounts } from "../stats/pooled-counts.js";
import { ksAsymptoticP } from "../stats/tests/ks-asymptotic-p.js";
import { ksGap } from "../stats/tests/ks-gap.js";
import { calibratedPsi, headlineOf } from "./calibrated-psi.js";
import { judgingEdges } from "./judging-edges.js";
import { distanceNulls } from "./distance-nulls.js";
import type { Moments, NumericFindings, PsiBin } from "./drift-result.js";
import { columnMoments } from "./column-moments.js";
import { numericP } from "./numeric-p.js";
import { outlineOfNumbers } from "./outline.js";

/** Bins of the reference's quantiles that the PSI and its kin are computed over. */
export const PSI_BINS = 10;

/**
 * All that is said of a numeric column, from the counts of its distinct values in both tables.
 *
 * @param counts of the reference and of the current table; neither is empty
 */
export function weighNumeric(
  [reference, current]: readonly [ValueCounts, ValueCounts],
  { random, alpha, material }: { random: Random; alpha: number; material: number },
): NumericFindings {
  const pooled = poolCounts(reference, current);
  const gap = ksGap(pooled);
  const { p, method, split } = numericP(pooled);
  const edges = quantileEdges(reference, PSI_BINS);
  const [before, after] = [binCounts(reference, edges), binCounts(current, edges)];
  const judgedEdges = judgingEdges(reference, edges);
  const judged = {
    reference: binCounts(reference, judgedEdges),
    current: binCounts(current, judgedEdges),
  };
  const psi = calibratedPsi(judged.reference, judged.current, alpha);
  const moments = [columnMoments(reference), columnMoments(current)] as const;
  const d = gap.size / gap.scale;
  return {
    kind: "numeric",
    p,
    pMethod: method,
    headline: headlineOf(psi, material),
    nulls: distanceNulls(before, after, {
      random,
      alpha,
      psi,
      positions: positionsOf(pooled, edges),
    }),
    outline: outlineOfNumbers([reference, current], moments),
    ks: {
      d,
      location: gap.location ?? null,
      below: gap.below,
      pAsymptotic: ksAsymptoticP(d, pooled.m, pooled.n, "two-sided"),
      pExact: method === "ks-exact" ? p : null,
      exact: true,
      passes: 1,
    },
    split,
    psi: {
      ...psi,
      value: populationStabilityIndex(before, after),
      bins: psiBins(edges, before, after),
      judged,
      judgedEdges,
    },
    wasserstein: wasserstein(pooled, moments[0]),
    kl: kullbackLeibler(before, after, CUSTOMARY_EPSILON),
    jsDistance: jensenShannonDistance(before, after, 2),
    totalVariation: totalVariation(before, after),
    cliffsDelta: cliffsDeltaOfCounts(pooled),
    reference: moments[0],
    current: moments[1],
  };
}

function wasserstein(pooled: PooledCounts, { quantiles }: Moments): NumericFindings["wasserstein"] {
  const value = wassersteinOfCounts(pooled);
  const [low, high] = [quantiles["0.25"] ?? NaN, quantiles["0.75"] ?? NaN];
  const iqr = high - low;
  return { value, overIqr: iqr > 0 && Number.isFinite(iqr) ? value / iqr : null, exact: true };
}

function psiBins(edges: Float64Array, before: Float64Array, after: Float64Array): PsiBin[] {
  const { m, n } = totalsOf(before, after);
  const contributions = stabilityContributions(before, after);
  return Array.from(before, (count, k) => ({
    from: edges[k - 1] ?? null,
    to: edges[k] ?? null,
    reference: count / m,
    current: after[k]! / n,
    contribution: contributions[k]!,
  }));
}

/** Where the rows of each bin lie on average, both tables together: for the null of Wasserstein-1. */
function positionsOf({ values, x, y }: PooledCounts, edges: Float64Array): Float64Array {
  const positions = new Float64Array(edges.length + 1);
  let [k, bin] = [0, 0];
  for (; bin <= edges.length; bin++) {
    let [weight, mean] = [0, 0];
    for (; k < values.length && (bin === edges.length || values[k]! <= edges[bin]!); k++) {
      if (!Number.isFinite(values[k]!)) continue;
      const count = x[k]! + y[k]!;
      weight += count;
      mean += ((values[k]! - mean) * count) / weight;
    }
    positions[bin] = weight > 0 ? mean : (edges[Math.min(bin, edges.length - 1)] ?? 0);
  }
  return positions;
}
