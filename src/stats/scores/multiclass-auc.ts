import { UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { checkClassProbabilities } from "./check-class-probabilities.js";
import { rocAuc } from "./roc-auc.js";

/**
 * ROC AUC of each class against all others, averaged.
 *
 * @param classes n class numbers, 0 to k − 1; each must occur
 * @param probabilities n rows of k probabilities
 * @param average `macro` takes the classes alike, `weighted` by their rows
 * @returns a share in [0, 1]; ½ for probabilities that know nothing
 * @throws {InputError} when the rows are not a class and k probabilities each
 * @throws {UndefinedError} when a class does not occur
 * @example oneVsRestAuc([0, 1, 1], [[0.5, 0.5], [0.75, 0.25], [0.25, 0.75]]) // 0.5
 *
 * O(k n log n).
 */
export function oneVsRestAuc(
  classes: Sample,
  probabilities: readonly Sample[],
  average: "macro" | "weighted" = "macro",
): number {
  const sizes = classSizes(classes, checkClassProbabilities(classes, probabilities));
  return sizes.reduce((sum, size, k) => {
    const own = Uint8Array.from(probabilities, (_, i) => Number(classes[i] === k));
    const scores = Float64Array.from(probabilities, (row) => row[k]!);
    const weight = average === "macro" ? 1 / sizes.length : size / probabilities.length;
    return sum + weight * rocAuc(own, scores);
  }, 0);
}

/**
 * ROC AUC over the pairs of classes: among the rows of classes a and b alone, the mean of how well the
 * probability of a tells a from b, and that of b tells b from a; then the plain mean over the pairs. It
 * does not depend on the shares of the classes.
 *
 * @param classes n class numbers, 0 to k − 1; each must occur
 * @param probabilities n rows of k probabilities
 * @returns a share in [0, 1]
 * @throws as `oneVsRestAuc` does
 * @example oneVsOneAuc([0, 1, 1], [[0.5, 0.5], [0.75, 0.25], [0.25, 0.75]]) // 0.5
 *
 * O(k n log n) for classes of similar size.
 * @see Hand, Till (2001), "A simple generalisation of the area under the ROC curve for multiple class
 *   classification problems", Machine Learning 45(2)
 */
export function oneVsOneAuc(classes: Sample, probabilities: readonly Sample[]): number {
  const k = classSizes(classes, checkClassProbabilities(classes, probabilities)).length;
  const byClass = Array.from({ length: k }, (_, c) =>
    probabilities.filter((_row, i) => classes[i] === c),
  );
  let sum = 0;
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) {
      if (a === b) continue;
      const pair = [...byClass[a]!, ...byClass[b]!];
      const own = Uint8Array.from(pair, (_, i) => Number(i < byClass[a]!.length));
      sum += rocAuc(
        own,
        Float64Array.from(pair, (row) => row[a]!),
      );
    }
  }
  return sum / (k * (k - 1));
}

function classSizes(classes: Sample, k: number): Float64Array {
  const sizes = new Float64Array(k);
  for (let i = 0; i < classes.length; i++) sizes[classes[i]!]! += 1;
  const absent = sizes.indexOf(0);
  if (absent !== -1) {
    throw new UndefinedError(`the ROC AUC is undefined: class number ${absent} does not occur`, {
      where: "classes",
      fix: "score rows of every class, or leave out the columns of the others",
    });
  }
  return sizes;
}
