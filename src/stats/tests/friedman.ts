import { InputError, UndefinedError } from "../../core/errors.js";
import { checkedSample, type Sample } from "../../core/sample.js";
import { averageRanks } from "../descriptive/ranks.js";
import { chiSquareSf } from "../distributions/chi-square.js";
import type { ChiSquareRankTest } from "./kruskal-wallis.js";

/** The answer of Friedman's test, with the agreement of the blocks. */
export interface Friedman extends ChiSquareRankTest {
  /** Kendall's W = Q / (n (k − 1)): 0 when the blocks contradict each other, 1 when all agree. */
  readonly concordance: number;
}

/**
 * Friedman's test: does one of k treatments tend to do better, when each of n blocks (a fold, a
 * seed, a data set) tried them all? Ranks are taken within a block, so blocks may differ at will.
 *
 *     Q = (k − 1) · Σ_j (R_j − n r̄)² / Σ_ij (r_ij − r̄)²        r̄ = (k + 1) / 2
 *
 * R_j the sum of the midranks r_ij of treatment j; the lower sum corrects for ties. p from chi-square with k − 1 degrees of freedom.
 *
 * @param groups k ≥ 2 treatments, each with its n ≥ 1 values in the order of the blocks
 * @throws {InputError} when there are fewer than two treatments, they differ in length, or a value
 *   is NaN
 * @throws {UndefinedError} when every block ties all its treatments
 * @example friedman([[1, 1, 1], [2, 2, 2], [3, 3, 3]]).statistic // 6
 *
 * O(n k log k).
 * @see Friedman (1937), "The use of ranks to avoid the assumption of normality implicit in the
 *   analysis of variance", JASA 32, 675–701; Hollander, Wolfe (1999), chapter 7
 */
export function friedman(groups: readonly Sample[]): Friedman {
  const k = groups.length;
  const n = groups[0]?.length ?? 0;
  checkBlocks(groups, n);
  const deviations = new Float64Array(k); // R_j − n (k + 1) / 2
  let within = 0; // Σ_ij (r_ij − r̄)²
  for (let block = 0; block < n; block++) {
    averageRanks(groups.map((group) => group[block]!)).ranks.forEach((rank, j) => {
      const deviation = rank - (k + 1) / 2;
      deviations[j]! += deviation;
      within += deviation ** 2;
    });
  }
  if (within === 0) {
    throw new UndefinedError("every block ties all its treatments", {
      fix: "read it as no difference between the treatments",
    });
  }
  const between = deviations.reduce((sum, deviation) => sum + deviation ** 2, 0);
  const statistic = ((k - 1) * between) / within;
  return {
    statistic,
    degreesOfFreedom: k - 1,
    pValue: chiSquareSf(statistic, k - 1),
    concordance: statistic / (n * (k - 1)),
  };
}

function checkBlocks(groups: readonly Sample[], n: number) {
  if (groups.length < 2 || n === 0) {
    throw new InputError(
      "Friedman's test compares two treatments or more over at least one block",
      {
        where: `${groups.length} treatments, ${n} blocks`,
        fix: "give a value of every treatment in every block",
      },
    );
  }
  const ragged = groups.findIndex((group) => group.length !== n);
  if (ragged !== -1) {
    throw new InputError("the treatments differ in their number of blocks", {
      where: `groups[${ragged}] has ${groups[ragged]!.length}, groups[0] has ${n}`,
      fix: "give a value of every treatment in every block",
    });
  }
  groups.forEach((group, j) => checkedSample(`groups[${j}]`, group));
}
