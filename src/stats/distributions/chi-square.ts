import { increasingRoot } from "../special/increasing-root.js";
import { incompleteGamma } from "../special/incomplete-gamma.js";
import { checkedPoint, checkedPositive, checkedProbability } from "./arguments.js";

/**
 * Lower tail of the chi-square distribution: P(X ≤ x).
 *
 *     P = P(ν / 2, x / 2), the regularised lower incomplete gamma function
 *
 * Ours, because that of @stdlib is off by 0.01 from ν = 1990 on.
 *
 * @param x any number; the distribution has its mass above 0
 * @param degreesOfFreedom ν > 0, whole or not; 10⁶ and beyond are as exact as 1
 * @returns a probability in [0, 1], to 1e-12 relative down to 1e-300
 * @throws {InputError} when x is NaN or ν is not above 0
 * @example chiSquareCdf(2, 2) // 1 - Math.exp(-1)
 */
export function chiSquareCdf(x: number, degreesOfFreedom: number): number {
  const nu = checkedPositive("degreesOfFreedom", degreesOfFreedom);
  return incompleteGamma(nu / 2, checkedPoint(x) / 2).lower;
}

/**
 * Upper tail of the chi-square distribution: P(X > x), the p-value of a chi-square test.
 *
 * @throws {InputError} when x is NaN or ν is not above 0
 * @example chiSquareSf(3.841458820694124, 1) // 0.05
 */
export function chiSquareSf(x: number, degreesOfFreedom: number): number {
  const nu = checkedPositive("degreesOfFreedom", degreesOfFreedom);
  return incompleteGamma(nu / 2, checkedPoint(x) / 2).upper;
}

/**
 * The x with P(X ≤ x) = p: the inverse of `chiSquareCdf`.
 *
 * @throws {InputError} when p is not a probability or ν is not above 0
 * @example chiSquareQuantile(0.95, 1) // 3.841458820694124
 */
export function chiSquareQuantile(p: number, degreesOfFreedom: number): number {
  if (checkedProbability(p) > 0.5) return chiSquareIsf(1 - p, degreesOfFreedom);
  const nu = checkedPositive("degreesOfFreedom", degreesOfFreedom);
  if (p === 0) return 0;
  const target = Math.log(p);
  return solve(nu, (x) => Math.log(chiSquareCdf(x, nu)) - target);
}

/**
 * The x with P(X > x) = p: the inverse of `chiSquareSf`, the critical value at level p.
 *
 * @throws {InputError} when p is not a probability or ν is not above 0
 * @example chiSquareIsf(0.05, 1) // 3.841458820694124
 */
export function chiSquareIsf(p: number, degreesOfFreedom: number): number {
  if (checkedProbability(p) > 0.5) return chiSquareQuantile(1 - p, degreesOfFreedom);
  const nu = checkedPositive("degreesOfFreedom", degreesOfFreedom);
  if (p === 0) return Infinity;
  const target = Math.log(p);
  return solve(nu, (x) => target - Math.log(chiSquareSf(x, nu)));
}

/** In log x from the mean: a quantile at small ν spans hundreds of powers of ten. */
function solve(nu: number, f: (x: number) => number): number {
  const t = increasingRoot((log) => f(Math.exp(log)), Math.log(nu), 1 / Math.sqrt(1 + nu));
  return Math.exp(t);
}
