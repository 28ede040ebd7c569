/** Values whose probability is below this share of the mode's are left out: a uniform has 53 bits. */
const NEGLIGIBLE = 2 ** -60;

/** A binomial law written out, so that a draw is a look-up. */
export interface BinomialTable {
  /** The value that the first place stands for. */
  readonly low: number;
  /** P(low + i) / P(mode) at place i. */
  readonly weights: Float64Array;
  /** P(k ≤ low + i) at place i; Infinity at the last: rounding leaves no uniform without a place. */
  readonly cumulative: Float64Array;
  /** Where to begin the search for a uniform in the i-th of equal parts of the unit interval. */
  readonly guide: Int32Array;
}

/**
 * Write out how many of a number of trials succeed,
 *
 *     P(k + 1) / P(k) = (trials − k) / (k + 1) · p / (1 − p)
 *
 * from the mode outwards, as far as a uniform number of 53 bits can tell. To draw, take a uniform u: the
 * value is that of the first place from guide[⌊u · parts⌋] on at which `cumulative` passes u.
 *
 * @param trials a whole number ≥ 0
 * @param probability p of success in each, between 0 and 1, neither included
 *
 * O(standard deviation of the law), 18 of which it spans.
 * @see Chen, Asau (1974), "On generating random variates from an empirical distribution", AIIE
 *   Transactions 6(2), for the look-up
 */
export function binomialTable(trials: number, probability: number): BinomialTable {
  const mode = Math.min(trials, Math.floor((trials + 1) * probability));
  const odds = probability / (1 - probability);
  const from = Math.max(0, mode - reachOf(trials, probability));
  const to = Math.min(trials, mode + reachOf(trials, probability));
  const weights = new Float64Array(to - from + 1);
  weights[mode - from] = 1;
  let first = mode;
  for (let weight = 1; first > from; first--) {
    weight *= first / ((trials - first + 1) * odds);
    if (weight < NEGLIGIBLE) break;
    weights[first - 1 - from] = weight;
  }
  let last = mode;
  for (let weight = 1; last < to; last++) {
    weight *= ((trials - last) * odds) / (last + 1);
    if (weight < NEGLIGIBLE) break;
    weights[last + 1 - from] = weight;
  }
  return searchable(first, weights.subarray(first - from, last - from + 1));
}

/** By Bernstein's inequality what is farther from the mode than this is negligible. */
function reachOf(trials: number, probability: number): number {
  return Math.ceil(9.2 * Math.sqrt(trials * probability * (1 - probability))) + 24;
}

function searchable(low: number, weights: Float64Array): BinomialTable {
  const size = weights.length;
  let total = 0;
  for (let i = 0; i < size; i++) total += weights[i]!;
  const cumulative = new Float64Array(size);
  let sum = 0;
  for (let i = 0; i < size; i++) {
    sum += weights[i]! / total;
    cumulative[i] = sum;
  }
  cumulative[size - 1] = Infinity;
  const parts = 2 * size; // twice the places: few draws have to search then
  const guide = new Int32Array(parts);
  for (let part = 0, i = 0; part < parts; part++) {
    while (cumulative[i]! <= part / parts) i += 1;
    guide[part] = i;
  }
  return { low, weights, cumulative, guide };
}
