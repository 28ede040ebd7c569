import { greatestCommonDivisor } from "../greatest-common-divisor.js";
import { isOneValue, type Ladder } from "./ladder.js";

/** The largest gap between two distribution functions, as far as the cells tell. */
export interface LadderGap {
  /** In whole steps, as `ksGap` counts them: the largest that is known to be reached. */
  readonly size: number;
  /** No gap is larger than this; equal to `size` where D is exact. */
  readonly atMost: number;
  /** D = size / scale. */
  readonly scale: number;
  /** The least value at which it is reached; undefined without a gap, or where no cell tells. */
  readonly location: number | undefined;
  /** Values of x and of y up to there; up to the end of its cell, where no cell tells. */
  readonly below: readonly [i: number, j: number];
  /** Spans that may hold a larger gap, or the place of the largest: the widest bound first. */
  readonly open: readonly number[];
}

/**
 * The two-sided Kolmogorov-Smirnov gap over a ladder. After each cell both functions are exact; within
 * a span of x and y values the gap i·n − j·m lies between what it was before less y·m, and that plus
 * x·n. So only spans whose bound beats the best known gap can hide D. O(cells).
 */
export function ksOfLadder(ladder: Ladder): LadderGap {
  if (ladder.spans === null) return gapOfValues(ladder);
  const { x, y, inside } = ladder;
  const g = greatestCommonDivisor(ladder.m, ladder.n);
  const [m, n] = [ladder.m / g, ladder.n / g];
  const reached = new Float64Array(x.length); // |gap| at the end of a cell, or known within it
  const bound = new Float64Array(x.length);
  let [i, j, size, atMost] = [0, 0, 0, 0];
  for (let k = 0; k < x.length; k++) {
    const before = i * n - j * m;
    i += x[k]!;
    j += y[k]!;
    const found = inside ? inside.gap[k]! : NaN;
    reached[k] = Number.isNaN(found) ? Math.abs(i * n - j * m) : found;
    bound[k] = isSettled(ladder, k)
      ? reached[k]!
      : Math.max(Math.abs(before + x[k]! * n), Math.abs(before - y[k]! * m));
    size = Math.max(size, reached[k]!);
    atMost = Math.max(atMost, bound[k]!);
  }
  const at = size > 0 ? reached.indexOf(size) : -1;
  const open: number[] = [];
  for (let k = 0; k < x.length; k++) {
    if (isSettled(ladder, k)) continue;
    // A span at or before the best gap may reach the same at a smaller value.
    if (bound[k]! > size || (k <= at && bound[k] === size)) open.push(k);
  }
  open.sort((a, b) => bound[b]! - bound[a]! || a - b);
  const isKnown = at !== -1 && isSettled(ladder, at);
  return {
    size,
    atMost,
    scale: m * ladder.n,
    location: isKnown ? gapAt(ladder, at) : undefined,
    below: upTo(ladder, at),
    open,
  };
}

/** The same where every cell is one value: no cell can hide anything. */
function gapOfValues({ low, x, y, ...sizes }: Ladder): LadderGap {
  const g = greatestCommonDivisor(sizes.m, sizes.n);
  const [m, n] = [sizes.m / g, sizes.n / g];
  let [i, j, size, at, xUpTo, yUpTo] = [0, 0, 0, -1, 0, 0];
  for (let k = 0; k < x.length; k++) {
    i += x[k]!;
    j += y[k]!;
    const here = Math.abs(i * n - j * m);
    if (here <= size) continue;
    size = here;
    at = k;
    xUpTo = i;
    yUpTo = j;
  }
  const location = at === -1 ? undefined : low[at]!;
  const below = [xUpTo, yUpTo] as const;
  return { size, atMost: size, scale: m * sizes.n, location, below, open: [] };
}

function isSettled(ladder: Ladder, k: number): boolean {
  return isOneValue(ladder, k) || (ladder.inside !== null && !Number.isNaN(ladder.inside.gap[k]!));
}

function gapAt(ladder: Ladder, k: number): number {
  return isOneValue(ladder, k) ? ladder.low[k]! : ladder.inside!.gapAt[k]!;
}

/** How many values of x and y lie up to the gap of cell k; up to its end, where it was not looked into. */
function upTo(ladder: Ladder, k: number): [number, number] {
  if (k !== -1 && !isOneValue(ladder, k) && isSettled(ladder, k)) {
    return [ladder.inside!.xUpTo[k]!, ladder.inside!.yUpTo[k]!];
  }
  let [i, j] = [0, 0];
  for (let c = 0; c <= k; c++) {
    i += ladder.x[c]!;
    j += ladder.y[c]!;
  }
  return [i, j];
}
