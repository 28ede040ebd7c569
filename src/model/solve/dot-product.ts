/** A stretch of an array: `length` values from `start` on, or all of them. */
interface Stretch {
  readonly aStart?: number;
  readonly bStart?: number;
  readonly length?: number;
}

/**
 * Σ aᵢ bᵢ over two stretches of equal length. Four sums run side by side: one alone waits for each
 * addition to end before the next can begin.
 */
export function dotProduct(
  a: Float64Array,
  b: Float64Array,
  { aStart = 0, bStart = 0, length = a.length }: Stretch = {},
): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += a[aStart + k]! * b[bStart + k]!;
    s1 += a[aStart + k + 1]! * b[bStart + k + 1]!;
    s2 += a[aStart + k + 2]! * b[bStart + k + 2]!;
    s3 += a[aStart + k + 3]! * b[bStart + k + 3]!;
  }
  for (; k < length; k++) s0 += a[aStart + k]! * b[bStart + k]!;
  return s0 + s1 + (s2 + s3);
}
