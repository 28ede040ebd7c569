import { InputError } from "../core/errors.js";
import type { StabilityLaw } from "../stats/distances/stability-law.js";
import {
  binTotal,
  columnBins,
  countByBins,
  keptCell,
  setupRows,
  type CellValues,
  type ColumnBins,
} from "./column-bins.js";
import type { LocatedChange } from "./change-start.js";
import type { ColumnReference, DetectedColumn, DetectorSettings } from "./detector-settings.js";
import { plainCounts } from "./strata-counts.js";
import type { Component } from "./mixture.js";
import type { Health } from "./score-health.js";
import { Segment, type TickTime, type SegmentSettings, type SegmentState } from "./segment.js";
import { isNoChange, sizeOfChange } from "./size-of-change.js";

/** The rows of a column in one tick: their values, or how many lie in each of its bins. */
export type ColumnBatch = { readonly values: CellValues } | { readonly counts: Float64Array };

/** A column whose evidence has reached the budget. */
export interface ColumnAlarm extends LocatedChange {
  /** By chance, evidence of this size turns up at most once in so many days. */
  readonly evidenceDays: number;
  /** The bet that holds most. */
  readonly leading: Component;
  /** The bins that `before` and `since` are counted in. */
  readonly bins: ColumnBins;
  /** Null where rows are too few to say. */
  readonly size: StabilityLaw | null;
  /** Certain, but below `minEffect`. */
  readonly isSmall: boolean;
  /** Whether it is to start a job: it is not small, and the column was not in alarm already. */
  readonly isNew: boolean;
}

/** What a column shows after a tick. */
export interface ColumnReport {
  readonly name: string;
  /** in-alarm: of the mode reference, until it is acknowledged. */
  readonly status: "setup" | "running" | "in-alarm";
  /** Rows that the setup still waits for. */
  readonly missingRows: number;
  /** R times the share of the budget: an alarm where it reaches the budget. */
  readonly evidenceDays: number;
  /** Null in the setup, and while no bet holds anything. */
  readonly leading: Component | null;
  /** Since when the evidence has grown, in ms since 1970; null in the setup and where it always has. */
  readonly quietAt: number | null;
  readonly health: Health | null;
  readonly alarm: ColumnAlarm | null;
}

export interface ColumnState {
  readonly name: string;
  readonly segment: number;
  /** Time that has passed in ticks without rows. */
  readonly waitingDays: number;
  readonly alarmed: "small" | "large" | null;
  /** Rows of the setup so far. */
  readonly setup: readonly (number | string | null)[];
  readonly reference: ColumnReference | null;
  readonly running: SegmentState | null;
}

/** One column: setup, then running, then an alarm, and again. */
export class ColumnDetector {
  readonly #settings: DetectorSettings;
  readonly #column: DetectedColumn;
  readonly #share: number;
  #reference: ColumnReference | null;
  #segment: number;
  #waitingDays: number;
  #alarmed: ColumnState["alarmed"];
  #setup: (number | string | null)[];
  #running: Segment | null;

  constructor(settings: DetectorSettings, column: DetectedColumn, state?: ColumnState) {
    this.#settings = settings;
    this.#column = column;
    this.#share = column.share ?? 1 / settings.columns.length;
    this.#reference = state?.reference ?? column.reference ?? null;
    this.#segment = state?.segment ?? 0;
    this.#waitingDays = state?.waitingDays ?? 0;
    this.#alarmed = state?.alarmed ?? null;
    this.#setup = [...(state?.setup ?? [])];
    this.#running =
      state === undefined ? this.#fromReference() : state.running && this.#begin(state.running);
  }

  /** The bins to count the next batch in; null while its values are needed, to make the bins. */
  get bins(): ColumnBins | null {
    return this.#running?.bins ?? null;
  }

  /** @throws {InputError} when a batch is not what is needed now: values in the setup, else counts of its bins */
  check(batch: ColumnBatch): void {
    const where = this.#column.name;
    if ("values" in batch) return;
    if (this.#running === null) {
      const fix = "hand over values until it has bins";
      throw new InputError("the setup of a column needs its values", { where, fix });
    }
    const wanted = binTotal(this.#running.bins);
    if (batch.counts.length === wanted) return;
    const fix = "count the rows in the bins that the column has now";
    throw new InputError(`${batch.counts.length} counts for ${wanted} bins`, { where, fix });
  }

  /** Take in the rows of a tick, once checked. The setup takes whole ticks, until it has rows enough. */
  tick(time: TickTime, batch: ColumnBatch): ColumnReport {
    const running = this.#running;
    if (running === null) {
      this.#prepare(batch);
      return this.#report(null, 0, null);
    }
    const counts =
      "values" in batch ? countByBins(running.bins, batch.values, running.place) : batch.counts;
    const elapsedDays = this.#waitingDays + time.elapsedDays;
    if (isEmpty(counts)) {
      this.#waitingDays = elapsedDays;
      return this.#report(running, running.evidence.total(), null);
    }
    this.#waitingDays = 0;
    const held = running.add(time, elapsedDays, counts);
    if (held * this.#share < this.#settings.budgetDays) return this.#report(running, held, null);
    const alarm = this.#alarm(running, held);
    this.#beginAnew(alarm.isSmall);
    return this.#report(running, held, alarm);
  }

  /**
   * A retraining has taken note of the alarm: the column is compared with the reference from scratch, or
   * with a new one. Without a new one, a column that is not in alarm goes on as it is: to reset it at a
   * moment that other columns have chosen would break the guarantee.
   */
  acknowledge(reference?: ColumnReference): void {
    if (this.#settings.mode.kind !== "reference") return;
    if (reference === undefined && this.#alarmed === null) return;
    this.#reference = reference ?? this.#reference;
    this.#alarmed = null;
    this.#segment += 1;
    this.#running = this.#fromReference();
  }

  state(): ColumnState {
    return {
      name: this.#column.name,
      segment: this.#segment,
      waitingDays: this.#waitingDays,
      alarmed: this.#alarmed,
      setup: [...this.#setup],
      reference: this.#reference && {
        bins: this.#reference.bins,
        counts: plainCounts(this.#reference.counts),
      },
      running: this.#running?.state() ?? null,
    };
  }

  #prepare(batch: ColumnBatch): void {
    const { kind } = this.#column;
    if ("values" in batch)
      for (let i = 0; i < batch.values.length; i++)
        this.#setup.push(keptCell(kind, batch.values[i]));
    if (this.#setup.length < setupRows(kind)) return;
    const bins = columnBins(kind, this.#setup);
    this.#setup = [];
    this.#running = this.#begin({ bins, seen: { totals: {} } });
  }

  #alarm(running: Segment, held: number): ColumnAlarm {
    const change = running.change();
    const size = sizeOfChange(change);
    const isSmall = size === null ? isNoChange(change) : size.debiased < this.#settings.minEffect;
    return {
      ...change,
      evidenceDays: held * this.#share,
      leading: running.evidence.leading(),
      bins: running.bins,
      size,
      isSmall,
      isNew: !isSmall && this.#alarmed !== "large",
    };
  }

  /** Only this column: the others know nothing of its alarm, which is what lets them depend on it. */
  #beginAnew(isSmall: boolean): void {
    this.#segment += 1;
    this.#running = this.#fromReference();
    if (this.#reference !== null) this.#alarmed = isSmall ? (this.#alarmed ?? "small") : "large";
  }

  #fromReference(): Segment | null {
    if (this.#settings.mode.kind !== "reference") return null;
    if (this.#reference === null) {
      const fix = "hand over a reference for it, or leave it out";
      throw new InputError("a column has no reference", { where: this.#column.name, fix });
    }
    return this.#begin({ bins: this.#reference.bins, seen: { totals: this.#reference.counts } });
  }

  #begin(state: Pick<SegmentState, "bins" | "seen"> & Partial<SegmentState>): Segment {
    const { mode, seed } = this.#settings;
    const settings: SegmentSettings = {
      seed,
      column: this.#column.name,
      segment: this.#segment,
      windowMs: mode.kind === "sliding" ? mode.windowMs : Infinity,
      warmUpTicks: mode.kind === "reference" ? 0 : mode.warmUpTicks,
    };
    return new Segment(settings, state);
  }

  /** @param running what the tick was counted in, which an alarm has ended */
  #report(running: Segment | null, held: number, alarm: ColumnAlarm | null): ColumnReport {
    const isWaiting = this.#running === null;
    return {
      name: this.#column.name,
      status: isWaiting ? "setup" : this.#alarmed === null ? "running" : "in-alarm",
      missingRows: isWaiting ? setupRows(this.#column.kind) - this.#setup.length : 0,
      evidenceDays: held * this.#share,
      leading: running !== null && held > 0 ? running.evidence.leading() : null,
      quietAt: running?.start.quietAt ?? null,
      health: running?.evidence.health() ?? null,
      alarm,
    };
  }
}

function isEmpty(counts: Float64Array): boolean {
  for (let bin = 0; bin < counts.length; bin++) if (counts[bin]! > 0) return false;
  return true;
}
