import { InputError, UndefinedError } from "../../core/errors.js";
import { permutationPValues, signFlipLaw } from "./permutation-law.js";
import { rankZTests, type SidedZTests } from "./rank-z.js";
import type { SidedPValues } from "./sided-p-values.js";
import type { SignedRanks } from "./signed-ranks.js";

/** Additions that an exact law may cost: some 60 ms, and enough for 400 pairs. */
const MOST_WORK = 6.5e7;

/** Whether the law of n random signs costs little enough, for scores of this sum. */
export function hasExactSignLaw(n: number, sum: number): boolean {
  return n * sum <= MOST_WORK;
}

/** Whether the exact law of these ranks costs little enough: so it does for up to 400 pairs. */
export function hasExactSignedRank({ wPlus, wMinus, doubledRanks }: SignedRanks): boolean {
  return hasExactSignLaw(doubledRanks.length, 2 * (wPlus + wMinus));
}

/**
 * Exact p-values of the signed-rank test, ties included: every one of the 2^n choices of signs
 * equally likely, given the absolute differences.
 *
 *     two-sided: P(|W − E W| ≥ |w − E W|)    less: P(W ≤ w)    greater: P(W ≥ w)
 *
 * @throws {InputError} when the law is too large to compute; see `hasExactSignedRank`
 */
export function wilcoxonExact(ranks: SignedRanks): SidedPValues {
  if (!hasExactSignedRank(ranks)) {
    throw new InputError(`the exact law of ${ranks.doubledRanks.length} pairs is too large`, {
      fix: "use the asymptotic test",
    });
  }
  // Without ties every doubled rank is even: half the law says it all.
  const step = ranks.doubledRanks.every((rank) => rank % 2 === 0) ? 2 : 1;
  const law = signFlipLaw(ranks.doubledRanks.map((rank) => rank / step));
  const mean = { numerator: (2 * (ranks.wPlus + ranks.wMinus)) / step, denominator: 2 };
  return permutationPValues(law, (2 * ranks.wPlus) / step, mean);
}

/**
 * The normal approximation of the signed-rank test.
 *
 *     z = (W − Σr / 2) / √(Σr² / 4)        r the midranks, so that ties and zeros correct themselves
 *
 * @param continuity whether W moves by half towards its mean first
 * @throws {UndefinedError} when all differences are zero
 */
export function wilcoxonAsymptotic(
  { wPlus, wMinus, doubledRanks }: SignedRanks,
  { continuity = true }: { readonly continuity?: boolean } = {},
): SidedZTests {
  if (doubledRanks.length === 0) {
    throw new UndefinedError("all differences are zero", {
      fix: "read it as no difference between the pairs",
    });
  }
  const squares = doubledRanks.reduce((sum, rank) => sum + rank * rank, 0);
  return rankZTests((wPlus - wMinus) / 2, Math.sqrt(squares) / 4, continuity ? 0.5 : 0);
}
