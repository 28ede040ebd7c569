import { seededRandom } from "../../core/random.js";
import { compareWindows, type WindowColumn } from "../../drift/watch/compare-windows.js";
import type { CalibrationPlan } from "./calibration-plan.js";
import type { WatchedValues } from "./column-cells.js";

/** What the rule goes by. */
export type ClassicPlan = Pick<
  CalibrationPlan,
  "everyMs" | "windowMs" | "alpha" | "psiAlert" | "cooldownMs" | "seed"
>;

/**
 * The namesake's rule: the windows [t − 2w, t − w) and [t − w, t), drift where any column has p < alpha or
 * PSI > its limit, then a job, and no other until the cooldown is over.
 */
export class ClassicRule {
  private readonly width: number;
  private readonly kept = new Map<number, Int32Array>();
  /** How many of its looks saw drift. */
  drifts = 0;
  private startedAt = -Infinity;

  constructor(
    private readonly columns: readonly WatchedValues[],
    private readonly plan: ClassicPlan,
  ) {
    this.width = plan.windowMs / plan.everyMs;
  }

  /** Look at the end of a tick; a tick without rows is not looked at. Whether a job starts. */
  take(tick: number, rows: Int32Array): boolean {
    if (rows.length === 0) return false;
    this.kept.set(tick, rows);
    for (const old of this.kept.keys()) if (old <= tick - 2 * this.width) this.kept.delete(old);
    if (!this.isDrift(tick)) return false;
    this.drifts += 1;
    const at = tick * this.plan.everyMs;
    if (at - this.startedAt < this.plan.cooldownMs) return false;
    this.startedAt = at;
    return true;
  }

  private isDrift(tick: number): boolean {
    const before = this.between(tick + 1 - 2 * this.width, tick + 1 - this.width);
    const recent = this.between(tick + 1 - this.width, tick + 1);
    if (before.length === 0 || recent.length === 0) return false;
    const { alpha, psiAlert, seed } = this.plan;
    return this.columns.some((column) => {
      const random = seededRandom(seed, `${column.name} ${tick}`);
      const { p, psi } = compareWindows(windowOf(column, before), windowOf(column, recent), {
        ...{ random, withOutline: false },
      });
      return (p !== null && p < alpha) || (psi !== null && psi > psiAlert);
    });
  }

  private between(from: number, to: number): readonly Int32Array[] {
    return [...this.kept].filter(([tick]) => tick >= from && tick < to).map(([, rows]) => rows);
  }
}

/** A column of some rows, without missing values. */
function windowOf(column: WatchedValues, ticks: readonly Int32Array[]): WindowColumn {
  if (column.kind === "number") {
    const all = new Float64Array(ticks.reduce((sum, rows) => sum + rows.length, 0));
    let present = 0;
    for (const rows of ticks)
      for (let i = 0; i < rows.length; i++) {
        const value = column.values[rows[i]!]!;
        if (!Number.isNaN(value)) all[present++] = value;
      }
    return all.subarray(0, present);
  }
  const counts = new Map<string, number>();
  for (const rows of ticks)
    for (const row of rows) {
      const level = column.levels[column.codes[row]!];
      if (level !== undefined) counts.set(level, (counts.get(level) ?? 0) + 1);
    }
  return counts;
}
