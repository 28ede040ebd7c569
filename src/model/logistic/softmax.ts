/**
 * Turn linear forms into probabilities, row by row, in place:
 *
 *     p_k = exp(η_k − m) / Σ_l exp(η_l − m),   m = max η
 *
 * @param etas [class][row]
 * @param labels where given, the class of each row
 * @returns for given labels −log p_label, a row each, right even where p_label is 0 as a number
 */
export function softmaxInPlace(etas: readonly Float64Array[], labels?: Int32Array): Float64Array {
  const rows = etas[0]?.length ?? 0;
  const losses = new Float64Array(labels === undefined ? 0 : rows);
  for (let i = 0; i < rows; i++) {
    let most = -Infinity;
    for (const eta of etas) most = Math.max(most, eta[i]!);
    if (labels !== undefined) losses[i] = most - etas[labels[i]!]![i]!;
    let sum = 0;
    for (const eta of etas) sum += eta[i] = Math.exp(eta[i]! - most);
    for (const eta of etas) eta[i]! /= sum;
    if (labels !== undefined) losses[i]! += Math.log(sum);
  }
  return losses;
}
