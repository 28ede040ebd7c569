/** How much rows of each class count: all alike, or each class as much as any other. */
export const classWeightings = ["none", "balanced"] as const;
export type ClassWeighting = (typeof classWeightings)[number];

/**
 * A weight a row. "balanced" lets every class weigh the same in all, the sum staying n:
 *
 *     w_i = n / (K n_class(i))      K classes that occur
 *
 * @param labels the class of each row, 0 ≤ label < classCount
 * @see King, Zeng (2001), "Logistic regression in rare events data", Political Analysis 9(2)
 */
export function rowWeights(
  labels: Int32Array,
  classCount: number,
  weighting: ClassWeighting,
): Float64Array {
  const counts = new Float64Array(classCount);
  for (const label of labels) counts[label]! += 1;
  const occurring = counts.filter((count) => count > 0).length;
  const ofClass = counts.map((count) =>
    weighting === "balanced" ? labels.length / (occurring * count) : 1,
  );
  return Float64Array.from(labels, (label) => ofClass[label]!);
}
