import { psiOfShift } from "../../../src/drift/smallest-detectable.js";
import { populationStabilityIndex } from "../../../src/stats/distances/population-stability-index.js";
import { normalCdf, normalQuantile } from "../../../src/stats/distributions/normal.js";
import type { Random } from "../../../src/core/random.js";
import { CONTINUOUS, FIVE_CATEGORIES, type Family } from "./families.js";

/** A change of a column whose size is known. */
export interface Change {
  readonly name: string;
  readonly family: Family;
  /** What a value of the reference's law becomes. */
  readonly alter: (value: number, random: Random) => number;
  /** Chance of a missing value before and after. */
  readonly missing?: readonly [number, number];
  /** PSI of the populations: over ten bins of equal probability, over categories, over missing or not. */
  readonly psi: number;
}

const DECILES = Array.from({ length: 9 }, (_, i) => normalQuantile((i + 1) / 10));

/** PSI of a law whose distribution function is known against the standard normal. */
function psiOfLaw(cdf: (value: number) => number): number {
  const upTo = [0, ...DECILES.map(cdf), 1];
  const shares = upTo.slice(1).map((high, k) => high - upTo[k]!);
  return populationStabilityIndex(
    Array.from({ length: 10 }, () => 0.1),
    shares,
    0,
  );
}

const shift = (by: number): Change => ({
  name: `shift by ${by} sd`,
  family: CONTINUOUS,
  alter: (value) => value + by,
  psi: psiOfShift(by),
});
const scale = (by: number): Change => ({
  name: `sd x ${by}`,
  family: CONTINUOUS,
  alter: (value) => value * by,
  psi: psiOfLaw((value) => normalCdf(value / by)),
});

export const CHANGES: readonly Change[] = [
  shift(0.1),
  shift(0.25),
  shift(0.5),
  shift(1),
  scale(1.25),
  scale(1.5),
  {
    name: "tail: 10 % of rows x 5",
    family: CONTINUOUS,
    alter: (value, random) => (random() < 0.1 ? 5 * value : value),
    psi: psiOfLaw((value) => 0.9 * normalCdf(value) + 0.1 * normalCdf(value / 5)),
  },
  {
    name: "10 points from category 1 to 5",
    family: FIVE_CATEGORIES,
    alter: (value, random) => (value === 0 && random() < 1 / 3 ? 4 : value),
    psi: populationStabilityIndex([30, 25, 20, 15, 10], [20, 25, 20, 15, 20]),
  },
  {
    name: "a new category, 5 %",
    family: FIVE_CATEGORIES,
    alter: (value, random) => (random() < 0.05 ? 5 : value),
    psi: populationStabilityIndex([30, 25, 20, 15, 10, 0], [28.5, 23.75, 19, 14.25, 9.5, 5]),
  },
  {
    name: "missing 2 % -> 10 %",
    family: CONTINUOUS,
    alter: (value) => value,
    missing: [0.02, 0.1],
    psi: populationStabilityIndex([2, 98], [10, 90]),
  },
];
