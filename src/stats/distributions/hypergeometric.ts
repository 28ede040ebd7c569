import { logBinomialPmf } from "./binomial.js";

/** How many marked balls come out of an urn, drawn without replacement. */
export interface Hypergeometric {
  readonly marked: number;
  readonly others: number;
  /** Balls taken out, at most marked + others. */
  readonly draws: number;
}

/** Smallest number of marked balls that can come out. */
export function hypergeometricLow({ others, draws }: Hypergeometric): number {
  return Math.max(0, draws - others);
}

/** Largest number of marked balls that can come out. */
export function hypergeometricHigh({ marked, draws }: Hypergeometric): number {
  return Math.min(marked, draws);
}

/** The number most likely to come out; the larger of two that are equally likely. */
export function hypergeometricMode({ marked, others, draws }: Hypergeometric): number {
  return Math.floor(((draws + 1) * (marked + 1)) / (marked + others + 2));
}

/**
 * The logarithm of a hypergeometric probability, right to the last digits for urns of any size.
 *
 *     P(k) = C(marked, k) · C(others, draws − k) / C(marked + others, draws)
 *
 * computed as B(k; marked, p) · B(draws − k; others, p) / B(draws; all, p), p = draws / all, with B
 * the binomial probability.
 *
 * @param k a whole number
 * @returns ln P(k) ≤ 0; −Infinity where k cannot come out
 * @example logHypergeometricPmf(2, { marked: 2, others: 2, draws: 2 }) // Math.log(1 / 6)
 * @see Loader (2000), "Fast and accurate computation of binomial probabilities"
 */
export function logHypergeometricPmf(k: number, law: Hypergeometric): number {
  const { marked, others, draws } = law;
  if (k < hypergeometricLow(law) || k > hypergeometricHigh(law)) return -Infinity;
  const all = marked + others;
  if (draws === 0 || draws === all) return 0;
  const [p, q] = [draws / all, (all - draws) / all];
  return (
    logBinomialPmf(k, marked, p, q) +
    logBinomialPmf(draws - k, others, p, q) -
    logBinomialPmf(draws, all, p, q)
  );
}

/** P(k + 1) / P(k): how the law is walked along. 0 past its upper end. */
export function hypergeometricStep(k: number, { marked, others, draws }: Hypergeometric): number {
  return ((marked - k) / (k + 1)) * ((draws - k) / (others - draws + k + 1));
}

/**
 * P(X ≥ k), the upper tail, summed from the outside of k where it is the small one.
 *
 * @param k a whole number
 * @returns 0 to 1, with small relative error however small it is
 * @example hypergeometricUpperTail(1, { marked: 2, others: 2, draws: 2 }) // 5 / 6
 *
 * O(standard deviation): the sum ends where its terms no longer count.
 */
export function hypergeometricUpperTail(k: number, law: Hypergeometric): number {
  if (k <= hypergeometricLow(law)) return 1;
  if (k > hypergeometricHigh(law)) return 0;
  if (k <= hypergeometricMode(law)) return 1 - hypergeometricLowerTail(k - 1, law);
  return Math.min(1, Math.exp(logHypergeometricPmf(k, law)) * sumFrom(k, law));
}

/**
 * P(X ≤ k), the lower tail.
 *
 * @param k a whole number
 * @returns 0 to 1, with small relative error however small it is
 * @example hypergeometricLowerTail(0, { marked: 2, others: 2, draws: 2 }) // 1 / 6
 */
export function hypergeometricLowerTail(k: number, law: Hypergeometric): number {
  if (k >= hypergeometricHigh(law)) return 1;
  if (k < hypergeometricLow(law)) return 0;
  if (k >= hypergeometricMode(law)) return 1 - hypergeometricUpperTail(k + 1, law);
  const { marked, others, draws } = law;
  const mirrored = { marked: others, others: marked, draws }; // few marked balls: many of the others
  return Math.min(1, Math.exp(logHypergeometricPmf(k, law)) * sumFrom(draws - k, mirrored));
}

/** Sum of P(i) / P(k) over i ≥ k, for k at or above the mode. */
function sumFrom(k: number, law: Hypergeometric): number {
  let [term, sum] = [1, 1];
  for (let i = k; term > sum * Number.EPSILON; i++) {
    term *= hypergeometricStep(i, law);
    sum += term;
  }
  return sum;
}
