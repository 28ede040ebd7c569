import { incompleteBeta } from "../special/incomplete-beta.js";
import { inverseIncompleteBeta } from "../special/inverse-incomplete-beta.js";
import { checkedPoint, checkedPositive, checkedProbability } from "./arguments.js";

/**
 * Lower tail of the beta distribution: P(X ≤ x) = I_x(a, b).
 *
 * @param x any number; the distribution has its mass in [0, 1]
 * @param a first shape, > 0
 * @param b second shape, > 0
 * @returns a probability in [0, 1], to 1e-12 relative down to 1e-300
 * @throws {InputError} when x is NaN or a shape is not above 0
 * @example betaCdf(0.25, 1, 2) // 1 - 0.75 ** 2
 */
export function betaCdf(x: number, a: number, b: number): number {
  return tails(x, a, b).lower;
}

/**
 * Upper tail of the beta distribution: P(X > x).
 *
 * @throws {InputError} when x is NaN or a shape is not above 0
 * @example betaSf(0.25, 1, 2) // 0.75 ** 2
 */
export function betaSf(x: number, a: number, b: number): number {
  return tails(x, a, b).upper;
}

/**
 * The x with P(X ≤ x) = p: the inverse of `betaCdf`, as for Clopper-Pearson intervals.
 *
 * @throws {InputError} when p is not a probability or a shape is not above 0
 * @example betaQuantile(0.19, 1, 2) // 0.1
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (checkedProbability(p) > 0.5) return upperPoint(1 - p, a, b);
  return lowerPoint(p, a, b);
}

/**
 * The x with P(X > x) = p: the inverse of `betaSf`.
 *
 * @throws {InputError} when p is not a probability or a shape is not above 0
 * @example betaIsf(0.81, 1, 2) // 0.1
 */
export function betaIsf(p: number, a: number, b: number): number {
  if (checkedProbability(p) > 0.5) return lowerPoint(1 - p, a, b);
  return upperPoint(p, a, b);
}

function tails(x: number, a: number, b: number) {
  const inside = Math.min(Math.max(checkedPoint(x), 0), 1);
  return incompleteBeta(inside, 1 - inside, checkedPositive("a", a), checkedPositive("b", b));
}

function lowerPoint(p: number, a: number, b: number): number {
  const t = inverseIncompleteBeta("lower", p, checkedPositive("a", a), checkedPositive("b", b));
  return p === 0 ? 0 : 1 / (1 + Math.exp(-t));
}

function upperPoint(p: number, a: number, b: number): number {
  const t = inverseIncompleteBeta("upper", p, checkedPositive("a", a), checkedPositive("b", b));
  return p === 0 ? 1 : 1 / (1 + Math.exp(-t));
}
