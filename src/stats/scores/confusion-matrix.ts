import { InputError } from "../../core/errors.js";

/** A class as the data name it. 1, "1" and true are three classes. */
export type Label = string | number | boolean;

/** How often each class was taken for each, and the totals that every score asks for. */
export interface ConfusionMatrix {
  /** The k classes that occur, true or predicted: false < true, numbers by size, texts by code unit. */
  readonly labels: readonly Label[];
  /** counts[i][j]: rows of class labels[i] that were predicted to be labels[j]. */
  readonly counts: readonly Float64Array[];
  /** Rows of each true class. */
  readonly support: Float64Array;
  /** Rows of each predicted class. */
  readonly predicted: Float64Array;
  /** Rows of each class that were predicted right. */
  readonly hits: Float64Array;
  readonly n: number;
}

/**
 * The confusion matrix: each true class (row) against each predicted one (column).
 *
 * @param truth n ≥ 1 true classes
 * @param predictions n predicted classes, in the same order
 * @throws {InputError} when the two differ in length, are empty, or hold a NaN
 * @example confusionMatrix(["a", "b", "a"], ["a", "b", "b"]).hits // Float64Array.of(1, 1)
 *
 * O(n + k² + k log k).
 */
export function confusionMatrix(
  truth: readonly Label[],
  predictions: readonly Label[],
): ConfusionMatrix {
  const n = truth.length;
  if (n !== predictions.length) {
    throw new InputError(`${n} true classes for ${predictions.length} predictions`, {
      fix: "give one prediction for each true class",
    });
  }
  if (n === 0) throw new InputError("there is no row to score", { fix: "give at least one row" });
  const labels = sortedLabels([...truth, ...predictions]);
  const place = new Map(labels.map((label, index) => [label, index]));
  const k = labels.length;
  const counts = labels.map(() => new Float64Array(k));
  const support = new Float64Array(k);
  const predicted = new Float64Array(k);
  truth.forEach((label, row) => {
    const i = place.get(label)!;
    const j = place.get(predictions[row]!)!;
    counts[i]![j]! += 1;
    support[i]! += 1;
    predicted[j]! += 1;
  });
  const hits = Float64Array.from(counts, (row, i) => row[i]!);
  return { labels, counts, support, predicted, hits, n };
}

/**
 * The distinct classes of a list in the order of every table: false before true, numbers by size,
 * texts by code unit (the same in every locale); booleans before numbers before texts.
 *
 * @throws {InputError} when one is NaN
 * @example sortedLabels(["b", 10, 9, "a", 9]) // [9, 10, "a", "b"]
 */
export function sortedLabels(list: readonly Label[]): Label[] {
  const labels = [...new Set(list)];
  if (labels.some((label) => Number.isNaN(label))) {
    throw new InputError("a class is NaN", { fix: "drop rows without a class first" });
  }
  return labels.sort((a, b) => {
    if (typeof a !== typeof b) return typeof a < typeof b ? -1 : 1; // "boolean" < "number" < "string"
    return a < b ? -1 : 1;
  });
}
