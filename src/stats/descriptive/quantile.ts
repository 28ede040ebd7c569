import { InputError, UndefinedError } from "../../core/errors.js";
import { checkedSample, type Sample } from "../../core/sample.js";
import type { ValueCounts } from "../../core/value-counts.js";

/** The nine definitions of Hyndman and Fan: 1 to 3 pick values, 4 to 9 interpolate between them. */
export type QuantileType = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/**
 * The sample quantile at p: the place that a share p of the values lies below.
 *
 * With the sorted values x₁ ≤ … ≤ xₙ and n p + m = j + g, j whole and 0 ≤ g < 1:
 *
 *     Q = (1 − γ) xⱼ + γ xⱼ₊₁            beyond the ends, the first or last value
 *     type 1: m = 0, γ = [g > 0]          2: as 1, but γ = 1/2 where g = 0
 *     type 3: m = −1/2, γ = [g > 0 or j odd]
 *     types 4 to 9: γ = g, m = a + p (1 − a − b) with a = b but in type 4:
 *     4: a = 0, b = 1    5: 1/2    6: 0    7: 1    8: 1/3    9: 3/8
 *
 * @param x n ≥ 1 values in any order; ±Infinity is allowed
 * @param p a share, 0 to 1
 * @param type 7 unless given: the default of numpy, R and simple-statistics
 * @returns a number in the unit of `x`
 * @throws {InputError} when the sample is empty or holds a NaN, or p is not in [0, 1]
 * @throws {UndefinedError} when the quantile lies between −Infinity and Infinity
 * @example quantile([1, 2, 3, 4], 0.25) // 1.75
 * @example quantile([1, 2, 3, 4], 0.25, 6) // 1.25
 *
 * O(n log n). For several quantiles of one sample, count it first: `quantileOfCounts`.
 * @see Hyndman, Fan (1996), "Sample quantiles in statistical packages", The American Statistician
 *   50(4), 361–365
 */
export function quantile(x: Sample, p: number, type: QuantileType = 7): number {
  const sorted = checkedSample("x", x).sort();
  return interpolate((rank) => sorted[rank - 1]!, sorted.length, p, type);
}

/**
 * The same of counted values: a function that answers any number of quantiles, O(log k) each.
 *
 * @param counts k distinct values, ascending, with whole counts
 * @example quantileOfCounts({ values: [1, 5], counts: [3, 1] })(0.75) // 2
 */
export function quantileOfCounts({ values, counts }: Ladder) {
  const upTo = new Float64Array(counts.length); // how many values lie at or below each
  let n = 0;
  for (let k = 0; k < counts.length; k++) upTo[k] = n += counts[k]!;
  if (n === 0) throw new InputError("there are no values", { fix: "give at least one value" });
  const valueAt = (rank: number): number => {
    let low = 0;
    for (let high = upTo.length - 1; low < high;) {
      const middle = (low + high) >> 1;
      if (upTo[middle]! < rank) low = middle + 1;
      else high = middle;
    }
    return values[low]!;
  };
  return (p: number, type: QuantileType = 7): number => interpolate(valueAt, n, p, type);
}

/** Counted values, in whatever kind of array. */
type Ladder = { readonly [K in keyof ValueCounts]: ArrayLike<number> };

/** a and b of n p + m, m = a + p (1 − a − b), for the types that interpolate. */
const PLOTTING: Readonly<Record<4 | 5 | 6 | 7 | 8 | 9, readonly [a: number, b: number]>> = {
  4: [0, 1],
  5: [1 / 2, 1 / 2],
  6: [0, 0],
  7: [1, 1],
  8: [1 / 3, 1 / 3],
  9: [3 / 8, 3 / 8],
};

function interpolate(
  valueAt: (rank: number) => number,
  n: number,
  p: number,
  type: QuantileType,
): number {
  if (!(p >= 0 && p <= 1)) {
    throw new InputError(`${p} is not a share`, { where: "p", fix: "give a number from 0 to 1" });
  }
  const { j, gamma } = placeOf(n, p, type);
  const low = valueAt(Math.min(Math.max(j, 1), n));
  const high = valueAt(Math.min(Math.max(j + 1, 1), n));
  if (gamma === 0 || low === high) return low;
  if (gamma === 1) return high;
  const value = (1 - gamma) * low + gamma * high;
  if (!Number.isNaN(value)) return value;
  throw new UndefinedError("the quantile lies between -Infinity and Infinity", {
    fix: "use a type from 1 to 3, or leave infinite values out",
  });
}

/** The rank below, and how far towards the next one. */
function placeOf(n: number, p: number, type: QuantileType): { j: number; gamma: number } {
  if (type <= 3) {
    const { j, g } = split(type === 3 ? n * p - 0.5 : n * p);
    if (g > 0) return { j, gamma: 1 };
    if (type === 3) return { j, gamma: Math.abs(j % 2) };
    return { j, gamma: type === 1 ? 0 : 0.5 };
  }
  const [a, b] = PLOTTING[type as keyof typeof PLOTTING];
  const { j, g } = split(a + p * (n + 1 - a - b));
  return { j, gamma: g };
}

/** Whole and broken part; 7.000000000000001, which is 100 · 0.07, counts as 7. */
function split(position: number): { j: number; g: number } {
  const nearest = Math.round(position);
  const fuzz = 4 * Number.EPSILON * Math.max(1, Math.abs(position));
  if (Math.abs(position - nearest) < fuzz) return { j: nearest, g: 0 };
  const j = Math.floor(position);
  return { j, g: position - j };
}
