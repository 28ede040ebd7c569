import { seededRandom } from "../../core/random.js";
import { binFinder, type ColumnBins } from "../../detect/column-bins.js";
import { compareWindows, type WindowDifference } from "../../drift/watch/compare-windows.js";
import type { LookColumn, WatchLook } from "../../drift/watch/watch-look.js";
import { kindOf, NOTHING, reported, skipped, warningsOf, type Shown } from "./look-column.js";
import { positiveShare } from "./positive-share.js";
import type { TickQueue } from "./tick-queue.js";
import { overTicks, type TickRows } from "./tick-rows.js";
import type { WatchPlan } from "./watch-plan.js";
import { WatchedDetector, type DetectorParts } from "./watched-detector.js";

/** What a judge is made of. */
export interface JudgeParts extends DetectorParts {
  /** Names of the columns of the rows, in their order: all that are watched, perhaps others. */
  readonly read: readonly string[];
}

/** Judges ticks one after the other: the detector decides, the windows show. */
export class TickJudge {
  private readonly detector: WatchedDetector;
  private readonly places: ReadonlyMap<string, number>;

  constructor(private readonly parts: JudgeParts) {
    this.places = new Map(parts.read.map((name, j) => [name, j]));
    this.detector = new WatchedDetector(parts);
  }

  /** End of the last tick that was judged. */
  get lastAt(): number | null {
    return this.detector.lastAt;
  }

  /**
   * Judge the rows of a tick; later ones are not known to anybody yet.
   *
   * @param options.withOutlines whether somebody looks at pictures
   */
  judge(
    tick: number,
    rows: TickRows,
    queue: TickQueue,
    options: { readonly withOutlines: boolean },
  ): WatchLook {
    const { plan, columns } = this.parts;
    const at = (tick + 1) * plan.everyMs;
    const reports = this.detector.take(at, (name, bins) => {
      const j = this.places.get(name)!;
      return bins === null ? { values: valuesOf(rows, j) } : { counts: countsOf(bins, rows, j) };
    });
    const byName = new Map(reports.map((report) => [report.name, report]));
    const width = plan.windowMs / plan.everyMs;
    const before = queue.between(tick + 1 - 2 * width, tick + 1 - width);
    const recent = queue.between(tick + 1 - width, tick + 1);
    const shown = columns.map((column): LookColumn => {
      if (column.skip !== null) return skipped(column);
      const j = this.places.get(column.name)!;
      const random = seededRandom(plan.seed, `${column.name} ${at}`);
      const difference = compareWindows(
        overTicks(before, j, column.kind),
        overTicks(recent, j, column.kind),
        { random, withOutline: options.withOutlines },
      );
      const report = byName.get(column.name)!;
      const own = plan.policy === "classic" ? classicColumn(difference, plan) : reported(report);
      return { name: column.name, kind: kindOf(column), reason: null, ...own, ...difference };
    });
    const rowsOf = (ticks: readonly TickRows[]) => ticks.reduce((sum, one) => sum + one.rows, 0);
    return {
      at,
      rows: {
        tick: rows.rows,
        reference: rowsOf(before),
        recent: rowsOf(recent),
        late: queue.late,
        undated: queue.undated + queue.future,
      },
      isDrift: shown.some(({ state }) => state === "alarm"),
      columns: shown,
      positiveShare: positiveShare(columns, this.places, recent),
      warnings: plan.policy === "classic" ? [] : warningsOf(reports, plan.season),
    };
  }

  /** A retraining has taken note of the alarms. */
  acknowledge(): void {
    this.detector.acknowledge();
  }

  state(): unknown {
    return this.detector.state();
  }
}

function valuesOf(rows: TickRows, j: number): (number | string | null)[] {
  const column = rows.column(j);
  const values: (number | string | null)[] =
    column instanceof Float64Array
      ? Array.from(column)
      : Array.from(column).flatMap(([text, count]) => new Array<string>(count).fill(text));
  return [...values, ...new Array<null>(rows.missing(j)).fill(null)];
}

function countsOf(bins: ColumnBins, rows: TickRows, j: number): Float64Array {
  const column = rows.column(j);
  const size = 2 + (bins.kind === "number" ? bins.edges.length : bins.levels.length);
  const counts = new Float64Array(size);
  const place = binFinder(bins);
  counts[0] = rows.missing(j);
  if (column instanceof Float64Array) for (const value of column) counts[place(value)]! += 1;
  else for (const [text, count] of column) counts[place(text)]! += count;
  return counts;
}

/** The namesake's rule: a small p or a large PSI, on the windows as they are. */
function classicColumn({ p, psi }: WindowDifference, { alpha, psiAlert }: WatchPlan): Shown {
  const isAlarm = (p !== null && p < alpha) || (psi !== null && psi > psiAlert);
  return { ...NOTHING, state: isAlarm ? "alarm" : "watching" };
}
