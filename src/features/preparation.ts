import type { Table } from "../core/table.js";
import {
  applyCategory,
  fitCategory,
  type CategoryFeature,
  type CategoryOptions,
} from "./category-feature.js";
import type { DesignMatrix } from "./design-matrix.js";
import { findColumn } from "./find-column.js";
import {
  applyNumber,
  fitNumber,
  type NumberFeature,
  type NumberOptions,
} from "./number-feature.js";
import { timePart, timeParts, type TimePart } from "./time-parts.js";

/** Which columns become features, and how. */
export interface PreparationSpec extends NumberOptions, CategoryOptions {
  readonly numbers: readonly string[];
  readonly categories: readonly string[];
  /** Columns of moments: each becomes `<c>_hour`, `<c>_weekday`, `<c>_month`, those that vary. */
  readonly times: readonly string[];
}

/** How columns are prepared where nobody says otherwise. */
export const preparationDefaults = {
  impute: "median",
  outliers: "keep",
  standardise: true,
  rareBelow: 1,
  maxLevels: 1000,
  dropFirst: false,
} as const satisfies NumberOptions & CategoryOptions;

/** A part of a time column, prepared as a number. */
export interface TimeFeature extends NumberFeature {
  readonly column: string;
  readonly part: TimePart;
}

/** A fitted preparation, as it is kept in a model: plain data. */
export interface Preparation {
  readonly numbers: readonly NumberFeature[];
  readonly times: readonly TimeFeature[];
  readonly categories: readonly CategoryFeature[];
}

/**
 * Learn from the training part how its columns become features. Whatever is fitted (what fills a
 * gap, fences, means, levels) comes from this table alone.
 *
 * @throws {InputError} when a column is missing or of another kind
 * @throws {UndefinedError} when a number column has no finite value
 */
export function fitPreparation(training: Table, spec: PreparationSpec): Preparation {
  return {
    numbers: spec.numbers.map((name) =>
      fitNumber(name, findColumn(training, name, "number").values, spec),
    ),
    times: spec.times.flatMap((column) => {
      const moments = findColumn(training, column, "time");
      return timeParts.flatMap((part) => {
        const values = timePart(moments, part);
        if (new Set(values.filter(Number.isFinite)).size === 1) return []; // the hour of a bare date
        const fitted = fitNumber(`${column}_${part}`, values, { ...spec, outliers: "keep" });
        return [{ ...fitted, column, part }];
      });
    }),
    categories: spec.categories.map((name) =>
      fitCategory(findColumn(training, name, "text"), spec),
    ),
  };
}

/**
 * The features of a table, by a preparation that was fitted before.
 *
 * @throws {InputError} when a column is missing or of another kind
 */
export function applyPreparation(preparation: Preparation, table: Table): DesignMatrix {
  const numbers = preparation.numbers.flatMap((feature) =>
    applyNumber(feature, findColumn(table, feature.name, "number").values),
  );
  const times = preparation.times.flatMap((feature) =>
    applyNumber(feature, timePart(findColumn(table, feature.column, "time"), feature.part)),
  );
  const categories = preparation.categories.map((feature) =>
    applyCategory(feature, findColumn(table, feature.name, "text")),
  );
  return { rows: table.rows, numbers: [...numbers, ...times], categories };
}
