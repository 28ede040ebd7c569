import { InputError } from "../core/errors.js";

/** Ways to adjust, by the names of R: the first four bound the chance of any false finding. */
export const ADJUSTMENTS = ["bonferroni", "holm", "hochberg", "hommel", "BH", "BY"] as const;
export type Adjustment = (typeof ADJUSTMENTS)[number];

/**
 * Adjust the p-values of one family for their number: an adjusted p at or below alpha is a finding
 * at level alpha of the whole family. With p₁ ≤ … ≤ pₙ in order:
 *
 *     bonferroni   n pᵢ
 *     holm         max over j ≤ i of (n + 1 − j) pⱼ
 *     hochberg     min over j ≥ i of (n + 1 − j) pⱼ         for independent or positively dependent p
 *     hommel       the closed test of Simes' p              for the same; at least as strong
 *     BH           min over j ≥ i of n pⱼ / j               share of false findings; as hochberg
 *     BY           BH · (1 + 1/2 + … + 1/n)                 share of false findings; any dependence
 *
 * all cut at 1. The first four bound the chance of any false finding by alpha, BH and BY the
 * expected share of false ones among the findings.
 *
 * @param p p-values in any order; null where one is missing: it stays null in its place, and is
 *   not counted in n
 * @param method the adjustment
 * @returns the adjusted p-values, in the order of `p`; equal ones for equal p
 * @throws {InputError} when a value is neither null nor in [0, 1]
 * @example adjustPValues([0.01, null, 0.02, 0.03], "bonferroni") // [0.03, null, 0.06, 0.09]
 * @example adjustPValues([0.03, 0.01, 0.02], "BH") // [0.03, 0.03, 0.03]
 *
 * O(n log n); hommel O(n²).
 * @see Benjamini, Hochberg (1995), "Controlling the false discovery rate", JRSS B 57(1), 289–300;
 *   Benjamini, Yekutieli (2001), Annals of Statistics 29(4), 1165–1188; Holm (1979), Scandinavian
 *   Journal of Statistics 6(2), 65–70; Hochberg (1988), Biometrika 75(4), 800–802; Hommel (1988),
 *   Biometrika 75(2), 383–386
 */
export function adjustPValues(
  p: readonly (number | null)[],
  method: Adjustment,
): (number | null)[] {
  const places: number[] = [];
  p.forEach((value, place) => {
    if (value === null) return;
    if (!(value >= 0 && value <= 1)) {
      const fix = "give p-values from 0 to 1, null where missing";
      throw new InputError(`${value} is not a p-value`, { where: `p[${place}]`, fix });
    }
    places.push(place);
  });
  places.sort((i, j) => p[i]! - p[j]!);
  const adjusted = ADJUST[method](Float64Array.from(places, (place) => p[place]!));
  const result: (number | null)[] = p.map(() => null);
  places.forEach((place, rank) => (result[place] = Math.min(1, adjusted[rank]!)));
  return result;
}

/** Ascending p-values in, adjusted ones out, not yet cut at 1. */
const ADJUST: Readonly<Record<Adjustment, (p: Float64Array) => Float64Array>> = {
  bonferroni: (p) => p.map((value) => p.length * value),
  holm: (p) => largestSoFar(p.map((value, i) => (p.length - i) * value)),
  hochberg: (p) => smallestFromHere(p.map((value, i) => (p.length - i) * value)),
  hommel,
  BH: (p) => smallestFromHere(p.map((value, i) => (p.length / (i + 1)) * value)),
  BY(p) {
    const harmonic = p.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
    return smallestFromHere(p.map((value, i) => harmonic * (p.length / (i + 1)) * value));
  },
};

function largestSoFar(values: Float64Array): Float64Array {
  let largest = 0;
  return values.map((value) => (largest = Math.max(largest, value)));
}

function smallestFromHere(values: Float64Array): Float64Array {
  let smallest = Infinity;
  for (let i = values.length - 1; i >= 0; i--) {
    values[i] = smallest = Math.min(smallest, values[i]!);
  }
  return values;
}

/**
 * Over every size m of a family, the largest of the Simes p of the m-member families that a p can
 * be in: the worst such family has the m − 1 largest others.
 *
 * @see Wright (1992), "Adjusted p-values for simultaneous inference", Biometrics 48(4), 1005–1013
 */
function hommel(p: Float64Array): Float64Array {
  const n = p.length;
  const simes = p.reduce((least, value, i) => Math.min(least, (n * value) / (i + 1)), Infinity);
  const adjusted = p.map((value) => Math.max(value, simes));
  for (let m = n - 1; m >= 2; m--) {
    const split = n - m + 1; // those below compete with the m − 1 from here on
    let worst = Infinity;
    for (let k = 2; k <= m; k++) worst = Math.min(worst, (m * p[split + k - 2]!) / k);
    for (let i = 0; i < n; i++) {
      const own = i < split ? Math.min(m * p[i]!, worst) : Math.min(m * p[split - 1]!, worst);
      adjusted[i] = Math.max(adjusted[i]!, own);
    }
  }
  return adjusted;
}
