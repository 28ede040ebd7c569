import { MISSING_BIN, MOST_BINS, type BinnedColumn } from "./binned-column.js";

/** What keeps trees from following chance. */
export interface SplitLimits {
  /** λ ≥ 0: L2 penalty on the value of a leaf, in Hessians, of which a row has ¼ at most. */
  readonly lambda: number;
  /** A child has at least this sum of Hessians. */
  readonly minChildWeight: number;
}

/** A way to part the bins of a column in two. */
export interface Split {
  /** By how much it lowers the loss, to second order; > 0. */
  readonly gain: number;
  /** For each bin 1 where it goes right, else 0. */
  readonly goesRight: Uint8Array;
}

/** Less than this is an empty bin: what rounding leaves of a sum that is taken from itself. */
const EMPTY = 1e-9;

/**
 * The split of a node by one column that lowers the loss most, to second order:
 *
 *     gain = ½ (G_L² / (H_L + λ) + G_R² / (H_R + λ) − G² / (H + λ))
 *
 * An ordered column is split at an edge, its missing values on the better side. Categories, the
 * missing one among them, are put in the order of G / (H + λ) at this node: the best of all subsets
 * is then one of the prefixes (for λ = 0; close to it otherwise). A category that the node does not
 * have goes with the heavier child.
 *
 * @param sums gradient and Hessian of each bin, side by side
 * @param atLeast a gain to beat
 * @returns null where no split gains more
 * @see Chen, Guestrin (2016), "XGBoost: a scalable tree boosting system", KDD, equation 7
 * @see Fisher (1958), "On grouping for maximum homogeneity", JASA 53(284), 789–798
 */
export function bestSplit(
  sums: Float64Array,
  { bins, ordered }: BinnedColumn,
  limits: SplitLimits,
  atLeast = 0,
): Split | null {
  let best: (Cut & { order: Uint8Array }) | null = null;
  for (const order of ordered ? ascendingOrders(sums, bins) : [byGradient(sums, bins, limits)]) {
    const cut = bestCut(sums, order, limits);
    if (cut.gain > (best?.gain ?? atLeast)) best = { ...cut, order };
  }
  return best && { gain: best.gain, goesRight: sidesOf(sums, ordered, best) };
}

const ASCENDING = Uint8Array.from({ length: MOST_BINS }, (_, bin) => bin);

/** Bins in their order: the missing one at the end, and where there are such rows at the start. */
function ascendingOrders(sums: Float64Array, bins: number): Uint8Array[] {
  const missingLast = ASCENDING.subarray(1, bins); // what is not listed comes last
  return sums[2 * MISSING_BIN + 1]! > EMPTY
    ? [missingLast, ASCENDING.subarray(0, bins)]
    : [missingLast];
}

function byGradient(sums: Float64Array, bins: number, { lambda }: SplitLimits): Uint8Array {
  const values = new Float64Array(bins);
  for (let bin = 0; bin < bins; bin++) {
    const hessian = sums[2 * bin + 1]!;
    values[bin] = hessian > EMPTY ? sums[2 * bin]! / (hessian + lambda) : 0;
  }
  return ASCENDING.slice(0, bins).sort((a, b) => values[a]! - values[b]! || a - b);
}

/** The first `size` bins of an order go left. */
interface Cut {
  readonly gain: number;
  readonly size: number;
}

function bestCut(sums: Float64Array, order: Uint8Array, limits: SplitLimits): Cut {
  const { lambda, minChildWeight } = limits;
  let gradient = 0;
  let hessian = 0;
  for (let at = 0; at < sums.length; at += 2) {
    gradient += sums[at]!;
    hessian += sums[at + 1]!;
  }
  const whole = (gradient * gradient) / (hessian + lambda);
  const most = Math.min(order.length, sums.length / 2 - 1); // one bin stays right
  let [best, size] = [whole, 0];
  let leftGradient = 0;
  let leftHessian = 0;
  for (let place = 0; place < most; place++) {
    const at = 2 * order[place]!;
    leftGradient += sums[at]!;
    leftHessian += sums[at + 1]!;
    const rightHessian = hessian - leftHessian;
    if (leftHessian < minChildWeight || rightHessian < minChildWeight) continue;
    const rightGradient = gradient - leftGradient;
    const score =
      (leftGradient * leftGradient) / (leftHessian + lambda) +
      (rightGradient * rightGradient) / (rightHessian + lambda);
    if (score > best) [best, size] = [score, place + 1];
  }
  return { gain: (best - whole) / 2, size };
}

function sidesOf(
  sums: Float64Array,
  ordered: boolean,
  { order, size }: Cut & { readonly order: Uint8Array },
): Uint8Array {
  const goesRight = new Uint8Array(sums.length / 2).fill(1);
  for (const bin of order.subarray(0, size)) goesRight[bin] = 0;
  let balance = 0; // the weight of the right child less that of the left one
  goesRight.forEach((right, bin) => (balance += (right === 1 ? 1 : -1) * sums[2 * bin + 1]!));
  goesRight.forEach((_, bin) => {
    const isPlaced = sums[2 * bin + 1]! > EMPTY || (ordered && bin !== MISSING_BIN);
    if (!isPlaced) goesRight[bin] = Number(balance > 0);
  });
  return goesRight;
}
