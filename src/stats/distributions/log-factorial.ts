/** ln k! for k below 128, each the logarithm of the whole product: no sum of rounding errors. */
const TABLE = tableOfLogFactorials(128);
const HALF_LN_TWO_PI = 0.9189385332046728; // ln(2π) / 2

/**
 * The logarithm of a factorial, for counts of any size.
 *
 *     ln k! = (k + 1/2) ln k − k + ln(2π)/2 + stirlingError(k)
 *
 * Relative error below 3e-16. Differences of large ones cancel (at k = 1e6 an error of 1e-9 stays in
 * the difference): where that matters, use the saddle-point form of `hypergeometricPmf`.
 *
 * @param k a whole number, 0 ≤ k < 2⁵³
 * @returns ln k!, at least 0
 * @example logFactorial(5) // Math.log(120)
 */
export function logFactorial(k: number): number {
  return TABLE[k] ?? (k + 0.5) * Math.log(k) - k + HALF_LN_TWO_PI + stirlingError(k);
}

/**
 * What Stirling's formula lacks: ln k! − [(k + 1/2) ln k − k + ln(2π)/2].
 *
 *     1/(12 k) − 1/(360 k³) + 1/(1260 k⁵) − 1/(1680 k⁷) + 1/(1188 k⁹)        for k ≥ 16
 *
 * @param k a whole number, k ≥ 0; below 16 the difference itself is taken
 * @example stirlingError(0) // Infinity
 * @see Loader (2000), "Fast and accurate computation of binomial probabilities"
 */
export function stirlingError(k: number): number {
  if (k < 16) return SMALL_ERRORS[k]!;
  const square = k * k;
  const tail = 1 / 1680 - 1 / 1188 / square;
  return (1 / 12 - (1 / 360 - (1 / 1260 - tail / square) / square) / square) / k;
}

/** Stirling's errors of 0 to 15, to the last digit: as differences in doubles they would lose some. */
const SMALL_ERRORS: readonly number[] = [
  Infinity,
  0.08106146679532726,
  0.0413406959554093,
  0.02767792568499834,
  0.020790672103765093,
  0.016644691189821193,
  0.013876128823070748,
  0.01189670994589177,
  0.010411265261972096,
  0.009255462182712733,
  0.00833056343336287,
  0.007573675487951841,
  0.00694284010720953,
  0.006408994188004207,
  0.0059513701127588475,
  0.005554733551962801,
];

function tableOfLogFactorials(length: number): Float64Array {
  const table = new Float64Array(length);
  let product = 1n;
  for (let k = 1; k < length; k++) {
    product *= BigInt(k);
    table[k] = Math.log(Number(product));
  }
  return table;
}
