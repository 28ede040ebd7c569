import { InputError, UndefinedError } from "../../../core/errors.js";
import type { Sample } from "../../../core/sample.js";
import { sum } from "../../../core/sum.js";
import { countValues } from "../../pooled-counts.js";
import { poolMany, type ManyCounts } from "../../pool-many.js";
import { andersonDarlingP, type InterpolatedP } from "./anderson-darling-p.js";

/** How ties count: a value in the middle of its tie block, or all of the block at its end. */
export type EcdfAtTies = "midrank" | "right-continuous";

export interface AndersonDarlingResult extends InterpolatedP {
  /** A² less its mean, over its standard deviation, when all samples are of one distribution. */
  readonly statistic: number;
  /** The plain A². */
  readonly a2: number;
}

/**
 * The Anderson-Darling test of k samples: are they draws from one distribution? It adds up the
 * squared gaps of each empirical distribution function to that of all samples together, and
 * weighs those in the tails as much as those in the middle, where Kolmogorov-Smirnov looks first.
 *
 *     A² = (N−1)/N Σᵢ 1/nᵢ Σⱼ lⱼ/N (N Mᵢⱼ − nᵢ Bⱼ)² / (Bⱼ (N − Bⱼ) − N lⱼ/4)      midrank
 *     A² = Σᵢ 1/nᵢ Σⱼ lⱼ/N (N Mᵢⱼ − nᵢ Bⱼ)² / (Bⱼ (N − Bⱼ))           right-continuous, j < last
 *     statistic = (A² − (k−1)) / σ
 *
 * with lⱼ the size of tie block j, and Mᵢⱼ and Bⱼ the counts of sample i and of all up to it,
 * where "midrank" takes half of the block itself. The p is for samples without ties: with many, at
 * level 0.05 it rejects 8 to 15 % of samples that do not differ. It is what other software gives.
 *
 * @param samples k ≥ 2 samples of the same unit; 4 values in all at the least
 * @returns p in [0.001, 0.25]: the published table ends there, `clamped` says where it did
 * @throws {InputError} for fewer than two samples, and when one is empty or holds a NaN
 * @throws {UndefinedError} when all values are equal, or fewer than 4
 * @example andersonDarling([[1, 2], [3, 4]], "right-continuous").a2 // 5 / 3
 *
 * O(N log N) for N values in all.
 * @see Scholz & Stephens (1987), "K-sample Anderson-Darling tests", JASA 82(399), 918–924
 */
export function andersonDarling(
  samples: readonly Sample[],
  ties: EcdfAtTies = "midrank",
): AndersonDarlingResult {
  const counts = samples.map((sample, i) => countValues(`samples[${i}]`, sample));
  return andersonDarlingOfCounts(poolMany(counts), ties);
}

/** {@link andersonDarling} of samples that are counted already. O(k · distinct values + N). */
export function andersonDarlingOfCounts(
  pooled: ManyCounts,
  ties: EcdfAtTies = "midrank",
): AndersonDarlingResult {
  const a2 = andersonDarlingA2(pooled, ties);
  const total = sum(pooled.sizes);
  if (total < 4) {
    const fix = "give more values";
    throw new UndefinedError(`the variance of A² needs 4 values, not ${total}`, { fix });
  }
  const between = pooled.sizes.length - 1;
  const statistic = (a2 - between) / Math.sqrt(andersonDarlingVariance(pooled.sizes, total));
  return { statistic, a2, ...andersonDarlingP(statistic, pooled.sizes.length) };
}

/**
 * The plain A² of {@link andersonDarling}.
 *
 * @throws {InputError} for fewer than two samples
 * @throws {UndefinedError} when all values are equal
 */
export function andersonDarlingA2(pooled: ManyCounts, ties: EcdfAtTies): number {
  const { values, counts, sizes } = pooled;
  if (sizes.length < 2) {
    throw new InputError(`${sizes.length} samples leave nothing to compare`, {
      where: "samples",
      fix: "give at least two samples",
    });
  }
  if (values.length < 2) {
    const fix = "leave this column out, it does not vary";
    throw new UndefinedError("all values are equal", { fix });
  }
  const total = sum(sizes);
  const half = ties === "midrank" ? 0.5 : 0; // of its own block, a value counts this share not
  const last = ties === "midrank" ? values.length : values.length - 1;
  const upTo = sizes.map(() => 0);
  let [all, a2] = [0, 0];
  for (let j = 0; j < last; j++) {
    const block = counts.reduce((size, row) => size + row[j]!, 0);
    all += block;
    const b = all - half * block;
    const weight = block / total / (b * (total - b) - (half * total * block) / 2);
    counts.forEach((row, i) => {
      upTo[i]! += row[j]!;
      const gap = total * (upTo[i]! - half * row[j]!) - b * sizes[i]!;
      a2 += (weight * gap * gap) / sizes[i]!;
    });
  }
  return ties === "midrank" ? (a2 * (total - 1)) / total : a2;
}

/**
 * The variance of A², when all samples are of one distribution without ties (Scholz & Stephens, eq. 4).
 *
 * @param total 4 at the least
 */
export function andersonDarlingVariance(sizes: readonly number[], total: number): number {
  const k = sizes.length;
  const H = sum(sizes.map((size) => 1 / size));
  let [h, g] = [0, 0]; // h: 1/(N−1) + … + 1/2, plus 1 below; g: the double sum of the paper
  for (let i = 0; i < total - 2; i++) {
    h += 1 / (total - 1 - i);
    g += h / (i + 2);
  }
  h += 1;
  const a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * H;
  const b = (2 * g - 4) * k ** 2 + 8 * h * k + (2 * g - 14 * h - 4) * H - 8 * h + 4 * g - 6;
  const c = (6 * h + 2 * g - 2) * k ** 2 + (4 * h - 4 * g + 6) * k + (2 * h - 6) * H + 4 * h;
  const d = (2 * h + 6) * k ** 2 - 4 * h * k;
  const above = ((a * total + b) * total + c) * total + d;
  return above / ((total - 1) * (total - 2) * (total - 3));
}
