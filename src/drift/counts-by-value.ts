import { whereDefined } from "../core/where-defined.js";
import type { ValueCounts } from "../core/value-counts.js";
import type { NumberSide, NumericCounts } from "./column-counts.js";
import { ENOUGH_ROWS } from "./reason-to-skip.js";
import { RunningMoments } from "../stats/descriptive/running-moments.js";
import { ladderOfCounts } from "../stats/ladder/ladder.js";
import { poolCounts } from "../stats/pooled-counts.js";

/** A column that was counted value by value. */
export function countsByValue(
  rows: readonly [{ readonly rows: number }, { readonly rows: number }],
  [reference, current]: readonly [ValueCounts, ValueCounts],
): NumericCounts {
  return {
    by: "value",
    reference: valueSide(rows[0].rows, reference),
    current: valueSide(rows[1].rows, current),
    ladder: ladderOfCounts(poolCounts(reference, current)),
    passes: 1,
  };
}

function valueSide(rows: number, counted: ValueCounts): NumberSide {
  const { values, counts } = counted;
  const finite = new RunningMoments();
  let present = 0;
  for (let k = 0; k < values.length; k++) {
    present += counts[k]!;
    if (Number.isFinite(values[k])) finite.add(values[k]!, counts[k]);
  }
  return {
    rows,
    present,
    distinct: values.length,
    isRunningNumber: isRunningNumber(counted),
    mean: whereDefined(() => finite.mean),
    sd: whereDefined(() => finite.standardDeviation),
  };
}

/** Whole numbers that never repeat and leave few gaps: a counter. */
function isRunningNumber({ values, counts }: ValueCounts): boolean {
  if (values.length < ENOUGH_ROWS || counts.some((count) => count !== 1)) return false;
  return values.every(Number.isInteger) && values.at(-1)! - values[0]! < 2 * values.length;
}
