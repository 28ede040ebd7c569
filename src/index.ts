/**
 * The library: the numeric core of arlequin, free of I/O. Numbers in, numbers out; chance comes in as
 * a seeded `random`. What the caller can mend is an `InputError`; a sound question without an answer is
 * an `UndefinedError`; nothing returns NaN.
 *
 *     import { ksTwoSample, cliffsDelta, psi, adjustPValues } from "arlequin";
 */

// Errors, samples, chance
export { ArlequinError, InputError, UndefinedError } from "./core/errors.js";
export { seededRandom, type Random } from "./core/random.js";
export type { Sample } from "./core/sample.js";
export type { ValueCounts } from "./core/value-counts.js";
export { VERSION } from "./core/version.js";
export type { Alternative } from "./stats/alternative.js";

// Samples, counted
export { contingencyTable, type ContingencyTable } from "./stats/contingency-table.js";
export { fourfoldTable, type FourfoldTable } from "./stats/fourfold-table.js";
export { countValues, poolCounts, poolSamples, type PooledCounts } from "./stats/pooled-counts.js";
export { countCategories, type CategoryCounts } from "./stats/category-counts.js";
export { binCounts, binSample, type ClosedSide } from "./stats/binning/bin-counts.js";
export { equalWidthEdges } from "./stats/binning/equal-width-edges.js";
export { fixedEdges } from "./stats/binning/fixed-edges.js";
export { quantileEdges } from "./stats/binning/quantile-edges.js";

// Describing one sample
export {
  excessKurtosis,
  mean,
  skewness,
  standardDeviation,
  variance,
} from "./stats/descriptive/moments.js";
export { quantile, quantileOfCounts, type QuantileType } from "./stats/descriptive/quantile.js";
export { averageRanks, type Ranks } from "./stats/descriptive/ranks.js";
export { interquartileRange, median, medianAbsoluteDeviation } from "./stats/descriptive/spread.js";
export {
  weightedQuantiles,
  weightedSummary,
  type WeightedSummary,
} from "./stats/descriptive/weighted.js";

// Tests of two samples and more
export {
  ksOfCounts,
  ksTwoSample,
  type KsOptions,
  type KsResult,
} from "./stats/tests/ks-two-sample.js";
export { ksAsymptoticP } from "./stats/tests/ks-asymptotic-p.js";
export {
  andersonDarling,
  type AndersonDarlingResult,
} from "./stats/tests/quadratic-edf/anderson-darling.js";
export {
  cramerVonMises,
  type CramerVonMisesOptions,
  type CramerVonMisesResult,
} from "./stats/tests/quadratic-edf/cramer-von-mises.js";
export {
  mannWhitney,
  mannWhitneyOfCounts,
  type MannWhitney,
  type MannWhitneyOptions,
} from "./stats/tests/mann-whitney.js";
export { smallestPossibleP } from "./stats/tests/smallest-possible-p.js";
export { wilcoxon, type WilcoxonOptions, type WilcoxonSignedRank } from "./stats/tests/wilcoxon.js";
export { brunnerMunzel, type BrunnerMunzel } from "./stats/tests/brunner-munzel.js";
export { kruskalWallis, type ChiSquareRankTest } from "./stats/tests/kruskal-wallis.js";
export { friedman, type Friedman } from "./stats/tests/friedman.js";
export { chiSquareOneWay, chiSquareTest, type ChiSquareResult } from "./stats/tests/chi-square.js";
export { gOneWay, gTest } from "./stats/tests/g.js";
export { fisherExact, type FisherExact } from "./stats/tests/fisher-exact.js";
export { monteCarloHomogeneity } from "./stats/tests/monte-carlo-homogeneity.js";
export { adjustPValues, type Adjustment } from "./stats/adjust-p-values.js";

// How large an effect is
export { cliffsDelta, cliffsDeltaOfCounts } from "./stats/effects/cliffs-delta.js";
export { cliffsDeltaInterval } from "./stats/effects/cliffs-delta-interval.js";
export { cliffsDeltaMagnitude, type Magnitude } from "./stats/effects/cliffs-delta-magnitude.js";
export { varghaDelaneyA } from "./stats/effects/vargha-delaney-a.js";
export { hodgesLehmann } from "./stats/effects/hodges-lehmann.js";
export { hodgesLehmannInterval } from "./stats/effects/hodges-lehmann-interval.js";
export { pairedHodgesLehmann } from "./stats/effects/paired-hodges-lehmann.js";
export { correctedCramersV, cramersV } from "./stats/effects/cramers-v.js";
export { conditionalOddsRatio, oddsRatio } from "./stats/effects/odds-ratio.js";

// How far two distributions lie apart
export { psi } from "./stats/distances/psi.js";
export {
  populationStabilityIndex,
  stabilityContributions,
} from "./stats/distances/population-stability-index.js";
export {
  stabilityLaw,
  type StabilityLaw,
  type StabilityOptions,
} from "./stats/distances/stability-law.js";
export { stabilityParts, type StabilityParts } from "./stats/distances/stability-parts.js";
export {
  smallestDetectablePsi,
  type Detectability,
} from "./stats/distances/smallest-detectable-psi.js";
export {
  redrawnNulls,
  type CountDistance,
  type DistanceNull,
  type RedrawOptions,
  type SummedDistance,
} from "./stats/distances/redrawn-nulls.js";
export { kullbackLeibler } from "./stats/distances/kullback-leibler.js";
export {
  jensenShannonDistance,
  jensenShannonDivergence,
} from "./stats/distances/jensen-shannon.js";
export { hellinger } from "./stats/distances/hellinger.js";
export { totalVariation } from "./stats/distances/total-variation.js";
export {
  wassersteinDistance,
  wassersteinOfCounts,
} from "./stats/distances/wasserstein-distance.js";
export { scaledWassersteinDistance } from "./stats/distances/scaled-wasserstein-distance.js";
export { energyDistance } from "./stats/distances/energy-distance.js";

// Distributions
export { betaCdf, betaIsf, betaQuantile, betaSf } from "./stats/distributions/beta.js";
export {
  chiSquareCdf,
  chiSquareIsf,
  chiSquareQuantile,
  chiSquareSf,
} from "./stats/distributions/chi-square.js";
export { fCdf, fIsf, fQuantile, fSf } from "./stats/distributions/f.js";
export {
  kolmogorovCdf,
  kolmogorovIsf,
  kolmogorovQuantile,
  kolmogorovSf,
} from "./stats/distributions/kolmogorov.js";
export {
  noncentralChiSquareCdf,
  noncentralChiSquareSf,
} from "./stats/distributions/noncentral-chi-square.js";
export { normalCdf, normalIsf, normalQuantile, normalSf } from "./stats/distributions/normal.js";
export {
  studentsTCdf,
  studentsTIsf,
  studentsTQuantile,
  studentsTSf,
} from "./stats/distributions/students-t.js";

// Scores of classifiers
export {
  confusionMatrix,
  type ConfusionMatrix,
  type Label,
} from "./stats/scores/confusion-matrix.js";
export { accuracy, balancedAccuracy } from "./stats/scores/accuracy.js";
export {
  averagePrecisionRecall,
  precisionRecall,
  type PrecisionRecall,
  type ZeroDivision,
} from "./stats/scores/precision-recall.js";
export { matthewsCorrelation } from "./stats/scores/matthews-correlation.js";
export { cohensKappa } from "./stats/scores/cohens-kappa.js";
export { rocAuc, rocCurve, type RocCurve } from "./stats/scores/roc-auc.js";
export { oneVsOneAuc, oneVsRestAuc } from "./stats/scores/multiclass-auc.js";
export { averagePrecision, trapezoidPrAuc } from "./stats/scores/average-precision.js";
export { logLoss, multiclassLogLoss } from "./stats/scores/log-loss.js";
export { brierScore, multiclassBrierScore } from "./stats/scores/brier-score.js";
export {
  expectedCalibrationError,
  maximumCalibrationError,
  reliabilityBins,
  topLabelCalibrationError,
  type ReliabilityBin,
} from "./stats/scores/calibration-error.js";

// Champion against challenger
export {
  mcNemarChiSquare,
  mcNemarExact,
  type McNemarChiSquare,
  type McNemarExact,
} from "./stats/tests/mcnemar.js";
export {
  delongAuc,
  delongTest,
  type AucComparison,
  type AucEstimate,
} from "./stats/tests/delong.js";
export {
  BINARY_METRICS,
  type BinaryCounts,
  type BinaryMetric,
  type BinaryMetricName,
} from "./stats/scores/binary-metrics.js";
export { pairedCells, type PairedCells } from "./stats/scores/paired-cells.js";
export {
  pairedMetricBootstrap,
  type PairedMetricBootstrap,
} from "./stats/resampling/paired-metric-bootstrap.js";
export { swapTest, type SwapTest } from "./stats/tests/swap-test.js";

// Resampling and seeded chance
export {
  bootstrap,
  bootstrapRows,
  pairedBootstrap,
  type BootstrapEstimate,
  type BootstrapOptions,
  type PairedBootstrap,
} from "./stats/resampling/bootstrap.js";
export { permutationTest, type PermutationTest } from "./stats/resampling/permutation-test.js";
export { randomOrder, shuffle } from "./stats/resampling/shuffle.js";
export { normalSampler } from "./stats/resampling/normal-sampler.js";
export { logNormalSampler } from "./stats/resampling/log-normal-sampler.js";
export { categoricalSampler } from "./stats/resampling/categorical-sampler.js";
export { drawBinomial } from "./stats/resampling/draw-binomial.js";
export { drawHypergeometric } from "./stats/resampling/draw-hypergeometric.js";
export { drawMultinomial } from "./stats/resampling/draw-multinomial.js";
export { drawMultivariateHypergeometric } from "./stats/resampling/draw-multivariate-hypergeometric.js";
