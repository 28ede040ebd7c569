import { gammaFactor, incompleteGamma, type TailPair } from "../special/incomplete-gamma.js";
import { increasingRoot } from "../special/increasing-root.js";
import { checkedPoint, checkedPositive, checkedProbability } from "./arguments.js";

/**
 * Lower tail of the noncentral chi-square distribution: P(X ≤ x), where X is a sum of ν squared
 * normal variables whose means have squares that add up to λ. The law of a PSI under a change.
 *
 *     P = Σ_j Poisson(j; λ/2) · P(ν/2 + j, x/2)
 *
 * summed outwards from the largest Poisson weight, with the central tails by their recurrence.
 *
 * @param x any number
 * @param degreesOfFreedom ν > 0
 * @param noncentrality λ ≥ 0
 * @returns a probability in [0, 1], to 1e-12 absolute
 * @throws {InputError} when an argument is out of its range
 * @example noncentralChiSquareCdf(2, 2, 0) // 1 - Math.exp(-1)
 *
 * O(√λ).
 * @see Ding (1992), "Computing the non-central χ² distribution function", Applied Statistics 41, AS 275
 */
export function noncentralChiSquareCdf(
  x: number,
  degreesOfFreedom: number,
  noncentrality: number,
): number {
  return mixture(x, degreesOfFreedom, noncentrality).lower;
}

/** Upper tail of the noncentral chi-square distribution: P(X > x). See {@link noncentralChiSquareCdf}. */
export function noncentralChiSquareSf(
  x: number,
  degreesOfFreedom: number,
  noncentrality: number,
): number {
  return mixture(x, degreesOfFreedom, noncentrality).upper;
}

/**
 * The noncentrality λ at which the lower tail at x is p: an end of the confidence interval for λ once
 * x has been observed.
 *
 * @param x ≥ 0
 * @param p in (0, 1)
 * @returns λ ≥ 0; 0 where even without noncentrality the tail is no larger than p
 * @throws {InputError} when an argument is out of its range
 * @example noncentralityOf(2, 2, 0.9) // 0
 */
export function noncentralityOf(x: number, degreesOfFreedom: number, p: number): number {
  checkedProbability(p);
  if (noncentralChiSquareCdf(x, degreesOfFreedom, 0) <= p) return 0;
  const excess = (lambda: number) =>
    p - noncentralChiSquareCdf(x, degreesOfFreedom, Math.max(0, lambda));
  return Math.max(0, increasingRoot(excess, Math.max(1, x - degreesOfFreedom), 1 + Math.sqrt(x)));
}

function mixture(x: number, degreesOfFreedom: number, noncentrality: number): TailPair {
  const shape = checkedPositive("degreesOfFreedom", degreesOfFreedom) / 2;
  const mean = noncentrality === 0 ? 0 : checkedPositive("noncentrality", noncentrality) / 2;
  const y = checkedPoint(x) / 2;
  if (y <= 0) return { lower: 0, upper: 1 };
  if (mean === 0 || y === Infinity) return incompleteGamma(shape, y);
  const mode = Math.floor(mean);
  const weight = mode === 0 ? Math.exp(-mean) : gammaFactor(mode, mean);
  const center = incompleteGamma(shape + mode, y);
  const up = half({ ...center }, weight, mode, (j) => mean / (j + 1), 1, shape, y);
  const down = half({ ...center }, weight, mode, (j) => j / mean, -1, shape, y);
  return {
    lower: Math.min(1, up.lower + down.lower - weight * center.lower),
    upper: Math.min(1, up.upper + down.upper - weight * center.upper),
  };
}

/** The sum from the mode on to one side, the mode included. */
function half(
  start: { lower: number; upper: number },
  weightAtMode: number,
  mode: number,
  ratio: (j: number) => number,
  direction: 1 | -1,
  shape: number,
  y: number,
): TailPair {
  let { lower, upper } = start;
  let weight = weightAtMode;
  // P(a + 1, y) = P(a, y) − y^a e^(−y) / Γ(a + 1), the last term from the one before it.
  let a = shape + mode - (direction === 1 ? 0 : 1);
  let step = a > 0 ? gammaFactor(a, y) : 0;
  const sum = { lower: 0, upper: 0 };
  for (let j = mode; j >= 0 && weight > weightAtMode * 1e-19; j += direction) {
    sum.lower += weight * lower;
    sum.upper += weight * upper;
    weight *= ratio(j);
    lower = Math.min(1, Math.max(0, lower - direction * step));
    upper = Math.min(1, Math.max(0, upper + direction * step));
    step *= direction === 1 ? y / (a + 1) : a / y;
    a += direction;
  }
  return sum;
}
