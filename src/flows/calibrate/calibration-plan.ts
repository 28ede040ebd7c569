import { InputError } from "../../core/errors.js";
import { checkPlan, type WatchPlan } from "../watch/watch-plan.js";

/** What is tried out, on what streams. */
export interface CalibrationPlan extends Pick<
  WatchPlan,
  | "everyMs"
  | "windowMs"
  | "mode"
  | "slidingMs"
  | "season"
  | "budgetDays"
  | "alpha"
  | "psiAlert"
  | "seed"
> {
  /** The column of event time; null for ticks of so many rows each. */
  readonly time: string | null;
  readonly rowsPerTick: number;
  /** Length of the blocks that are drawn; null for single rows. */
  readonly blockMs: number | null;
  /** Length of the stream in which nothing changes. */
  readonly days: number;
  /** How often each change is put in. */
  readonly repeats: number;
  /** Least time between two alarms of the classic rule. */
  readonly cooldownMs: number;
  /** Looks of the classic rule at the most. */
  readonly classicLooks: number;
}

/** Two days of minutes: a look of the classic rule costs many of the detector, and it alarms often. */
export const USUAL_LOOKS = 2880;

/** A stream of a month at a tick a minute. */
const MONTH_OF_MINUTES = 43_200;
const DAY_MS = 86_400_000;

/** Days of a stream in which nothing changes: a month, and more where ticks are long. */
export function usualDays(everyMs: number): number {
  return Math.max(30, Math.min(3650, Math.round((MONTH_OF_MINUTES * everyMs) / DAY_MS)));
}

/** @throws {InputError} when settings contradict each other */
export function checkCalibration(plan: CalibrationPlan): CalibrationPlan {
  const { time, season, blockMs, everyMs } = plan;
  checkPlan({
    ...plan,
    ...{ source: "", time: "", latenessMs: 0, missingValues: [], policy: "calibrated" },
    minEffect: 0,
  });
  if (time === null && season !== "none") {
    const fix = "name the column of event time with --time";
    throw new InputError("without times there are no hours", { where: "--season", fix });
  }
  if (blockMs !== null && (blockMs < everyMs || blockMs % everyMs !== 0)) {
    const fix = "give a multiple of --every";
    throw new InputError("a block is not a whole number of ticks", { where: "--block", fix });
  }
  return plan;
}
