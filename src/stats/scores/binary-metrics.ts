/** The confusion matrix of two classes, as counts. */
export interface BinaryCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** A score that four counts decide; undefined where its denominator is empty. */
export type BinaryMetric = (counts: BinaryCounts) => number | undefined;

/**
 * Scores of two classes from the four counts, for who computes them thousands of times. In words:
 * `accuracy.ts`, `precision-recall.ts`, `matthews-correlation.ts`, which take any number of classes.
 *
 * @example BINARY_METRICS.f1({ truePositives: 2, falsePositives: 1, falseNegatives: 1, trueNegatives: 0 }) // 2 / 3
 */
export const BINARY_METRICS = {
  f1: ({ truePositives, falsePositives, falseNegatives }) =>
    ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),

  accuracy: (c) => ratio(c.truePositives + c.trueNegatives, total(c)),

  precision: ({ truePositives, falsePositives }) =>
    ratio(truePositives, truePositives + falsePositives),

  /** Also: sensitivity, true positive rate. */
  recall: ({ truePositives, falseNegatives }) =>
    ratio(truePositives, truePositives + falseNegatives),

  /** Also: true negative rate. */
  specificity: ({ trueNegatives, falsePositives }) =>
    ratio(trueNegatives, trueNegatives + falsePositives),

  balanced_accuracy: (c) => {
    const positives = c.truePositives + c.falseNegatives;
    const negatives = c.trueNegatives + c.falsePositives;
    // One division, so that equal scores are equal numbers.
    return ratio(
      c.truePositives * negatives + c.trueNegatives * positives,
      2 * positives * negatives,
    );
  },

  mcc: ({ truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn }) =>
    ratio(tp * tn - fp * fn, Math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))),
} as const satisfies Record<string, BinaryMetric>;

/** A name of `BINARY_METRICS`. */
export type BinaryMetricName = keyof typeof BINARY_METRICS;

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}

function total(counts: BinaryCounts): number {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = counts;
  return truePositives + falsePositives + falseNegatives + trueNegatives;
}
