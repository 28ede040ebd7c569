import stdlibNormalCdf from "@stdlib/stats-base-dists-normal-cdf";
import { checkedPoint, checkedProbability } from "./arguments.js";

/**
 * Lower tail of the standard normal distribution: P(Z ≤ z). Both tails keep their digits down to
 * the smallest double (2e-13 relative against 60-digit arithmetic).
 *
 * @param z any number, ±Infinity included
 * @returns a probability in [0, 1]
 * @throws {InputError} when z is NaN
 * @example normalCdf(-1.959963984540054) // 0.025
 */
export function normalCdf(z: number): number {
  return stdlibNormalCdf(checkedPoint(z), 0, 1);
}

/**
 * Upper tail of the standard normal distribution: P(Z > z) = P(Z ≤ −z), never 1 − cdf.
 *
 * @throws {InputError} when z is NaN
 * @example normalSf(1.959963984540054) // 0.025
 */
export function normalSf(z: number): number {
  return normalCdf(-z);
}

/**
 * The z with P(Z ≤ z) = p: the inverse of `normalCdf`, to 1e-15 relative for p down to 1e-308 and
 * next to 1/2.
 *
 * The rational approximations of algorithm AS 241, PPND16: in q = p − 1/2 where |q| ≤ 0.425, else
 * in √(−log min(p, 1 − p)).
 *
 * @param p a probability in [0, 1]
 * @returns z; −Infinity at 0, Infinity at 1
 * @throws {InputError} when p is not a probability
 * @example normalQuantile(0.975) // 1.959963984540054
 * @see Wichura (1988), "Algorithm AS 241: The percentage points of the normal distribution",
 *   Applied Statistics 37(3), 477–484
 */
export function normalQuantile(p: number): number {
  const q = checkedProbability(p) - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRAL, 0.180625 - q * q);
  const tail = Math.min(p, 1 - p); // exact: for p ≥ 1/2 the difference has no rounding
  const r = Math.sqrt(-Math.log(tail));
  const z = r === Infinity ? r : r <= 5 ? ratio(MIDDLE, r - 1.6) : ratio(FAR, r - 5);
  return q < 0 ? -z : z;
}

/**
 * The z with P(Z > z) = p: the inverse of `normalSf`, right where 1 − p would round to 1.
 *
 * @throws {InputError} when p is not a probability
 * @example normalIsf(0.025) // 1.959963984540054
 */
export function normalIsf(p: number): number {
  return 0 - normalQuantile(p); // a subtraction, so that the median is 0 and not −0
}

/** Coefficients of a numerator and a denominator, from the highest power down. */
type Ratio = readonly [numerator: readonly number[], denominator: readonly number[]];

function ratio([numerator, denominator]: Ratio, x: number): number {
  return horner(numerator, x) / horner(denominator, x);
}

function horner(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

// The coefficients of PPND16, each to the nearest double: |p − 1/2| ≤ 0.425, then r ≤ 5 (tails down to 1.4e-11), then the rest.
const CENTRAL: Ratio = [
  [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  [
    5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
];
const MIDDLE: Ratio = [
  [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
    3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
    0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
  ],
];
const FAR: Ratio = [
  [
    2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  [
    2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
];
