import { InputError } from "../../core/errors.js";

const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** Coefficients of Stirling's series in 1 / a: B₂ₖ / (2k (2k − 1)), k = 1, 2, … */
const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** δ of 0 to 15, to the last digit, where the climb from 10 would leave 1e-15. */
const OF_WHOLE = [
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

/**
 * What Stirling's formula leaves out of log Γ(a): small, so probabilities written with it keep
 * their digits where differences of log Γ lose them.
 *
 *     δ(a) = log Γ(a) − (a − 1/2) log a + a − log(2π) / 2
 *     δ(n) = log n! − (n + 1/2) log n + n − log(2π) / 2       the same, for a whole number
 *     δ(a) = δ(a + 1) + (a + 1/2) log1p(1 / a) − 1            up to a = 10; from there, the series
 *
 * @param a ≥ 0
 * @returns about 1 / (12a); within 1e-15, and to the last digit where a is whole; Infinity at 0
 * @example stirlingRemainder(1) // 1 - 0.5 * Math.log(2 * Math.PI)
 * @see Loader (2000), "Fast and accurate computation of binomial probabilities"
 */
export function stirlingRemainder(a: number): number {
  if (a >= 128) return (1 / 12 - (1 / 360 - 1 / (1260 * a * a)) / (a * a)) / a; // the rest: 1e-18
  if (a < OF_WHOLE.length && Number.isInteger(a)) return OF_WHOLE[a | 0]!;
  let sum = 0;
  for (; a < 10; a++) sum += (a + 0.5) * Math.log1p(1 / a) - 1;
  const square = 1 / (a * a);
  let rest = 0;
  for (let k = SERIES.length - 1; k >= 0; k--) rest = rest * square + SERIES[k]!;
  return sum + rest / a;
}

/**
 * The logarithm of the gamma function: log Γ(a) = log (a − 1)! for a whole a.
 *
 * @param a > 0
 * @returns within 1e-15 of the size of its largest part, a log a
 * @throws {InputError} unless a is above 0
 * @example logGamma(0.5) // 0.5 * Math.log(Math.PI)
 */
export function logGamma(a: number): number {
  if (!(a > 0)) throw new InputError(`log Γ(${a}) is asked for`, { fix: "give a number above 0" });
  if (a === Infinity) return a;
  if (a < 1e-300) return -Math.log(a); // 1 / a would overflow
  return (a - 0.5) * Math.log(a) - a + HALF_LOG_TWO_PI + stirlingRemainder(a);
}
