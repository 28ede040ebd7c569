import { NO_CUT, type Criterion, type Cut } from "./criterion.js";

/** What keeps trees from following chance. */
export interface SplitLimits {
  /** λ ≥ 0: L2 penalty on the value of a leaf, in Hessians, of which a row has ¼ at most. */
  readonly lambda: number;
  /** A child has at least this sum of Hessians. */
  readonly minChildWeight: number;
  /** A child has at least so many rows; 1 without it. */
  readonly minRows?: number;
}

/** Less than this is what rounding leaves of a sum that is taken from itself. */
const EMPTY = 1e-9;

/**
 * Trees that take a Newton step of boosting. A bin has its sums of gradients G and Hessians H, and its
 * number of rows; a step is a row's gradient and Hessian.
 *
 *     gain = ½ (G_L² / (H_L + λ) + G_R² / (H_R + λ) − G² / (H + λ))
 *     leaf = −shrinkage · G / (H + λ)
 *
 * @see Chen, Guestrin (2016), "XGBoost: a scalable tree boosting system", KDD, equations 5 to 7
 */
export function newtonCriterion(limits: SplitLimits, shrinkage: number): Criterion {
  const { lambda } = limits;
  return {
    stride: 3,
    leastGain: 0,
    addRows({ columns, places }, { rows, steps }, { from, to }, histogram) {
      const width = columns.length;
      for (let i = from; i < to; i++) {
        const gradient = steps[2 * i]!;
        const hessian = steps[2 * i + 1]!;
        const first = rows[i]! * width;
        for (let value = first; value < first + width; value++) {
          const place = places[value]!;
          histogram[place]! += gradient;
          histogram[place + 1]! += hessian;
          histogram[place + 2]! += 1;
        }
      }
    },
    addColumn(codes, { rows, steps }, { from, to }, sums) {
      for (let i = from; i < to; i++) {
        const place = 3 * codes[rows[i]!]!;
        sums[place]! += steps[2 * i]!;
        sums[place + 1]! += steps[2 * i + 1]!;
        sums[place + 2]! += 1;
      }
    },
    totals({ steps }, { from, to }) {
      let [gradient, hessian] = [0, 0];
      for (let i = from; i < to; i++) {
        gradient += steps[2 * i]!;
        hessian += steps[2 * i + 1]!;
      }
      return Float64Array.of(gradient, hessian, to - from);
    },
    isDone: ([, , rows = 0]) => rows < 2,
    bestCut: (sums, totals, order, oneByOne) =>
      bestNewtonCut(sums, totals, order, oneByOne, limits),
    rank: (sums, bin) =>
      sums[3 * bin + 2]! > 0 ? sums[3 * bin]! / Math.max(EMPTY, sums[3 * bin + 1]! + lambda) : 0,
    leaf([gradient = 0, hessian = 0]) {
      const curvature = hessian + lambda; // 0 for rows that are certain by now, without a penalty
      return [curvature > 0 ? (-shrinkage * gradient) / curvature : 0];
    },
  };
}

function bestNewtonCut(
  sums: Float64Array,
  totals: Float64Array,
  order: Uint16Array,
  oneByOne: boolean,
  { lambda, minChildWeight, minRows = 1 }: SplitLimits,
): Cut {
  const gradient = totals[0]!;
  const hessian = totals[1]!;
  const rows = totals[2]!;
  const least = Math.max(EMPTY, minChildWeight - EMPTY);
  let [best, size] = [-Infinity, 0];
  let [leftGradient, leftHessian, leftRows] = [0, 0, 0];
  for (let place = 0; place < order.length; place++) {
    const at = 3 * order[place]!;
    const inBin = sums[at + 2]!;
    if (inBin === 0) continue;
    if (oneByOne) leftGradient = leftHessian = leftRows = 0;
    leftGradient += sums[at]!;
    leftHessian += sums[at + 1]!;
    leftRows += inBin;
    const rightHessian = hessian - leftHessian;
    if (leftRows < minRows || rows - leftRows < minRows) continue;
    if (leftHessian < least || rightHessian < least) continue;
    const rightGradient = gradient - leftGradient;
    const score =
      (leftGradient * leftGradient) / (leftHessian + lambda) +
      (rightGradient * rightGradient) / (rightHessian + lambda);
    if (score > best) [best, size] = [score, place + 1];
  }
  if (size === 0) return NO_CUT;
  return { gain: (best - (gradient * gradient) / (hessian + lambda)) / 2, size };
}
