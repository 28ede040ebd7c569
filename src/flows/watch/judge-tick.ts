import { seededRandom } from "../../core/random.js";
import { binFinder, type ColumnBins } from "../../detect/column-bins.js";
import type { ColumnBatch, ColumnReport } from "../../detect/column-detector.js";
import { Detector } from "../../detect/detector.js";
import {
  warmUpTicks,
  type ColumnReference,
  type DetectorSettings,
} from "../../detect/detector-settings.js";
import { compareWindows, type WindowDifference } from "../../drift/watch/compare-windows.js";
import { watchAdvice } from "../../drift/watch/watch-advice.js";
import type { LookColumn, WatchLook } from "../../drift/watch/watch-look.js";
import { alarmWords } from "../../report/watch/alarm-words.js";
import { positiveShare } from "./positive-share.js";
import type { TickQueue } from "./tick-queue.js";
import { overTicks, type TickRows } from "./tick-rows.js";
import { stratumOf, type WatchPlan } from "./watch-plan.js";
import type { WatchedColumn } from "./watched-columns.js";

const DAY_MS = 86_400_000;

/** What a judge is made of. */
export interface JudgeParts {
  readonly plan: WatchPlan;
  readonly columns: readonly WatchedColumn[];
  /** Names of the columns of the rows, in their order: all that are watched, perhaps others. */
  readonly read: readonly string[];
  /** Of the mode `reference`, by the name of the column. */
  readonly references: ReadonlyMap<string, ColumnReference>;
  /** Of an earlier run; null for none. */
  readonly detector: unknown;
  /** End of the last tick that was judged. */
  readonly lastAt: number | null;
}

/** Judges ticks one after the other: the detector decides, the windows show. */
export class TickJudge {
  lastAt: number | null;
  private readonly detector: Detector;
  private readonly watched: readonly WatchedColumn[];
  private readonly places: ReadonlyMap<string, number>;

  constructor(private readonly parts: JudgeParts) {
    const { plan, columns, read, references, detector, lastAt } = parts;
    this.lastAt = lastAt;
    this.watched = columns.filter(({ skip }) => skip === null);
    this.places = new Map(read.map((name, j) => [name, j]));
    this.detector = new Detector(settingsOf(plan, this.watched, references), detector ?? undefined);
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
    const elapsedDays = (this.lastAt === null ? plan.everyMs : at - this.lastAt) / DAY_MS;
    this.lastAt = at;
    const batches = new Map(
      this.watched.map(({ name }) => [name, this.batch(name, rows, this.places.get(name)!)]),
    );
    const stratum = stratumOf(at - plan.everyMs, plan.season);
    const reports = this.detector.tick({ at, elapsedDays, stratum, columns: batches });
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

  /** The rows of a column as the detector takes them: counted, once it has bins. */
  private batch(name: string, rows: TickRows, j: number): ColumnBatch {
    const bins = this.detector.bins(name);
    return bins === null ? { values: valuesOf(rows, j) } : { counts: countsOf(bins, rows, j) };
  }
}

function settingsOf(
  plan: WatchPlan,
  columns: readonly WatchedColumn[],
  references: ReadonlyMap<string, ColumnReference>,
): DetectorSettings {
  const warmUp = warmUpTicks(DAY_MS / plan.everyMs);
  const mode: DetectorSettings["mode"] =
    plan.mode === "reference"
      ? { kind: "reference" }
      : plan.mode === "sliding"
        ? { kind: "sliding", windowMs: plan.slidingMs, warmUpTicks: warmUp }
        : { kind: "growing", warmUpTicks: warmUp };
  return {
    mode,
    budgetDays: plan.budgetDays,
    minEffect: plan.minEffect,
    seed: plan.seed,
    columns: columns.map(({ name, kind }) => {
      const reference = references.get(name);
      return {
        name,
        kind: kind === "number" ? "number" : "category",
        ...(reference && { reference }),
      };
    }),
  };
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

const kindOf = ({ kind }: WatchedColumn): LookColumn["kind"] =>
  kind === "number" ? "numeric" : "categorical";

type Seen = Omit<LookColumn, "name" | "kind" | "reason" | keyof WindowDifference>;

const NOTHING = { evidenceDays: null, change: null, changedAt: null, effect: null } as const;

function skipped(column: WatchedColumn): LookColumn {
  const { name, skip: reason } = column;
  const outline = { reference: [], current: [] };
  return {
    ...{ name, kind: kindOf(column), state: "skipped", reason, ...NOTHING },
    ...{ psi: null, p: null, outline },
  };
}

/** The namesake's rule: a small p or a large PSI, on the windows as they are. */
function classicColumn({ p, psi }: WindowDifference, { alpha, psiAlert }: WatchPlan): Seen {
  const isAlarm = (p !== null && p < alpha) || (psi !== null && psi > psiAlert);
  return { ...NOTHING, state: isAlarm ? "alarm" : "watching" };
}

function reported({ status, evidenceDays, alarm }: ColumnReport): Seen {
  if (alarm === null) {
    const state = status === "setup" ? "learning" : status === "running" ? "watching" : "in-alarm";
    return { ...NOTHING, state, evidenceDays: status === "setup" ? null : evidenceDays };
  }
  return {
    state: alarm.isSmall ? "small" : alarm.isNew ? "alarm" : "in-alarm",
    evidenceDays: alarm.evidenceDays,
    change: alarmWords(alarm),
    changedAt: alarm.startedAt,
    effect: alarm.size?.debiased ?? null,
  };
}

/** What the scores tell of rows that are not exchangeable. */
function warningsOf(reports: readonly ColumnReport[], season: WatchPlan["season"]): string[] {
  return (["over-dispersed", "autocorrelated"] as const).flatMap((warning) => {
    const names = reports.flatMap((report) =>
      report.health?.warning === warning ? [report.name] : [],
    );
    if (names.length === 0) return [];
    const dependence = warning === "over-dispersed" ? "rows" : "ticks";
    return [watchAdvice(dependence, names, season === "none" ? "unknown" : season)];
  });
}
