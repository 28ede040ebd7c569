import { incompleteBeta } from "../special/incomplete-beta.js";
import { inverseIncompleteBeta } from "../special/inverse-incomplete-beta.js";
import { logGamma } from "../special/log-gamma.js";
import { checkedPoint, checkedPositive, checkedProbability } from "./arguments.js";

/** |t| / √ν beyond which the first term of the tail is the tail, and its square may overflow. */
const FAR = 1e100;

/**
 * Upper tail of Student's t distribution: P(T > t), one side of the p-value of a t test.
 *
 *     P = I_x(ν / 2, 1 / 2) / 2        x = ν / (ν + t²), where t ≥ 0
 *     P(T > t) = 1 − P(T > −t)          where t < 0
 *
 * @param t any number
 * @param degreesOfFreedom ν > 0, whole or not; 10⁶ and beyond are as exact as 1
 * @returns a probability in [0, 1], to 1e-12 relative down to 1e-300
 * @throws {InputError} when t is NaN or ν is not above 0
 * @example studentsTSf(1, 1) // 0.25
 */
export function studentsTSf(t: number, degreesOfFreedom: number): number {
  const nu = checkedPositive("degreesOfFreedom", degreesOfFreedom);
  const u = Math.abs(checkedPoint(t)) / Math.sqrt(nu);
  const tail = u > FAR ? farTail(u, nu) : nearTail(u, nu);
  return t >= 0 ? tail : 1 - tail;
}

/**
 * Lower tail of Student's t distribution: P(T ≤ t) = P(T > −t).
 *
 * @throws {InputError} when t is NaN or ν is not above 0
 * @example studentsTCdf(1, 1) // 0.75
 */
export function studentsTCdf(t: number, degreesOfFreedom: number): number {
  return studentsTSf(-t, degreesOfFreedom);
}

/**
 * The t with P(T > t) = p: the inverse of `studentsTSf`, the one-sided critical value at level p.
 *
 * @param p a probability in [0, 1]
 * @returns t; Infinity at 0, −Infinity at 1
 * @throws {InputError} when p is not a probability or ν is not above 0
 * @example studentsTIsf(0.25, 1) // 1
 */
export function studentsTIsf(p: number, degreesOfFreedom: number): number {
  const nu = checkedPositive("degreesOfFreedom", degreesOfFreedom);
  if (checkedProbability(p) > 0.5) return -studentsTIsf(1 - p, nu);
  if (p === 0) return Infinity;
  if (p === 0.5) return 0;
  const far = Math.exp(-(Math.log(p) + logFarFactor(nu)) / nu);
  if (far > FAR) return far * Math.sqrt(nu);
  // Next to the median the middle is the small share, and 1 − 2p has no rounding.
  const logit =
    p <= 0.25
      ? -inverseIncompleteBeta("lower", 2 * p, nu / 2, 0.5)
      : inverseIncompleteBeta("lower", 1 - 2 * p, 0.5, nu / 2);
  return Math.sqrt(nu) * Math.exp(logit / 2);
}

/**
 * The t with P(T ≤ t) = p: the inverse of `studentsTCdf`.
 *
 * @throws {InputError} when p is not a probability or ν is not above 0
 * @example studentsTQuantile(0.75, 1) // 1
 */
export function studentsTQuantile(p: number, degreesOfFreedom: number): number {
  return 0 - studentsTIsf(p, degreesOfFreedom); // a subtraction: the median is 0 and not −0
}

function nearTail(u: number, nu: number): number {
  const square = u * u;
  return incompleteBeta(1 / (1 + square), 1 / (1 + 1 / square), nu / 2, 0.5).lower / 2;
}

/** u^(−ν) / (ν B(ν / 2, 1 / 2)): the first term of the tail in 1 / u², the others being nil. */
function farTail(u: number, nu: number): number {
  return Math.exp(-nu * Math.log(u) - logFarFactor(nu));
}

function logFarFactor(nu: number): number {
  return Math.log(nu) + logGamma(nu / 2) + 0.5 * Math.log(Math.PI) - logGamma((nu + 1) / 2);
}
