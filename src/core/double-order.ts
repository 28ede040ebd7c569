const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);
const MAGNITUDE = 2n ** 63n - 1n;

/**
 * The place of a double in the order of all doubles: neighbours differ by 1, and −0 is 0. Its leading
 * bits are a logarithmic scale that no data can escape.
 *
 * @param value any double but NaN
 * @example doubleKey(5e-324) // 1n
 */
export function doubleKey(value: number): bigint {
  double[0] = value + 0; // −0 becomes 0
  const raw = bits[0]!;
  return raw >= 0n ? raw : -(raw & MAGNITUDE);
}

/** The double at a place in their order: the inverse of {@link doubleKey}. */
export function doubleAt(key: bigint): number {
  bits[0] = key >= 0n ? key : -key;
  return key >= 0n ? double[0]! : -double[0]!;
}

/** The double next below one that is not −∞. */
export function nextBelow(value: number): number {
  return doubleAt(doubleKey(value) - 1n);
}

/** The double next above one that is not ∞. */
export function nextAbove(value: number): number {
  return doubleAt(doubleKey(value) + 1n);
}
