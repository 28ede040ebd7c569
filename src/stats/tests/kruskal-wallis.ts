import { InputError, UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { chiSquareSf } from "../distributions/chi-square.js";
import { type ManyCounts, poolMany } from "../pool-many.js";
import { countValues } from "../pooled-counts.js";

/** The answer of a test whose statistic is chi-square under the null hypothesis. */
export interface ChiSquareRankTest {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
}

/**
 * Kruskal-Wallis test: does any of several samples tend to be larger or smaller than the others?
 * The rank form of the one-way analysis of variance.
 *
 *     H = (N − 1) · Σ_j n_j (R̄_j − r̄)² / Σ_i (r_i − r̄)²        r̄ = (N + 1) / 2
 *
 * with midranks, so that the lower sum corrects for ties; p from chi-square with k − 1 degrees of freedom, right when
 * every n_j is 5 or more.
 *
 * @param groups k ≥ 2 samples of at least one value each, in any order
 * @throws {InputError} when there are fewer than two groups, or one is empty or holds a NaN
 * @throws {UndefinedError} when all values are equal
 * @example kruskalWallis([[1, 2], [3, 4], [5, 6]]).statistic // 32 / 7
 *
 * O(N log N).
 * @see Kruskal, Wallis (1952), "Use of ranks in one-criterion variance analysis", JASA 47, 583–621
 */
export function kruskalWallis(groups: readonly Sample[]): ChiSquareRankTest {
  if (groups.length < 2) {
    throw new InputError("Kruskal-Wallis compares two groups or more", {
      where: `${groups.length} given`,
      fix: "give at least two groups",
    });
  }
  const pooled = poolMany(groups.map((group, j) => countValues(`groups[${j}]`, group)));
  const { deviations, squares, size } = rankDeviations(pooled);
  if (squares === 0) {
    throw new UndefinedError("all values of all groups are equal", {
      fix: "read it as no difference in rank",
    });
  }
  const between = deviations.reduce((sum, d, j) => sum + d ** 2 / pooled.sizes[j]!, 0);
  const statistic = ((size - 1) * between) / squares;
  const degreesOfFreedom = groups.length - 1;
  return { statistic, degreesOfFreedom, pValue: chiSquareSf(statistic, degreesOfFreedom) };
}

/** Σ (rank − mean rank) of each group, and the squares over all: sums in which nothing cancels. */
function rankDeviations({ values, counts, sizes }: ManyCounts) {
  const size = sizes.reduce((sum, n) => sum + n, 0);
  const deviations = new Float64Array(counts.length);
  let [before, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const t = counts.reduce((sum, group) => sum + group[i]!, 0);
    const deviation = before + (t + 1) / 2 - (size + 1) / 2;
    counts.forEach((group, j) => {
      deviations[j]! += group[i]! * deviation;
    });
    before += t;
    squares += t * deviation ** 2;
  }
  return { deviations, squares, size };
}
