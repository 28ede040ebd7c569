import { binOf } from "../stats/binning/bin-counts.js";
import { cutAtQuantiles } from "./cut-at-quantiles.js";

/** One value of a column; null, undefined and NaN are missing. */
export type CellValue = number | string | boolean | null | undefined;
/** Values of a column, one a row. */
export type CellValues = ArrayLike<CellValue>;
export type ColumnKind = "number" | "category";

/** Bins of a column of numbers: bin 1 + i holds the values with i of the edges at or below them. */
export interface NumberBins {
  readonly kind: "number";
  /** Finite, ascending. */
  readonly edges: readonly number[];
  /** How the rows that made the bins fell into them; the detector counts them nowhere else. */
  readonly setup: readonly number[];
}

/** Bins of a column of categories: bin 1 + i holds level i, the last one all other levels. */
export interface CategoryBins {
  readonly kind: "category";
  /** The most frequent levels of the setup, the most frequent first, equal ones by name. */
  readonly levels: readonly string[];
  readonly setup: readonly number[];
}

/** Bins that are fixed before the rows come that are counted in them. Bin 0 holds missing values. */
export type ColumnBins = NumberBins | CategoryBins;

/** Bins of present numbers that are aimed at. */
export const NUMBER_BINS = 8;
/** Levels that get a bin of their own. */
export const MOST_LEVELS = 15;

/** Rows that make the bins of a column: 40 for each of the bins that it may have, at least 500. */
export function setupRows(kind: ColumnKind): number {
  return Math.max(500, 40 * (kind === "number" ? NUMBER_BINS : MOST_LEVELS + 1));
}

/**
 * Choose the bins of a column from some of its rows. In numbers −0 is 0, and an infinity the finite number
 * next to it, which JSON can hold; in categories true, false and numbers are levels, by how they are written.
 *
 * @param values the rows of the setup, in any order; they must be counted nowhere else
 */
export function columnBins(kind: ColumnKind, values: CellValues): ColumnBins {
  const chosen: ColumnBins =
    kind === "number"
      ? { kind, edges: cutAtQuantiles(presentNumbers(values), NUMBER_BINS), setup: [] }
      : { kind, levels: frequentLevels(values), setup: [] };
  return { ...chosen, setup: Array.from(countByBins(chosen, values)) };
}

/** How many bins there are, the missing one included. */
export function binTotal(bins: ColumnBins): number {
  return 2 + (bins.kind === "number" ? bins.edges.length : bins.levels.length);
}

/** Count rows by bins. O(n log bins). */
export function countByBins(
  bins: ColumnBins,
  values: CellValues,
  place = binFinder(bins),
): Float64Array {
  const counts = new Float64Array(binTotal(bins));
  for (let i = 0; i < values.length; i++) counts[place(values[i])]! += 1;
  return counts;
}

/** What finds the bin of a value: 0 for a missing one. */
export function binFinder(bins: ColumnBins): (value: CellValue) => number {
  if (bins.kind === "number") {
    const edges = Float64Array.from(bins.edges);
    return (value) => {
      const number = numberOf(value);
      return Number.isNaN(number) ? 0 : 1 + binOf(number, edges, "left");
    };
  }
  const places = new Map(bins.levels.map((level, i) => [level, i + 1]));
  const other = bins.levels.length + 1;
  return (value) => (isMissing(value) ? 0 : (places.get(String(value)) ?? other));
}

/** A cell as the detector keeps it, fit for JSON: null where it is missing. */
export function keptCell(kind: ColumnKind, value: CellValue): number | string | null {
  if (isMissing(value)) return null;
  if (kind === "category") return String(value);
  const number = numberOf(value);
  return Number.isNaN(number) ? null : number;
}

/** A cell as a finite number, −0 as 0; NaN where it is missing. */
function numberOf(value: CellValue): number {
  if (isMissing(value)) return Number.NaN;
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, Number(value) + 0));
}

function isMissing(value: CellValue): value is null | undefined {
  return value === null || value === undefined || Number.isNaN(value);
}

function presentNumbers(values: CellValues): Float64Array {
  return Float64Array.from(values, numberOf)
    .filter((value) => !Number.isNaN(value))
    .sort();
}

function frequentLevels(values: CellValues): string[] {
  const counts = new Map<string, number>();
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (!isMissing(value)) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_LEVELS)
    .map(([level]) => level);
}
