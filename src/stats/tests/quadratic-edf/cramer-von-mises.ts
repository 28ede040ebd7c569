import { InputError, UndefinedError } from "../../../core/errors.js";
import type { Sample } from "../../../core/sample.js";
import { cramerVonMisesSf } from "../../distributions/cramer-von-mises.js";
import { poolSamples, type PooledCounts } from "../../pooled-counts.js";
import { cramerVonMisesExactP } from "./cramer-von-mises-exact-p.js";
import { cramerVonMisesT } from "./cramer-von-mises-t.js";

/** Up to this many values in each sample, "auto" computes the exact p. */
export const CRAMER_VON_MISES_EXACT_LIMIT = 20;

export interface CramerVonMisesOptions {
  /** "auto": exact where both samples have at most 20 values, asymptotic beyond. */
  readonly method?: "auto" | "exact" | "asymptotic";
}

export interface CramerVonMisesResult {
  /** T, at least 0. */
  readonly statistic: number;
  readonly pValue: number;
  /** How `pValue` was computed. */
  readonly method: "exact" | "asymptotic";
}

/**
 * The two-sample Cramér-von Mises test: are two samples draws from one distribution? It adds up
 * the squared gaps between the two empirical distribution functions, where Kolmogorov-Smirnov sees
 * the largest alone, and so finds small gaps that are wide.
 *
 *     T = nm/(n+m)² Σ (Fx − Fy)²        over all values of both; ties by midranks
 *
 * The exact p is conditional on the pooled sample, ties included. The asymptotic one takes T to
 * the mean and variance of the limit law first, for samples without ties (Anderson 1962). Ties add
 * to T what that law does not know: with many of them in samples of unequal size it rejects
 * samples that do not differ, at 1,000 against 250 values every time. It is what other software gives.
 *
 * @param x m ≥ 1 values in any order; ±Infinity is a value like others
 * @param y n ≥ 1 values in the unit of `x`
 * @throws {InputError} when a sample is empty or holds a NaN
 * @throws {UndefinedError} for an asymptotic p of one value against one, where T does not vary
 * @example cramerVonMises([1, 2], [3, 4]).pValue // 1 / 3
 *
 * O((m + n) log (m + n)); see {@link cramerVonMisesExactP} for the cost of an exact p.
 * @see Anderson (1962), "On the distribution of the two-sample Cramér-von Mises criterion", Annals
 *   of Mathematical Statistics 33(3), 1148–1159
 */
export function cramerVonMises(
  x: Sample,
  y: Sample,
  options: CramerVonMisesOptions = {},
): CramerVonMisesResult {
  return cramerVonMisesOfCounts(poolSamples(x, y), options);
}

/** {@link cramerVonMises} of samples that are counted already. O(distinct values) and the p. */
export function cramerVonMisesOfCounts(
  pooled: PooledCounts,
  { method = "auto" }: CramerVonMisesOptions = {},
): CramerVonMisesResult {
  const { m, n } = pooled;
  if (m === 0 || n === 0) {
    const where = m === 0 ? "x" : "y";
    throw new InputError(`sample ${where} is empty`, { where, fix: "give at least one value" });
  }
  const statistic = cramerVonMisesT(pooled);
  const few = Math.max(m, n) <= CRAMER_VON_MISES_EXACT_LIMIT;
  if (method === "exact" || (method === "auto" && few)) {
    return { statistic, pValue: cramerVonMisesExactP(pooled), method: "exact" };
  }
  const pValue = cramerVonMisesSf(normalisedT(statistic, m, n));
  return { statistic, pValue, method: "asymptotic" };
}

/**
 * T moved and scaled from its own mean and variance to those of its limit law, 1/6 and 1/45.
 *
 *     1/6 + (T − (1 + 1/N)/6) / √(45 var T)      var T = (N+1)(4mnN − 3(m²+n²) − 2mn) / (180 mnN²)
 *
 * @throws {UndefinedError} when both samples have one value
 * @example normalisedT(0.2, 2, 3) // 1 / 6
 */
export function normalisedT(statistic: number, m: number, n: number): number {
  const [N, mn] = [m + n, m * n];
  const variance45 = ((N + 1) * (4 * N - 3 * (m / n + n / m) - 2)) / (4 * N * N);
  if (mn === 1) {
    const fix = "give more values, or ask for the exact p";
    throw new UndefinedError("T does not vary for one value against one", { fix });
  }
  return 1 / 6 + (statistic - (1 + 1 / N) / 6) / Math.sqrt(variance45);
}
