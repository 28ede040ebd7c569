import type { Sample } from "../../core/sample.js";
import { countValues } from "../pooled-counts.js";

/** What becomes of zero differences: dropped before ranking, or ranked and then dropped. */
export type ZeroMethod = "wilcox" | "pratt";

/** Signed ranks of paired differences: all that the test computes from. */
export interface SignedRanks {
  /** Sum of the ranks of the positive differences, and of the negative ones. */
  readonly wPlus: number;
  readonly wMinus: number;
  /** Twice the midrank of each nonzero |difference|, ascending: integers. */
  readonly doubledRanks: Float64Array;
  readonly zeros: number;
}

/**
 * Rank the absolute differences, ties at their midrank, and add up the ranks by sign.
 *
 * @param differences x − y of each pair, none NaN
 * @throws {InputError} when there is none, or one is NaN
 */
export function signedRanks(differences: Sample, zeroMethod: ZeroMethod): SignedRanks {
  const { values, counts } = countValues(
    "differences",
    Float64Array.from(differences, (d) => Math.abs(d)),
  );
  const zeros = values[0] === 0 ? counts[0]! : 0;
  const rankOf = new Map<number, number>();
  const doubledRanks = new Float64Array(differences.length - zeros);
  let before = zeroMethod === "pratt" ? zeros : 0;
  let filled = 0;
  for (let i = zeros > 0 ? 1 : 0; i < values.length; i++) {
    const doubled = 2 * before + counts[i]! + 1;
    rankOf.set(values[i]!, doubled);
    doubledRanks.fill(doubled, filled, filled + counts[i]!);
    filled += counts[i]!;
    before += counts[i]!;
  }
  let [plus, minus] = [0, 0];
  for (const d of Array.from(differences)) {
    if (d > 0) plus += rankOf.get(d)!;
    else if (d < 0) minus += rankOf.get(-d)!;
  }
  return { wPlus: plus / 2, wMinus: minus / 2, doubledRanks, zeros };
}
