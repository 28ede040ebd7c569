import type { ColumnBins } from "../../detect/column-bins.js";
import type { ColumnBatch, ColumnReport } from "../../detect/column-detector.js";
import { Detector } from "../../detect/detector.js";
import {
  warmUpTicks,
  type ColumnReference,
  type DetectorSettings,
} from "../../detect/detector-settings.js";
import { stratumOf, type WatchPlan } from "./watch-plan.js";
import type { WatchedColumn } from "./watched-columns.js";

const DAY_MS = 86_400_000;

/** What a detector of a plan is made of. */
export interface DetectorParts {
  readonly plan: WatchPlan;
  readonly columns: readonly WatchedColumn[];
  /** Of the mode `reference`, by the name of the column. */
  readonly references: ReadonlyMap<string, ColumnReference>;
  /** Of an earlier run; null for none. */
  readonly detector: unknown;
  /** End of the last tick that was judged. */
  readonly lastAt: number | null;
}

/** The detector of a plan, over the columns that are watched. */
export class WatchedDetector {
  lastAt: number | null;
  private readonly plan: WatchPlan;
  private readonly detector: Detector;
  private readonly names: readonly string[];

  /** @throws {InputError} when the kept detector is of other settings */
  constructor({ plan, columns, references, detector, lastAt }: DetectorParts) {
    const watched = columns.filter(({ skip }) => skip === null);
    this.plan = plan;
    this.lastAt = lastAt;
    this.names = watched.map(({ name }) => name);
    this.detector = new Detector(settingsOf(plan, watched, references), detector ?? undefined);
  }

  /** Columns that need the values of rows now, to make their bins of. */
  get learning(): readonly string[] {
    return this.names.filter((name) => this.detector.bins(name) === null);
  }

  /** The bins of a column; null while it learns them. */
  bins(column: string): ColumnBins | null {
    return this.detector.bins(column);
  }

  /**
   * Take in the rows that came from one tick, or since the last one, up to `at`. The first tick is taken
   * to have lasted as long as the plan has a tick last.
   *
   * @param batchOf the rows of a column: counted, once it has bins
   */
  take(
    at: number,
    batchOf: (name: string, bins: ColumnBins | null) => ColumnBatch,
  ): readonly ColumnReport[] {
    const { everyMs, season } = this.plan;
    const elapsedDays = (this.lastAt === null ? everyMs : at - this.lastAt) / DAY_MS;
    this.lastAt = at;
    return this.detector.tick({
      at,
      elapsedDays,
      stratum: stratumOf(at - everyMs, season),
      columns: new Map(this.names.map((name) => [name, batchOf(name, this.detector.bins(name))])),
    });
  }

  /** A retraining has taken note of the alarms. */
  acknowledge(): void {
    this.detector.acknowledge();
  }

  state(): unknown {
    return this.detector.state();
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
