import { whereDefined } from "../../core/where-defined.js";
import type { Random } from "../../core/random.js";
import type { ValueCounts } from "../../core/value-counts.js";
import { RunningMoments } from "../../stats/descriptive/running-moments.js";
import { drawMultivariateHypergeometric } from "../../stats/resampling/draw-multivariate-hypergeometric.js";
import { cellsOfValues, finestCells, totalOf, type LatticeCells } from "./lattice-cells.js";
import type { NumberContent, NumberSetup } from "./table-profile.js";

/** Cells that a column of numbers keeps: with 512 the largest gap is known to a fifth of a percent or so. */
export const MOST_CELLS = 512;
/** Cells whose sums are kept: a sum takes as many characters as twenty counts. */
export const MOST_SUMS = 32;
/** Cells that the rows of the set-up lie in. */
export const MOST_SETUP_CELLS = 128;
/** Rows of the set-up: a detector's eight bins ask for max(500, 40 · 8). */
export const NUMBER_SETUP_ROWS = 500;

/** What is known of the numbers of a column before it is fitted into a profile. */
export type NumberFacts = Omit<NumberContent, "kind" | "setup">;

/** All that a profile wants to know, from counts by value. @param counted at least one value */
export function factsOfValues(counted: ValueCounts): NumberFacts {
  const { values, counts } = counted;
  const isFinite = (_: number, k: number) => Number.isFinite(values[k]);
  const finite = { values: values.filter(Number.isFinite), counts: counts.filter(isFinite) };
  const moments = new RunningMoments();
  finite.values.forEach((value, k) => {
    moments.add(value, finite.counts[k]);
  });
  const mean = whereDefined(() => moments.mean);
  const variance = whereDefined(() => (moments.n === 1 ? 0 : moments.variance));
  return {
    minimum: values[0]!,
    maximum: values.at(-1)!,
    mean,
    squares: variance === null ? null : variance * (moments.n - 1),
    isWhole: finite.values.every(Number.isInteger),
    isUnique: counts.every((count) => count === 1),
    zeros: countOf(counted, 0),
    infinite: [countOf(counted, -Infinity), countOf(counted, Infinity)],
    cells: cellsOfValues(finite),
    sums: sumsOfCells(cellsOfValues(finite)),
  };
}

/** What is known of a column without a value. */
export function factsOfNothing(): NumberFacts {
  const cells = cellsOfValues({ values: new Float64Array(0), counts: new Float64Array(0) });
  return {
    ...{ minimum: Infinity, maximum: -Infinity, mean: null, squares: null },
    ...{ isWhole: true, isUnique: true, zeros: 0, infinite: [0, 0], cells, sums: cells },
  };
}

/** The sums of cells that are one value each. */
export function sumsOfCells({ bits, places, amounts }: LatticeCells): LatticeCells {
  return { bits, places, amounts: amounts.map((count, k) => count * places[k]!) };
}

/**
 * Fit what is known of a column into the size of a profile, and draw the rows of its set-up: at most
 * half of all, each as likely as the next, missing ones among them.
 */
export function profileNumbers(facts: NumberFacts, missing: number, random: Random): NumberContent {
  const cells = finestCells(facts.cells, MOST_CELLS);
  const sums = finestCells(facts.sums, MOST_SUMS);
  const setup = drawSetup(cells, facts.infinite, missing, random);
  return { kind: "numbers", ...facts, cells, sums, setup };
}

function drawSetup(
  { bits, places, amounts }: LatticeCells,
  [below, above]: readonly [number, number],
  missing: number,
  random: Random,
): NumberSetup {
  const urn = [missing, below, above, ...amounts];
  const rows = urn.reduce((sum, count) => sum + count, 0);
  const size = Math.min(NUMBER_SETUP_ROWS, Math.floor(rows / 2));
  const [none = 0, low = 0, high = 0, ...drawn] = drawMultivariateHypergeometric(urn, size, random);
  const held = drawn.flatMap((count, k) => (count > 0 ? [k] : []));
  const cells = {
    bits,
    places: Float64Array.from(held, (k) => places[k]!),
    amounts: Float64Array.from(held, (k) => drawn[k]!),
  };
  return { missing: none, infinite: [low, high], cells: finestCells(cells, MOST_SETUP_CELLS) };
}

/** How many values are finite. */
export function finiteOf({ cells }: NumberFacts): number {
  return totalOf(cells);
}

function countOf({ values, counts }: ValueCounts, value: number): number {
  return counts[values.indexOf(value)] ?? 0;
}
