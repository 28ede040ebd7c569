import { UndefinedError } from "../../core/errors.js";
import type { ConfusionMatrix } from "./confusion-matrix.js";

/**
 * Cohen's kappa: how far the agreement of truth and prediction exceeds the one that their shares of
 * classes would give by chance, as a part of what could be exceeded. Unweighted.
 *
 *     (n Σ hᵢ − Σ sᵢ pᵢ) / (n² − Σ sᵢ pᵢ)
 *
 * with hits h, support s and predictions p of each class.
 *
 * @returns in [−1, 1]; 1 for perfect agreement, 0 for that of chance
 * @throws {UndefinedError} when only one class occurs: then chance agrees perfectly
 * @example cohensKappa(confusionMatrix([1, 1, 0, 0], [1, 1, 0, 1])) // 0.5
 * @see Cohen (1960), "A coefficient of agreement for nominal scales", Educational and Psychological
 *   Measurement 20(1)
 */
export function cohensKappa({ labels, hits, support, predicted, n }: ConfusionMatrix): number {
  if (labels.length < 2) {
    throw new UndefinedError("Cohen's kappa is undefined: only one class occurs", {
      fix: "score rows of at least two classes",
    });
  }
  let [excess, room] = [0, 0];
  hits.forEach((hit, i) => {
    excess += hit * n - support[i]! * predicted[i]!;
    room += support[i]! * (n - predicted[i]!);
  });
  return excess / room;
}
