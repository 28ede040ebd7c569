import type { TextColumn } from "../core/table.js";
import type { CategoryTerm } from "./design-matrix.js";

/** The names of the columns for a missing value, and for levels that have no column of their own. */
export const MISSING_LEVEL = "(missing)";
export const OTHER_LEVEL = "(other)";

export interface CategoryOptions {
  /** Levels with fewer rows than this in the training part share the bucket for the unknown. */
  readonly rareBelow: number;
  /** At most so many levels, the most frequent ones, get a column of their own. */
  readonly maxLevels: number;
  /** Leave out the column of the first level: without a penalty, the block is collinear with it. */
  readonly dropFirst: boolean;
}

/** A prepared categorical column: everything that was learnt from the training part. */
export interface CategoryFeature {
  readonly name: string;
  /** Ascending by code unit; each has a column, but the first of them where `dropFirst`. */
  readonly levels: readonly string[];
  readonly dropFirst: boolean;
  /** Whether missing values, and rare ones, were seen: then they have a column, too. */
  readonly missing: boolean;
  readonly other: boolean;
}

/**
 * Learn the levels of a categorical column. A level never seen in training falls into the bucket of
 * the rare ones, or, where there were none to learn from, into no column at all.
 */
export function fitCategory(column: TextColumn, options: CategoryOptions): CategoryFeature {
  const { rareBelow, maxLevels, dropFirst } = options;
  const counts = new Float64Array(column.levels.length);
  let missing = 0;
  for (const code of column.codes) {
    if (code < 0) missing += 1;
    else counts[code]! += 1;
  }
  const seen = column.levels
    .map((level, code) => ({ level, count: counts[code]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1));
  const levels = seen
    .filter(({ count }, rank) => count >= rareBelow && rank < maxLevels)
    .map(({ level }) => level)
    .sort();
  return {
    name: column.name,
    levels,
    dropFirst: dropFirst && levels.length > 0,
    missing: missing > 0,
    other: levels.length < seen.length,
  };
}

/** The block of a prepared column: one place a row. */
export function applyCategory(feature: CategoryFeature, column: TextColumn): CategoryTerm {
  const { name, levels, dropFirst, missing, other } = feature;
  const own = dropFirst ? levels.slice(1) : levels;
  const places = new Map(own.map((level, place) => [level, place]));
  if (dropFirst) places.set(levels[0]!, -1);
  const missingPlace = missing ? own.length : -1;
  const otherPlace = other ? own.length + (missing ? 1 : 0) : -1;
  const moved = Int32Array.from(column.levels, (level) => places.get(level) ?? otherPlace);
  // A text that was never missing in training is as unknown as a new level when it is.
  const missingCode = missing ? missingPlace : otherPlace;
  const codes = Int32Array.from(column.codes, (code) => (code < 0 ? missingCode : moved[code]!));
  const columns = [...own, ...(missing ? [MISSING_LEVEL] : []), ...(other ? [OTHER_LEVEL] : [])];
  return { name, levels: columns, codes };
}
