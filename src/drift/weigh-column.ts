import type { Random } from "../core/random.js";
import type { ColumnCounts } from "./column-counts.js";
import type { PlannedColumn } from "./column-plan.js";
import type { ColumnFindings } from "./drift-result.js";
import { evidentlyOfCategories, evidentlyOfNumbers } from "./evidently-score.js";
import type { EvidentlyScore } from "./policies/policy.js";
import { sideBySide, weighCategorical } from "./weigh-categorical.js";
import { weighNumeric } from "./weigh-numeric.js";

export interface WeighOptions {
  /** The chance of this column alone, so that no other column changes its answers. */
  readonly random: Random;
  readonly alpha: number;
  readonly material: number;
  /** Redraws behind the nulls of the distances, 999 by default. No policy goes by them. */
  readonly redraws?: number;
}

/**
 * All that is said of a column from its counts alone.
 *
 * @returns undefined where a side has no value: only the missing share can be judged then
 * @throws {UndefinedError} when a measure has no value, as where infinite values leave no distance
 */
export function weighColumn(
  plan: PlannedColumn,
  counts: ColumnCounts,
  options: WeighOptions,
): ColumnFindings | undefined {
  if (counts.reference.present === 0 || counts.current.present === 0) return undefined;
  if (counts.by === "value") return weighNumeric(counts, options);
  return weighCategorical(
    counts.categories,
    plan.kind === "boolean" ? "boolean" : "categorical",
    options,
  );
}

/** What Evidently's defaults say of a column; null where a side has no value. */
export function evidentlyScore(counts: ColumnCounts): EvidentlyScore | null {
  if (counts.reference.present === 0 || counts.current.present === 0) return null;
  if (counts.by === "value") return evidentlyOfNumbers(counts);
  const { reference, current } = sideBySide(counts.categories);
  return evidentlyOfCategories(reference, current);
}
