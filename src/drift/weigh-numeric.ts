import type { ValueCounts } from "../core/value-counts.js";
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
import { binsOfLadder } from "../stats/ladder/bins-of-ladder.js";
import { cliffsDeltaOfLadder } from "../stats/ladder/cliffs-delta-of-ladder.js";
import { ksOfLadder } from "../stats/ladder/ks-of-ladder.js";
import { countsOfLadder, sideOfLadder, type Ladder } from "../stats/ladder/ladder.js";
import { wassersteinOfLadder, type LadderValue } from "../stats/ladder/wasserstein-of-ladder.js";
import { ksAsymptoticP } from "../stats/tests/ks-asymptotic-p.js";
import { calibratedPsi, headlineOf } from "./calibrated-psi.js";
import type { NumericCounts } from "./column-counts.js";
import { judgingEdges } from "./judging-edges.js";
import { distanceNulls } from "./distance-nulls.js";
import type { Moments, NumericFindings, PsiBin } from "./drift-result.js";
import { cellEdges } from "./profile/cell-edges.js";
import { cellMoments, columnMoments } from "./column-moments.js";
import { numericP } from "./numeric-p.js";
import { outlineOfNumbers } from "./outline.js";
import type { WeighOptions } from "./weigh-column.js";

/** Bins of the reference's quantiles that the PSI and its kin are computed over. */
export const PSI_BINS = 10;

/**
 * All that is said of a numeric column, from the counts of both tables.
 *
 * @param counts neither side is empty
 */
export function weighNumeric(
  counts: NumericCounts,
  { random, alpha, material, redraws }: WeighOptions,
): NumericFindings {
  const { ladder, passes } = counts;
  const gap = ksOfLadder(ladder);
  const x = sideOfLadder(ladder, "x");
  const { p, pLow, method, split } = numericP(ladder, counts.withoutAtoms, gap);
  const edges = counts.cells ? cellEdges(ladder, PSI_BINS) : psiEdges(ladder, x);
  const { x: before, y: after, means } = binsOfLadder(ladder, edges.customary);
  const judged = binsOfLadder(ladder, edges.judging);
  const psi = calibratedPsi(judged.x, judged.y, alpha);
  const moments = bothMoments(counts, x);
  const d = gap.size / gap.scale;
  const cliffsDelta = cliffsDeltaOfLadder(ladder);
  return {
    kind: "numeric",
    p,
    pLow,
    pMethod: method,
    headline: headlineOf(psi, material),
    nulls: distanceNulls(before, after, { random, alpha, psi, positions: means, redraws }).nulls,
    outline: outlineOfNumbers(ladder, moments),
    ks: {
      d,
      location: gap.location ?? null,
      below: gap.below,
      pAsymptotic: ksAsymptoticP(d, ladder.m, ladder.n, "two-sided"),
      pExact: method === "ks-exact" ? p : null,
      exact: gap.atMost === gap.size,
      dAtMost: gap.atMost / gap.scale,
      passes,
    },
    split,
    psi: {
      ...psi,
      value: populationStabilityIndex(before, after),
      bins: psiBins(edges.customary, before, after),
      judged: { reference: judged.x, current: judged.y },
      judgedEdges: edges.judging,
    },
    wasserstein: wasserstein(counts, moments[0]),
    kl: kullbackLeibler(before, after, CUSTOMARY_EPSILON),
    jsDistance: jensenShannonDistance(before, after, 2),
    totalVariation: totalVariation(before, after),
    cliffsDelta: cliffsDelta.value,
    cliffsDeltaError: cliffsDelta.error,
    reference: moments[0],
    current: moments[1],
  };
}

/**
 * The edges of the customary bins, and of those that the verdict is reached over.
 *
 * @param reference the values of x, if they are at hand
 */
export function psiEdges(
  ladder: Ladder,
  reference = sideOfLadder(ladder, "x"),
): {
  readonly customary: Float64Array;
  readonly judging: Float64Array;
} {
  const both = sideOfLadder(ladder, "both");
  return {
    customary: quantileEdges(reference, PSI_BINS),
    judging: judgingEdges(both, quantileEdges(both, PSI_BINS)),
  };
}

function bothMoments(
  { reference, current, ladder, cells }: NumericCounts,
  x: ValueCounts,
): [Moments, Moments] {
  if (cells) return [cellMoments(reference, cells.ends[0]), cellMoments(current, cells.ends[1])];
  return [columnMoments(reference, x), columnMoments(current, sideOfLadder(ladder, "y"))];
}

function wasserstein(
  { ladder, cells }: NumericCounts,
  { quantiles }: Moments,
): NumericFindings["wasserstein"] {
  // Many cells without sums, or few with them: whichever tells more.
  const distances = [ladder, ...(cells ? [cells.sums] : [])].map(wassersteinDistance);
  const { value, error } = distances.reduce((best, one) => (one.error < best.error ? one : best));
  const [low, high] = [quantiles["0.25"] ?? NaN, quantiles["0.75"] ?? NaN];
  const iqr = high - low;
  const overIqr = iqr > 0 && Number.isFinite(iqr) ? value / iqr : null;
  return { value, overIqr, exact: error === 0, error };
}

/** Of columns that are counted value by value it is a sum over the values. */
export function wassersteinDistance(ladder: Ladder): LadderValue {
  const counts = countsOfLadder(ladder);
  return counts ? { value: wassersteinOfCounts(counts), error: 0 } : wassersteinOfLadder(ladder);
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
