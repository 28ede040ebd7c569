import type { Random } from "../../core/random.js";
import { redrawByColour } from "../../stats/resampling/redraw-by-colour.js";
import type { FalseAlarmRate } from "../drift-result.js";

/** A rule of a policy for one column, in the form that many redraws of its rows can be asked. */
export interface AlarmRule {
  /** What its test goes by: greater is more extreme. */
  statistic(before: Float64Array, after: Float64Array): number;
  /**
   * Whether the test raises the alarm: false up to some statistic, true from there on, and asked of few.
   *
   * @param reached share of all redraws whose statistic is at least this one
   */
  isSignificant(statistic: number, reached: number): boolean;
  /** Whether anything else does: a fixed threshold, say. */
  isAlarming(before: Float64Array, after: Float64Array): boolean;
}

/** Redraws of a column, ... */
const REDRAWS = 999;
/** ... fewer where it has so many cells that they come to more than this; 20 at the least. */
const MOST_CELLS = 2 ** 22;
/** Cells of redraws that are in memory at once. */
const CELLS_AT_ONCE = 2 ** 21;

/**
 * How often a rule raises the alarm when nothing has changed: all rows of both tables are relabelled at
 * random, which leaves sizes, ties and categories as they are, and the rule is asked again each time.
 *
 *     rate = #{redraws with an alarm} / B
 *
 * @param pooled rows of both tables in each cell: by value, or by category
 * @param m rows of the reference
 *
 * O(B · cells), whatever the counts; the test is asked of log₂ B statistics only.
 */
export function redrawnAlarms(
  pooled: Float64Array,
  m: number,
  rule: AlarmRule,
  random: Random,
): FalseAlarmRate {
  const redraws = Math.max(20, Math.min(REDRAWS, Math.floor(MOST_CELLS / pooled.length)));
  const statistics = new Float64Array(redraws);
  const certain = new Uint8Array(redraws);
  const atOnce = Math.max(1, Math.floor(CELLS_AT_ONCE / pooled.length));
  for (let from = 0; from < redraws; from += atOnce) {
    const times = Math.min(atOnce, redraws - from);
    eachRedraw(pooled, m, { times, random }, (before, after, b) => {
      statistics[from + b] = rule.statistic(before, after);
      certain[from + b] = Number(rule.isAlarming(before, after));
    });
  }
  const critical = criticalStatistic(statistics, rule);
  let alarms = 0;
  for (let b = 0; b < redraws; b++) if (certain[b] === 1 || statistics[b]! >= critical) alarms += 1;
  return { rate: alarms / redraws, redraws };
}

function eachRedraw(
  pooled: Float64Array,
  m: number,
  { times, random }: { readonly times: number; readonly random: Random },
  visit: (before: Float64Array, after: Float64Array, redraw: number) => void,
): void {
  const cells = pooled.length;
  const rows = new Float64Array(times * cells);
  redrawByColour(pooled, m, { random, times }, (cell, drawn) => {
    for (let b = 0; b < times; b++) rows[b * cells + cell] = drawn[b]!;
  });
  const after = new Float64Array(cells);
  for (let b = 0; b < times; b++) {
    const before = rows.subarray(b * cells, (b + 1) * cells);
    for (let k = 0; k < cells; k++) after[k] = pooled[k]! - before[k]!;
    visit(before, after, b);
  }
}

/** The least of the statistics that is significant, by halving: the exact p of a gap is dear. */
function criticalStatistic(statistics: Float64Array, rule: AlarmRule): number {
  const sorted = Float64Array.from(statistics).sort();
  const reachedBy = (value: number) => (sorted.length - countBelow(sorted, value)) / sorted.length;
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle]!;
    if (rule.isSignificant(value, reachedBy(value))) high = middle;
    else low = middle + 1;
  }
  return sorted[low] ?? Infinity;
}

/** How many of ascending values lie below one. */
function countBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
