import { seededRandom } from "../../../core/random.js";
import { pairedMetricBootstrap } from "../../../stats/resampling/paired-metric-bootstrap.js";
import {
  BINARY_METRICS,
  type BinaryMetricName,
  type BinaryMetric,
} from "../../../stats/scores/binary-metrics.js";
import type { Label } from "../../../stats/scores/confusion-matrix.js";
import { pairedCells } from "../../../stats/scores/paired-cells.js";
import { swapTest } from "../../../stats/tests/swap-test.js";
import { intervalKey } from "./interval-key.js";
import { binaryOf, completeRows, labelsOf, taken } from "./labelled-rows.js";
import { choiceOf, numberOf } from "../question.js";
import type { Question, Statistic } from "../statistic.js";

/** `stat paired-bootstrap`: how much the metric of two models differs over the same rows. */
export const pairedBootstrap: Statistic = {
  name: "paired-bootstrap",
  summary: "difference of a metric of two models over the same rows",
  definition: "Efron & Tibshirani 1993, percentiles; swap test: Yeh 2000",
  takes: "y_true, pred_a, pred_b, metric?, confidence?, resamples?, seed?, positive?",
  answer(question) {
    const name = metricOf(question);
    const metric: BinaryMetric = BINARY_METRICS[name];
    const confidence = numberOf(question, "confidence", 0.95);
    const resamples = numberOf(question, "resamples", 10_000);
    const seed = numberOf(question, "seed", 1);
    const { cells, n, dropped } = cellsOf(question);
    const result = pairedMetricBootstrap(cells, metric, {
      random: seededRandom(seed, "paired-bootstrap"),
      resamples,
      confidence,
    });
    const swap = swapTest(cells, metric, seededRandom(seed, "swap-test"));
    const key = intervalKey(confidence);
    return {
      n,
      dropped,
      positives: result.positives,
      metric: name,
      [`${name}_a`]: result.a.value,
      [`${name}_b`]: result.b.value,
      difference: result.difference,
      [key]: [result.low, result.high],
      [`${key}_${name}_a`]: [result.a.low, result.a.high],
      [`${key}_${name}_b`]: [result.b.low, result.b.high],
      p_two_sided_percentile: result.pValue,
      p_shifted: result.shiftedPValue,
      p_swap: swap.pValue,
      p_swap_method: swap.method,
      se: result.standardError,
      degenerate_share: result.degenerateShare,
      resamples,
      seed,
      ...(result.tooFewPositives ? { notes: ["too few positives to decide"] } : {}),
    };
  },
};

function metricOf(question: Question): BinaryMetricName {
  const [first, ...others] = Object.keys(BINARY_METRICS) as BinaryMetricName[];
  return choiceOf(question, "metric", [first!, ...others]);
}

function cellsOf(question: Question) {
  const columns = {
    y_true: labelsOf(question, "y_true"),
    pred_a: labelsOf(question, "pred_a"),
    pred_b: labelsOf(question, "pred_b"),
  };
  const { rows, dropped } = completeRows(columns);
  const binary = (name: keyof typeof columns): Uint8Array => {
    const labels: Label[] = taken(columns[name], rows);
    return binaryOf(question, labels, name);
  };
  const cells = pairedCells(binary("y_true"), binary("pred_a"), binary("pred_b"));
  return { cells, n: rows.length, dropped };
}
