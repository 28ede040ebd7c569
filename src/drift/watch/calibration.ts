import type { Rhythm } from "./rhythm.js";

/** Alarms in so many days, and how many a day that makes. */
export interface AlarmRate {
  readonly alarms: number;
  readonly days: number;
  readonly perDay: number;
  /** Exact 95 % interval of the alarms a day, as if alarms came by themselves. */
  readonly low: number;
  readonly high: number;
}

/** What the detector and the classic rule do on the same kind of stream. */
export interface BothRates {
  readonly detector: AlarmRate;
  readonly classic: AlarmRate;
  /** Share of the looks at which the classic rule sees drift, the cooldown apart. */
  readonly classicShare: number;
  /** Alarms of the detector by column, only of those that had one. */
  readonly byColumn: readonly { readonly name: string; readonly alarms: number }[];
}

/** A change of one column that was put into a stream, and how fast it was found. */
export interface FoundChange {
  readonly column: string;
  /** In standard deviations; null where share is moved. */
  readonly shift: number | null;
  /** Share of all rows that was moved from the largest level to the second; null where numbers are shifted. */
  readonly moved: number | null;
  readonly repeats: number;
  /** Shares of the repeats: within the short and the long span, and within the limit. */
  readonly soon: number;
  readonly late: number;
  readonly inTime: number;
  /** Median time until it was found; null where that is more than was waited for. */
  readonly medianMs: number | null;
  /** By the formula, for shifts. */
  readonly predictedMs: number | null;
}

/** The smallest change of a column that is found in time in four of five streams; null where none is. */
export interface SmallestFound {
  readonly column: string;
  readonly change: FoundChange | null;
}

/** What a watcher would have done with nothing changed, and with little changed. */
export interface Calibration {
  readonly source: string;
  /** Rows used, of how many there are, and those without a time that can be read. */
  readonly rows: { readonly used: number; readonly all: number; readonly undated: number };
  readonly columns: readonly string[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  /** Null where ticks are made of so many rows each. */
  readonly time: string | null;
  readonly everyMs: number;
  readonly windowMs: number;
  /** Mean over ticks, empty ones included. */
  readonly rowsPerTick: number;
  readonly spanDays: number;
  /** Length of the blocks that are drawn; null where rows are. */
  readonly blockMs: number | null;
  readonly mode: "growing" | "reference" | "sliding";
  readonly slidingMs: number;
  readonly season: "none" | "hour" | "weekday-hour";
  readonly budgetDays: number;
  /** False alarms a day that the detector promises at most; null for `sliding`, which promises nothing. */
  readonly bound: number | null;
  readonly alpha: number;
  readonly psiAlert: number;
  readonly cooldownMs: number;
  readonly seed: number;
  readonly unchanged: BothRates;
  /** The data as they are, in their own order. */
  readonly replay: BothRates;
  readonly history: { readonly ms: number };
  /** The spans of `soon`, `late` and `inTime`. */
  readonly spans: { readonly soonMs: number; readonly lateMs: number; readonly limitMs: number };
  readonly changes: readonly FoundChange[];
  readonly smallest: readonly SmallestFound[];
  /** Null without times. */
  readonly rhythm: Rhythm | null;
}
