import { InputError, UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import type { Alternative } from "../alternative.js";
import { signedRanks, type ZeroMethod } from "./signed-ranks.js";
import { hasExactSignedRank, wilcoxonAsymptotic, wilcoxonExact } from "./wilcoxon-p-values.js";

/** The answer of the signed-rank test, and how its p-value came about. */
export interface WilcoxonSignedRank {
  /** W⁺: the sum of the ranks of the positive differences. */
  readonly statistic: number;
  readonly pValue: number;
  readonly method: "exact" | "asymptotic";
  /** Pairs that differ; the others are `zeros`. */
  readonly pairs: number;
  readonly zeros: number;
  /** The least two-sided p that these pairs could have given: min(1, 2 / 2^pairs). */
  readonly smallestPossibleP: number;
}

export interface WilcoxonOptions {
  readonly alternative?: Alternative;
  readonly zeroMethod?: ZeroMethod;
}

/**
 * Wilcoxon signed-rank test for paired samples: do the differences x − y lean to one side of zero?
 *
 *     W⁺ = Σ rank(|d_i|) over d_i > 0        ties at their midrank
 *
 * The p-value is exact, ties and zeros included, for up to some 400 pairs; otherwise normal, with
 * tie and continuity correction.
 *
 * @param x finite values
 * @param y the partner of each x, in the same unit
 * @throws {InputError} when the samples differ in length, or a difference is NaN
 * @throws {UndefinedError} when no pair differs
 * @example wilcoxon([1.5, 2.5, 3], [1, 3.5, 1]).pValue // 3 / 4
 *
 * O(n log n), and at most some 60 ms for the exact law. Differences are compared as computed: two
 * that are equal on paper but differ in the last bit are no tie.
 * @see Wilcoxon (1945), "Individual comparisons by ranking methods", Biometrics Bulletin 1(6), 80–83;
 *   Pratt (1959), "Remarks on zeros and ties in the Wilcoxon signed rank procedures", JASA 54, 655–667
 */
export function wilcoxon(x: Sample, y: Sample, options: WilcoxonOptions = {}): WilcoxonSignedRank {
  const { alternative = "two-sided", zeroMethod = "wilcox" } = options;
  if (x.length !== y.length) {
    throw new InputError(`x has ${x.length} values and y has ${y.length}`, {
      fix: "give one y for each x",
    });
  }
  const ranks = signedRanks(
    Float64Array.from(x, (value, i) => value - y[i]!),
    zeroMethod,
  );
  const pairs = ranks.doubledRanks.length;
  if (pairs === 0) {
    throw new UndefinedError("all differences are zero", {
      fix: "read it as no difference between the pairs",
    });
  }
  const exact = hasExactSignedRank(ranks);
  const pValue = exact
    ? wilcoxonExact(ranks)[alternative]
    : wilcoxonAsymptotic(ranks)[alternative].p;
  return {
    statistic: ranks.wPlus,
    pValue,
    method: exact ? "exact" : "asymptotic",
    pairs,
    zeros: ranks.zeros,
    smallestPossibleP: Math.min(1, 2 ** (1 - pairs)),
  };
}
