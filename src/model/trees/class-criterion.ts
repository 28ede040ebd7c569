import { NO_CUT, type Criterion, type Cut } from "./criterion.js";

/** How mixed the classes of a node are: by the chance of a mistake, or in bits of information. */
export const impurities = ["gini", "entropy"] as const;
export type Impurity = (typeof impurities)[number];

export interface ClassLimits {
  readonly impurity: Impurity;
  /** A child has at least so many rows. */
  readonly minRows: number;
}

/**
 * Trees that part classes. A bin has the weight of each of its classes and its number of rows; a step
 * is a row's class and weight. The gain is what a cut takes off the impurity, times the weight; with
 * w_k the weight of class k in a node and W their sum:
 *
 *     gini      W − Σ_k w_k² / W
 *     entropy   W ln W − Σ_k w_k ln w_k
 *
 * A leaf says the share of each class. A mixed node is cut even where no cut gains (as in an
 * exclusive or), as long as the limits allow: its children may gain.
 *
 * @see Breiman, Friedman, Olshen, Stone (1984), "Classification and regression trees", chapter 4
 */
export function classCriterion(classCount: number, limits: ClassLimits): Criterion {
  const stride = classCount + 1;
  return {
    stride,
    leastGain: -Infinity,
    addRows({ columns, places }, { rows, steps }, { from, to }, histogram) {
      const width = columns.length;
      for (let i = from; i < to; i++) {
        const label = steps[2 * i]!;
        const weight = steps[2 * i + 1]!;
        const first = rows[i]! * width;
        for (let value = first; value < first + width; value++) {
          const place = places[value]!;
          histogram[place + label]! += weight;
          histogram[place + classCount]! += 1;
        }
      }
    },
    addColumn(codes, { rows, steps }, { from, to }, sums) {
      for (let i = from; i < to; i++) {
        const place = stride * codes[rows[i]!]!;
        sums[place + steps[2 * i]!]! += steps[2 * i + 1]!;
        sums[place + classCount]! += 1;
      }
    },
    totals({ steps }, { from, to }) {
      const totals = new Float64Array(stride);
      for (let i = from; i < to; i++) totals[steps[2 * i]!]! += steps[2 * i + 1]!;
      totals[classCount] = to - from;
      return totals;
    },
    isDone: (totals) =>
      totals[classCount]! < 2 * limits.minRows ||
      totals.subarray(0, classCount).filter((weight) => weight > 0).length < 2,
    bestCut: (sums, totals, order, oneByOne) => bestClassCut(sums, totals, order, oneByOne, limits),
    rank: (sums, bin) => {
      const weights = sums.subarray(stride * bin, stride * bin + classCount);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return total > 0 ? weights[classCount - 1]! / total : 0;
    },
    leaf(totals) {
      const weights = totals.subarray(0, classCount);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return Array.from(weights, (weight) => weight / total);
    },
  };
}

function bestClassCut(
  sums: Float64Array,
  totals: Float64Array,
  order: Uint16Array,
  oneByOne: boolean,
  { impurity, minRows }: ClassLimits,
): Cut {
  const classCount = totals.length - 1;
  const isGini = impurity === "gini";
  const rows = totals[classCount]!;
  const left = new Float64Array(classCount);
  let [best, size, leftRows] = [-Infinity, 0, 0];
  for (let place = 0; place < order.length; place++) {
    const at = (classCount + 1) * order[place]!;
    const inBin = sums[at + classCount]!;
    if (inBin === 0) continue;
    leftRows = oneByOne ? inBin : leftRows + inBin;
    for (let k = 0; k < classCount; k++)
      left[k] = oneByOne ? sums[at + k]! : left[k]! + sums[at + k]!;
    if (leftRows < minRows || rows - leftRows < minRows) continue;
    const score = isGini ? giniScore(left, totals) : entropyScore(left, totals);
    if (score > best) [best, size] = [score, place + 1];
  }
  if (size === 0) return NO_CUT;
  const nothing = new Float64Array(classCount);
  const whole = isGini ? giniScore(nothing, totals) : entropyScore(nothing, totals);
  return { gain: best - whole, size };
}

/** Σ_k w_k² / W on the left, and on the right. */
function giniScore(left: Float64Array, totals: Float64Array): number {
  let [leftWeight, leftSquares, rightWeight, rightSquares] = [0, 0, 0, 0];
  for (let k = 0; k < left.length; k++) {
    const ofLeft = left[k]!;
    const ofRight = totals[k]! - ofLeft;
    leftWeight += ofLeft;
    leftSquares += ofLeft * ofLeft;
    rightWeight += ofRight;
    rightSquares += ofRight * ofRight;
  }
  const ofLeft = leftWeight > 0 ? leftSquares / leftWeight : 0;
  return ofLeft + (rightWeight > 0 ? rightSquares / rightWeight : 0);
}

/** Σ_k w_k ln w_k − W ln W on the left, and on the right. */
function entropyScore(left: Float64Array, totals: Float64Array): number {
  let [leftWeight, rightWeight, score] = [0, 0, 0];
  for (let k = 0; k < left.length; k++) {
    const ofLeft = left[k]!;
    const ofRight = totals[k]! - ofLeft;
    leftWeight += ofLeft;
    rightWeight += ofRight;
    score += timesLog(ofLeft) + timesLog(ofRight);
  }
  return score - timesLog(leftWeight) - timesLog(rightWeight);
}

function timesLog(x: number): number {
  return x > 0 ? x * Math.log(x) : 0;
}
