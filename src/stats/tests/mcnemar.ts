import { InputError, UndefinedError } from "../../core/errors.js";
import { logBinomialPmf } from "../distributions/binomial.js";
import { normalSf } from "../distributions/normal.js";

/** Two-sided p-values of McNemar's test that ask no large numbers. */
export interface McNemarExact {
  /** By the binomial law: never too small. */
  readonly pValue: number;
  /** With half the probability of what was seen: closer to the level, and now and then above it. */
  readonly midP: number;
}

/**
 * McNemar's exact test: do two classifiers err equally often on the same rows? Only the rows on which
 * exactly one of them is right can tell; if neither is better, each such row is a toss of a coin.
 *
 *     p = min(1, 2 P(X ≤ min(b, c)))     X binomial(b + c, ½)
 *     mid-p = p − P(X = min(b, c))       1 where b = c
 *
 * @param b rows on which the first is right and the second wrong, a whole number ≥ 0
 * @param c rows on which the second is right and the first wrong, a whole number ≥ 0
 * @returns both p-values in (0, 1]; 1 where the two never differ
 * @throws {InputError} when a count is not a whole number of at least 0
 * @example mcNemarExact(7, 0) // { pValue: 1 / 64, midP: 1 / 128 }
 *
 * O(√(b + c)): the sum ends where a term no longer counts.
 * @see McNemar (1947), "Note on the sampling error of the difference between correlated proportions",
 *   Psychometrika 12(2); Fagerland, Lydersen, Laake (2013), "The McNemar test for binary matched-pairs
 *   data: mid-p and asymptotic are better than exact conditional", BMC Medical Research Methodology 13
 */
export function mcNemarExact(b: number, c: number): McNemarExact {
  checkDiscordant(b, c);
  if (b === c) return { pValue: 1, midP: 1 };
  const n = b + c;
  const k = Math.min(b, c);
  // Σ P(X = i) / P(X = k) over i < k: each term is the one above it times i / (n − i + 1).
  let below = 0;
  let term = 1;
  for (let i = k; i > 0; i--) {
    term *= i / (n - i + 1);
    if (below + term === below) break;
    below += term;
  }
  // Small powers of ½ come out exact, as their logarithm would not.
  const atK = k === 0 ? 0.5 ** n : Math.exp(logBinomialPmf(k, n, 0.5));
  return { pValue: Math.min(1, 2 * atK * (1 + below)), midP: atK * (1 + 2 * below) };
}

/** McNemar's test by its χ² approximation. */
export interface McNemarChiSquare {
  /** χ² with one degree of freedom. */
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * McNemar's test by the χ² law with one degree of freedom, for b + c of at least 25 or so.
 *
 *     χ² = (|b − c| − correction)² / (b + c)     correction 1, or 0 where b = c or none is wanted
 *
 * @param b rows on which the first is right and the second wrong, a whole number ≥ 0
 * @param c rows on which the second is right and the first wrong, a whole number ≥ 0
 * @param continuity whether to correct for continuity (Edwards); it brings p near the exact one
 * @throws {InputError} when a count is not a whole number of at least 0
 * @throws {UndefinedError} when the two never differ
 * @example mcNemarChiSquare(10, 2).statistic // 49 / 12
 * @see Edwards (1948), "Note on the correction for continuity in testing the significance of the
 *   difference between correlated proportions", Psychometrika 13(3)
 */
export function mcNemarChiSquare(b: number, c: number, continuity = true): McNemarChiSquare {
  checkDiscordant(b, c);
  if (b + c === 0) {
    throw new UndefinedError("McNemar's χ² is undefined: the two never differ", {
      fix: "use the exact p, which is 1",
    });
  }
  const gap = Math.max(0, Math.abs(b - c) - Number(continuity));
  const z = gap / Math.sqrt(b + c);
  return { statistic: (gap * gap) / (b + c), pValue: Math.min(1, 2 * normalSf(z)) };
}

function checkDiscordant(b: number, c: number): void {
  for (const [name, count] of Object.entries({ b, c })) {
    if (Number.isSafeInteger(count) && count >= 0) continue;
    throw new InputError(`${name} is ${count}, not a count`, {
      where: name,
      fix: "give a whole number of at least 0",
    });
  }
}
