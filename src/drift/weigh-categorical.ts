import { contingencyTable } from "../stats/contingency-table.js";
import { jensenShannonDistance } from "../stats/distances/jensen-shannon.js";
import { kullbackLeibler } from "../stats/distances/kullback-leibler.js";
import {
  CUSTOMARY_EPSILON,
  populationStabilityIndex,
  stabilityContributions,
} from "../stats/distances/population-stability-index.js";
import { totalVariation } from "../stats/distances/total-variation.js";
import { cramersV } from "../stats/effects/cramers-v.js";
import { calibratedPsi, headlineOf } from "./calibrated-psi.js";
import { categoricalP, isSparse } from "./categorical-p.js";
import type { CategoryCount } from "./column-counts.js";
import { distanceNulls } from "./distance-nulls.js";
import type { CategoricalFindings } from "./drift-result.js";
import { outlineOfCategories } from "./outline.js";
import type { WeighOptions } from "./weigh-column.js";

/**
 * All that is said of a column of categories, from their counts in both tables.
 *
 * @param counts of the reference and of the current table; neither is empty
 */
export function weighCategorical(
  counts: readonly [readonly CategoryCount[], readonly CategoryCount[]],
  kind: "categorical" | "boolean",
  { random, alpha, material, redraws }: WeighOptions,
): CategoricalFindings {
  const { names, reference, current } = sideBySide(counts);
  const table = contingencyTable([reference, current]);
  const psi = calibratedPsi(reference, current, alpha);
  const withChiSquare = isSparse(table);
  const redrawn = { random, alpha, psi, redraws, withChiSquare };
  const { nulls, chiSquareP } = distanceNulls(reference, current, redrawn);
  const { p, method, chiSquare, pMonteCarlo } = categoricalP(table, random, chiSquareP);
  const contributions = stabilityContributions(reference, current);
  const [m = 0, n = 0] = table.rowTotals;
  return {
    kind,
    p,
    pMethod: method,
    headline: headlineOf(psi, material),
    nulls,
    outline: outlineOfCategories(reference, current),
    chiSquare: {
      statistic: chiSquare.statistic,
      dof: chiSquare.degreesOfFreedom,
      p: chiSquare.pValue,
      pMonteCarlo,
    },
    cramersV: chiSquare.degreesOfFreedom === 0 ? 0 : cramersV(table),
    psi: {
      ...psi,
      value: populationStabilityIndex(reference, current),
      bins: names.map((category, k) => ({
        category,
        reference: reference[k]! / m,
        current: current[k]! / n,
        contribution: contributions[k]!,
      })),
      judged: { reference, current },
    },
    kl: kullbackLeibler(reference, current, CUSTOMARY_EPSILON),
    jsDistance: jensenShannonDistance(reference, current, 2),
    totalVariation: totalVariation(reference, current),
    newCategories: names.filter((_, k) => reference[k] === 0),
    vanishedCategories: names.filter((_, k) => current[k] === 0),
  };
}

/** The categories of both sides in the order of their names, which no locale changes. */
export function sideBySide([before, after]: readonly [
  readonly CategoryCount[],
  readonly CategoryCount[],
]): {
  readonly names: readonly string[];
  readonly reference: Float64Array;
  readonly current: Float64Array;
} {
  const tally = (list: readonly CategoryCount[]) =>
    new Map(list.map(({ name, count }) => [name, count]));
  const [reference, current] = [tally(before), tally(after)];
  const names = [...new Set([...reference.keys(), ...current.keys()])].sort();
  const column = (counts: ReadonlyMap<string, number>) =>
    Float64Array.from(names, (name) => counts.get(name) ?? 0);
  return { names, reference: column(reference), current: column(current) };
}
