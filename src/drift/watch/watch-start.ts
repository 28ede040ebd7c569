import type { Rhythm } from "./rhythm.js";

/** How often the classic rule starts a job where nothing has changed. */
export interface ClassicRate {
  /** The data whose rows were redrawn; null for the stream of a simulation. */
  readonly source: string | null;
  readonly columns: number;
  readonly rowsPerTick: number;
  readonly everyMs: number;
  readonly windowMs: number;
  /** Least time between two jobs. */
  readonly cooldownMs: number;
  /** Looks that were taken. */
  readonly looks: number;
  /** Share of them that saw drift. */
  readonly driftShare: number;
  /** Jobs a day, with their exact 95 % interval as if they came by themselves. */
  readonly perDay: number;
  readonly low: number;
  readonly high: number;
}

/** What is known before the first look, and said once. */
export interface WatchStart {
  /** Of the reference; null where nobody asked, or its rows have no times. */
  readonly rhythm: Rhythm | null;
  /** Null under another policy. */
  readonly classic: ClassicRate | null;
}
