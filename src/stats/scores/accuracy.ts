import type { ConfusionMatrix } from "./confusion-matrix.js";

/**
 * Accuracy: the share of rows that were predicted right.
 *
 * @returns a share in [0, 1]
 * @example accuracy(confusionMatrix([1, 0, 1, 1], [1, 0, 0, 1])) // 0.75
 */
export function accuracy({ hits, n }: ConfusionMatrix): number {
  return hits.reduce((sum, hit) => sum + hit) / n;
}

/**
 * Balanced accuracy: the mean over the classes of the share predicted right, so that a rare class
 * weighs as much as a common one. A class that was only ever predicted has no such share and does
 * not count.
 *
 *     Σ hits / support / #{classes with support}
 *
 * @returns a share in [0, 1]; 1 / k for a constant prediction
 * @example balancedAccuracy(confusionMatrix([1, 0, 1, 1], [1, 0, 0, 1])) // 5 / 6
 */
export function balancedAccuracy({ hits, support }: ConfusionMatrix): number {
  let sum = 0;
  let classes = 0;
  hits.forEach((hit, i) => {
    if (support[i] === 0) return;
    sum += hit / support[i]!;
    classes += 1;
  });
  return sum / classes;
}
