import { MISSING_BIN, type BinnedColumn } from "./binned-column.js";
import { NO_CUT, type Criterion, type Cut } from "./criterion.js";

/** A way to part the bins of a column in two. */
export interface Split {
  /** What the criterion gains. */
  readonly gain: number;
  /** For each bin 1 where it goes right, else 0. */
  readonly goesRight: Uint8Array;
}

/**
 * The split of a node by one column that gains most.
 *
 * An ordered column is split at an edge, its missing values on the better side. Categories, the
 * missing one among them, are put in the order of the criterion (of the gradient, or of the share of
 * a class): the best of all subsets is then one of the prefixes (without a penalty, and of two
 * classes; close to it otherwise). Categories that are asked one by one are parted from the rest. A
 * bin that the node does not have goes with the child of more rows.
 *
 * @param sums those of the bins of the column, side by side
 * @param totals their sum
 * @param atLeast a gain to beat
 * @returns null where no split gains more
 * @see Fisher (1958), "On grouping for maximum homogeneity", JASA 53(284), 789–798
 */
export function bestSplit(
  criterion: Criterion,
  sums: Float64Array,
  totals: Float64Array,
  column: Pick<BinnedColumn, "bins" | "ordered" | "oneByOne">,
  atLeast = criterion.leastGain,
): Split | null {
  const { bins, ordered, oneByOne = false } = column;
  const { stride } = criterion;
  let best = NO_CUT;
  let bestOrder: Uint16Array | undefined;
  const consider = (order: Uint16Array) => {
    const cut = criterion.bestCut(sums, totals, order, oneByOne);
    if (cut.gain > Math.max(best.gain, atLeast)) [best, bestOrder] = [cut, order];
  };
  if (ordered || oneByOne) {
    consider(ascending(1, bins)); // what is not listed goes right: the missing ones
    if (ordered && sums[stride * MISSING_BIN + stride - 1]! > 0) consider(ascending(0, bins));
  } else {
    const ranks = Float64Array.from({ length: bins }, (_, bin) => criterion.rank(sums, bin));
    consider(
      ascending(0, bins)
        .slice()
        .sort((a, b) => ranks[a]! - ranks[b]! || a - b),
    );
  }
  if (bestOrder === undefined) return null;
  const counts = (bin: number) => sums[stride * bin + stride - 1]!;
  const goesRight = oneByOne
    ? alone(bins, bestOrder[best.size - 1]!)
    : sidesOf(counts, column, best, bestOrder);
  return { gain: best.gain, goesRight };
}

let ladder = new Uint16Array(0);

/** Bins from one up to another, that not included. */
function ascending(from: number, to: number): Uint16Array {
  if (ladder.length < to) ladder = Uint16Array.from({ length: to }, (_, bin) => bin);
  return ladder.subarray(from, to);
}

function alone(bins: number, bin: number): Uint8Array {
  const goesRight = new Uint8Array(bins);
  goesRight[bin] = 1;
  return goesRight;
}

function sidesOf(
  counts: (bin: number) => number,
  { bins, ordered }: Pick<BinnedColumn, "bins" | "ordered">,
  { size }: Cut,
  order: Uint16Array,
): Uint8Array {
  const goesRight = new Uint8Array(bins).fill(1);
  for (const bin of order.subarray(0, size)) goesRight[bin] = 0;
  let balance = 0; // the rows of the right child less those of the left one
  for (let bin = 0; bin < bins; bin++) balance += (goesRight[bin] === 1 ? 1 : -1) * counts(bin);
  for (let bin = 0; bin < bins; bin++) {
    const isPlaced = counts(bin) > 0 || (ordered && bin !== MISSING_BIN);
    if (!isPlaced) goesRight[bin] = Number(balance > 0);
  }
  return goesRight;
}
