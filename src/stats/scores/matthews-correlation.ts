import type { ConfusionMatrix } from "./confusion-matrix.js";

/**
 * Matthews' correlation: Pearson's correlation of the true and the predicted class, in its form for
 * any number of classes (R_K). It stays near 0 for a prediction that only follows the commonest class.
 *
 *     (n Σ hᵢ − Σ sᵢ pᵢ) / √((n² − Σ pᵢ²)(n² − Σ sᵢ²))
 *
 * with hits h, support s and predictions p of each class.
 *
 * @returns in [−1, 1]; by convention 0 where only one class is true or predicted
 * @example matthewsCorrelation(confusionMatrix([1, 1, 0, 0], [1, 1, 0, 1])) // 1 / Math.sqrt(3)
 * @see Gorodkin (2004), "Comparing two K-category assignments by a K-category correlation
 *   coefficient", Computational Biology and Chemistry 28(5–6)
 */
export function matthewsCorrelation({ hits, support, predicted, n }: ConfusionMatrix): number {
  let [covariance, spreadTrue, spreadPredicted] = [0, 0, 0];
  hits.forEach((hit, i) => {
    const s = support[i]!;
    const p = predicted[i]!;
    covariance += hit * n - s * p;
    spreadTrue += s * (n - s);
    spreadPredicted += p * (n - p);
  });
  if (spreadTrue === 0 || spreadPredicted === 0) return 0;
  return covariance / Math.sqrt(spreadTrue * spreadPredicted); // √(x · x) is x again, so ±1 is exact
}
