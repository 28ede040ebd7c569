import { gammaFactor, incompleteGamma } from "../special/incomplete-gamma.js";
import { increasingRoot } from "../special/increasing-root.js";
import {
  checkedNonNegative,
  checkedPoint,
  checkedPositive,
  checkedProbability,
} from "./arguments.js";

/**
 * Lower tail of the noncentral chi-square distribution: P(X ≤ x), with X the sum of ν squared
 * normals of variance 1 whose squared means sum to λ. It is the law of a chi-square statistic, or
 * of a PSI over 1/n + 1/m, where something did change.
 *
 *     P = Σ over j of e^(−λ/2) (λ/2)^j / j! · P(ν/2 + j, x/2)        P: lower incomplete gamma
 *
 * @param x any number; the distribution has its mass above 0
 * @param degreesOfFreedom ν > 0
 * @param noncentrality λ ≥ 0; at 0 it is the chi-square distribution
 * @returns a probability in [0, 1], to 1e-11 relative down to 1e-250
 * @throws {InputError} when x is NaN, ν is not above 0, or λ is negative or infinite
 * @example noncentralChiSquareCdf(2, 2, 0) // 1 - Math.exp(-1)
 *
 * O(√λ) terms.
 * @see Johnson, Kotz, Balakrishnan (1995), "Continuous Univariate Distributions", volume 2, 29.3
 */
export function noncentralChiSquareCdf(
  x: number,
  degreesOfFreedom: number,
  noncentrality: number,
): number {
  const nu = checkedPositive("degreesOfFreedom", degreesOfFreedom);
  const lambda = checkedNonNegative("noncentrality", noncentrality);
  if (checkedPoint(x) <= 0) return 0;
  if (lambda === 0 || x === Infinity) return incompleteGamma(nu / 2, x / 2).lower;
  return Math.min(1, lowerSum(nu / 2, lambda / 2, x / 2));
}

/**
 * Upper tail of the noncentral chi-square distribution: P(X > x), the power of a chi-square test
 * whose critical value is x.
 *
 *     P = Σ over j of e^(−λ/2) (λ/2)^j / j! · Q(ν/2 + j, x/2)        Q: upper incomplete gamma
 *
 * @throws {InputError} when x is NaN, ν is not above 0, or λ is negative or infinite
 * @example noncentralChiSquareSf(2, 2, 0) // Math.exp(-1)
 */
export function noncentralChiSquareSf(
  x: number,
  degreesOfFreedom: number,
  noncentrality: number,
): number {
  const nu = checkedPositive("degreesOfFreedom", degreesOfFreedom);
  const lambda = checkedNonNegative("noncentrality", noncentrality);
  if (checkedPoint(x) <= 0) return 1;
  if (lambda === 0 || x === Infinity) return incompleteGamma(nu / 2, x / 2).upper;
  return Math.min(1, upperSum(nu / 2, lambda / 2, x / 2));
}

/**
 * The x with P(X ≤ x) = p: the inverse of `noncentralChiSquareCdf`.
 *
 * @throws {InputError} when p is not a probability, ν is not above 0, or λ is negative or infinite
 * @example noncentralChiSquareQuantile(0.95, 1, 0) // 3.841458820694124
 */
export function noncentralChiSquareQuantile(
  p: number,
  degreesOfFreedom: number,
  noncentrality: number,
): number {
  if (checkedProbability(p) > 0.5) {
    return noncentralChiSquareIsf(1 - p, degreesOfFreedom, noncentrality);
  }
  if (p === 0) return 0;
  const target = Math.log(p);
  return solve(degreesOfFreedom, noncentrality, (x) => {
    return Math.log(noncentralChiSquareCdf(x, degreesOfFreedom, noncentrality)) - target;
  });
}

/**
 * The x with P(X > x) = p: the inverse of `noncentralChiSquareSf`.
 *
 * @throws {InputError} when p is not a probability, ν is not above 0, or λ is negative or infinite
 * @example noncentralChiSquareIsf(0.05, 1, 0) // 3.841458820694124
 */
export function noncentralChiSquareIsf(
  p: number,
  degreesOfFreedom: number,
  noncentrality: number,
): number {
  if (checkedProbability(p) > 0.5) {
    return noncentralChiSquareQuantile(1 - p, degreesOfFreedom, noncentrality);
  }
  if (p === 0) return Infinity;
  const target = Math.log(p);
  return solve(degreesOfFreedom, noncentrality, (x) => {
    return target - Math.log(noncentralChiSquareSf(x, degreesOfFreedom, noncentrality));
  });
}

/**
 * The noncentrality λ at which the lower tail at x is p: an end of the confidence interval for λ
 * once x has been observed, and the effect that a test with critical value x finds with power 1 − p.
 *
 *     interval at level 1 − α:  from the λ with p = 1 − α/2 to that with p = α/2
 *
 * @param x ≥ 0
 * @param degreesOfFreedom ν > 0
 * @param p in [0, 1]
 * @returns λ ≥ 0; 0 where even without noncentrality the tail is no larger than p; Infinity at p = 0
 * @throws {InputError} when an argument is out of its range
 * @example noncentralityOf(2, 2, 0.9) // 0
 *
 * Some fifteen sums of O(√λ) terms.
 */
export function noncentralityOf(x: number, degreesOfFreedom: number, p: number): number {
  checkedPositive("degreesOfFreedom", degreesOfFreedom);
  checkedNonNegative("x", x);
  if (checkedProbability(p) === 0) return Infinity;
  const excess = (lambda: number) =>
    p <= 0.5
      ? Math.log(p) - Math.log(noncentralChiSquareCdf(x, degreesOfFreedom, lambda))
      : Math.log(noncentralChiSquareSf(x, degreesOfFreedom, lambda)) - Math.log1p(-p);
  if (p === 1 || excess(0) >= 0) return 0;
  // In √λ, of which the standard deviation is about 1 wherever λ is; below 0 all is as at 0.
  const guess = Math.sqrt(Math.max(1, x - degreesOfFreedom));
  return increasingRoot((root) => excess(Math.max(0, root) ** 2), guess, 1) ** 2;
}

/** In log x from the mean ν + λ, with the relative standard deviation as first step. */
function solve(nu: number, lambda: number, f: (x: number) => number): number {
  checkedPositive("degreesOfFreedom", nu);
  const mean = nu + checkedNonNegative("noncentrality", lambda);
  const step = Math.min(1, Math.sqrt(2 * nu + 4 * lambda) / mean);
  return Math.exp(increasingRoot((log) => f(Math.exp(log)), Math.log(mean), step));
}

/** Where Poisson(j; b) times the gamma factor of a + j at h is largest: j (j + a) = b h. */
function peakOf(a: number, b: number, h: number): number {
  return (2 * b * h) / (a + Math.sqrt(a * a + 4 * b * h));
}

/** How far from a peak at j the terms still count: 12 standard deviations, and some for small j. */
function reachOf(j: number): number {
  return 12 * Math.sqrt(j + 1) + 20;
}

/** What underflows stays 0 for ever, and terms as small as this do not count. */
const TINY = 1e-290;

/** Upwards: each Q follows from the one before by an addition, so no digits are lost. */
function upperSum(a: number, b: number, h: number): number {
  const peak = Math.max(b, peakOf(a, b, h));
  let j = Math.max(0, Math.floor(peak - reachOf(peak)));
  while (j < peak && a + j < h && gammaFactor(a + j, h) < TINY) j++;
  let weight = poisson(j, b);
  let tail = incompleteGamma(a + j, h).upper;
  let factor = gammaFactor(a + j, h);
  let sum = weight * tail;
  for (let term = sum; j < peak || term > sum * 1e-17; j++) {
    weight *= b / (j + 1);
    tail += factor;
    factor *= h / (a + j + 1);
    sum += term = weight * tail;
  }
  return sum;
}

/** Downwards, for the same reason. */
function lowerSum(a: number, b: number, h: number): number {
  const peak = Math.min(b, peakOf(a, b, h));
  let j = Math.ceil(peak + reachOf(peak));
  while (j > 0 && Math.min(poisson(j, b), gammaFactor(a + j, h)) < TINY) j--;
  let weight = poisson(j, b);
  let tail = incompleteGamma(a + j, h).lower;
  let factor = gammaFactor(a + j, h);
  let sum = weight * tail;
  for (let term = sum; j > 0 && (j > peak || term > sum * 1e-17); j--) {
    weight *= j / b;
    factor *= (a + j) / h;
    tail += factor;
    sum += term = weight * tail;
  }
  return sum;
}

/** e^(−b) b^j / j!. */
function poisson(j: number, b: number): number {
  return j === 0 ? Math.exp(-b) : gammaFactor(j, b);
}
