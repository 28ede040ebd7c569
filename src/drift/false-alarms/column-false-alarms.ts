import { UndefinedError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import { pointsOfLadder } from "../../stats/ladder/ladder.js";
import type { ColumnCounts } from "../column-counts.js";
import type { ColumnFindings, FalseAlarmRate, PolicyName } from "../drift-result.js";
import type { EvidentlyScore, PolicyLimits } from "../policies/policy.js";
import { sideBySide } from "../weigh-categorical.js";
import { classicOnCategories, classicOnNumbers } from "./classic-alarms.js";
import { evidentlyOnCategories, evidentlyOnNumbers } from "./evidently-alarms.js";
import { mergeNeighbours, type Ladder } from "./merge-neighbours.js";
import { redrawnAlarms, type AlarmRule } from "./redrawn-alarms.js";

export interface FalseAlarmOptions {
  readonly policy: PolicyName;
  readonly limits: PolicyLimits;
  readonly random: Random;
}

/**
 * How often a policy that promises no rate calls this column drifted when nothing has changed, at its
 * sizes and with its ties and categories.
 *
 * @returns null where the policy promises a rate, a side has no value (and so no findings), or the rule
 *   has no value on a redraw, as where infinite values meet
 */
export function columnFalseAlarms(
  counts: ColumnCounts,
  findings: ColumnFindings | undefined,
  evidently: EvidentlyScore | null,
  { policy, limits, random }: FalseAlarmOptions,
): FalseAlarmRate | null {
  if (policy === "calibrated" || !findings) return null;
  const { pooled, m, rule } =
    policy === "classic"
      ? onRedraws(
          counts,
          (ladder) => classicOnNumbers(ladder, findings.pMethod, limits),
          (cells, sizes) => classicOnCategories(cells, sizes, findings.pMethod, limits),
        )
      : onRedraws(
          counts,
          (ladder) => evidentlyOnNumbers(ladder, evidently?.test ?? ""),
          () => evidentlyOnCategories,
        );
  try {
    return redrawnAlarms(pooled, m, rule, random);
  } catch (error) {
    if (!(error instanceof UndefinedError)) throw error;
    return null;
  }
}

/** The rows of both tables in each cell, and the rule that goes with that kind of cell. */
function onRedraws(
  counts: ColumnCounts,
  ofNumbers: (ladder: Ladder) => AlarmRule,
  ofCategories: (cells: Float64Array, sizes: readonly [number, number]) => AlarmRule,
): { readonly pooled: Float64Array; readonly m: number; readonly rule: AlarmRule } {
  if (counts.by === "value") {
    const ladder = mergeNeighbours(pointsOfLadder(counts.ladder));
    return { pooled: added(ladder.x, ladder.y), m: ladder.m, rule: ofNumbers(ladder) };
  }
  const { reference, current } = sideBySide(counts.categories);
  const cells = added(reference, current);
  const [m, n] = [counts.reference.present, counts.current.present];
  return { pooled: cells, m, rule: ofCategories(cells, [m, n]) };
}

function added(x: Float64Array, y: Float64Array): Float64Array {
  return x.map((count, k) => count + y[k]!);
}
