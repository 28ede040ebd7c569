/** What a column looks like to a watcher at the end of a tick. */
export interface LookColumn {
  readonly name: string;
  readonly kind: "numeric" | "categorical";
  /**
   * `learning`: its bins are not fixed yet; `watching`; `alarm`: it alarmed at this tick; `small`: it
   * alarmed, and the change is real but immaterial; `in-alarm`: it did at an earlier tick, and waits for
   * an acknowledgement; `skipped`: for `reason`.
   */
  readonly state: "learning" | "watching" | "alarm" | "small" | "in-alarm" | "skipped";
  readonly reason: string | null;
  /**
   * Evidence of so many days turns up by chance at most once in that time, all columns counted; the
   * alarm is at the budget's days. Null while it learns.
   */
  readonly evidenceDays: number | null;
  /** Customary PSI and unadjusted p of the two windows; null where one of them is empty. */
  readonly psi: number | null;
  readonly p: number | null;
  /** What the alarm saw, in words: "larger", "wider", "more of `web`"; null without an alarm. */
  readonly change: string | null;
  /** When the change began, by estimate, in milliseconds since 1970 UTC. */
  readonly changedAt: number | null;
  /** Debiased PSI between the rows since then and those before. */
  readonly effect: number | null;
  /** Shares of both windows over the same few bins, for a picture. */
  readonly outline: { readonly reference: readonly number[]; readonly current: readonly number[] };
}

/** What a watcher found at the end of a tick: one row of its log. */
export interface WatchLook {
  /** End of the tick in milliseconds since 1970 UTC: the t of the windows [t − 2w, t − w) and [t − w, t). */
  readonly at: number;
  readonly rows: {
    /** Of this tick. */
    readonly tick: number;
    readonly reference: number;
    readonly recent: number;
    /** Rows so far that came after their tick was judged, or without a time; neither is used. */
    readonly late: number;
    readonly undated: number;
  };
  /** An alarm that is material (calibrated), or the rule's own verdict (classic). */
  readonly isDrift: boolean;
  readonly columns: readonly LookColumn[];
  /** Share of positive labels, or predictions, in the recent window. */
  readonly positiveShare: number | null;
  /** What a person should know: rows that hang together, a rhythm. */
  readonly warnings: readonly string[];
}

/** What became of the triggers of a watcher since it started, by outcome. */
export type TriggerCounts = Readonly<Record<string, number>>;
