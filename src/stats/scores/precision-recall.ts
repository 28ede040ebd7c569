import type { ConfusionMatrix, Label } from "./confusion-matrix.js";

/** Three shares in [0, 1] that belong together. */
export interface PrecisionRecall {
  /** Of the rows predicted to be of the class, the share that is. */
  readonly precision: number;
  /** Of the rows of the class, the share that was predicted to be. */
  readonly recall: number;
  /** Harmonic mean of the two. */
  readonly f1: number;
}

/** What a share without a single row in its denominator counts as. */
export type ZeroDivision = 0 | 1;

/**
 * Precision, recall and F1 of one class against all others.
 *
 *     precision = hits / predicted    recall = hits / support    F1 = 2 hits / (predicted + support)
 *
 * @param label a class; one that never occurs has three empty denominators
 * @param zeroDivision the value of a share with an empty denominator
 * @example precisionRecall(confusionMatrix([1, 1, 0], [1, 0, 0]), 1) // { precision: 1, recall: 0.5, f1: 2 / 3 }
 */
export function precisionRecall(
  { labels, hits, support, predicted }: ConfusionMatrix,
  label: Label,
  zeroDivision: ZeroDivision = 0,
): PrecisionRecall {
  const i = labels.indexOf(label);
  return ofCounts(hits[i] ?? 0, support[i] ?? 0, predicted[i] ?? 0, zeroDivision);
}

/** How the classes' shares become one. */
export type Average = "macro" | "weighted" | "micro";

/**
 * Precision, recall and F1 over all classes.
 *
 * - `macro`: plain mean over the classes that occur, true or predicted
 * - `weighted`: mean weighted by the rows of the true class
 * - `micro`: from the counts of all classes added up; all three are then the accuracy
 *
 * @param zeroDivision the value of a class's share with an empty denominator
 * @example averagePrecisionRecall(confusionMatrix([1, 1, 0], [1, 0, 0]), "macro").recall // 0.75
 */
export function averagePrecisionRecall(
  matrix: ConfusionMatrix,
  average: Average,
  zeroDivision: ZeroDivision = 0,
): PrecisionRecall {
  const { labels, hits, support, n } = matrix;
  if (average === "micro") {
    const all = hits.reduce((sum, hit) => sum + hit);
    return ofCounts(all, n, n, zeroDivision);
  }
  let [precision, recall, f1] = [0, 0, 0];
  labels.forEach((label, i) => {
    const one = precisionRecall(matrix, label, zeroDivision);
    const weight = average === "macro" ? 1 / labels.length : support[i]! / n;
    precision += weight * one.precision;
    recall += weight * one.recall;
    f1 += weight * one.f1;
  });
  return { precision, recall, f1 };
}

function ofCounts(hits: number, support: number, predicted: number, zeroDivision: ZeroDivision) {
  const share = (part: number, whole: number) => (whole === 0 ? zeroDivision : part / whole);
  return {
    precision: share(hits, predicted),
    recall: share(hits, support),
    f1: share(2 * hits, predicted + support),
  };
}
