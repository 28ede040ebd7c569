import { InputError } from "../../core/errors.js";

/** What is watched, and how: a state goes on with the plan that it was begun with. */
export interface WatchPlan {
  readonly source: string;
  /** The column of event time. */
  readonly time: string;
  /** Length of a tick. */
  readonly everyMs: number;
  /** Length w of the windows [t − 2w, t − w) and [t − w, t): whole ticks. */
  readonly windowMs: number;
  readonly latenessMs: number;
  /** Texts that stand for "no value". */
  readonly missingValues: readonly string[];
  readonly policy: "calibrated" | "classic";
  readonly mode: "growing" | "reference" | "sliding";
  /** How long rows count in the mode `sliding`. */
  readonly slidingMs: number;
  /** What rows are exchangeable within. */
  readonly season: "none" | "hour" | "weekday-hour";
  /** N: at most one false alarm in so many days, on average. */
  readonly budgetDays: number;
  /** Debiased PSI from which an alarm starts a job. */
  readonly minEffect: number;
  /** Limits of `classic`. */
  readonly alpha: number;
  readonly psiAlert: number;
  readonly seed: number;
}

/** @throws {InputError} when settings contradict each other */
export function checkPlan(plan: WatchPlan): WatchPlan {
  const { everyMs, windowMs, mode, season } = plan;
  if (!(everyMs >= 1000)) {
    throw new InputError("a tick is a second at least", {
      where: "--every",
      fix: "give 1s or more",
    });
  }
  if (windowMs < everyMs || windowMs % everyMs !== 0) {
    throw new InputError("a window is not a whole number of ticks", {
      where: "--window",
      fix: "give a multiple of --every",
    });
  }
  if (mode === "sliding" && (plan.slidingMs < everyMs || season !== "none")) {
    const fix =
      season === "none"
        ? "give sliding:SPAN with a span of a tick at least"
        : "leave --season out, or choose growing";
    throw new InputError("this sliding window cannot be", { where: "--mode", fix });
  }
  return plan;
}

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The stratum of a tick, by its start in UTC: "13", or "monday-13"; "" where all are one. */
export function stratumOf(startMs: number, season: WatchPlan["season"]): string {
  if (season === "none") return "";
  const start = new Date(startMs);
  const hour = String(start.getUTCHours()).padStart(2, "0");
  return season === "hour" ? hour : `${DAYS[start.getUTCDay()]!}-${hour}`;
}

/**
 * What two plans differ in, in words; a state that was begun with another plan cannot go on with this one.
 *
 * @throws {InputError} where they differ
 */
export function requireSamePlan(kept: WatchPlan, asked: WatchPlan, where: string): void {
  for (const key of Object.keys(asked) as (keyof WatchPlan)[]) {
    if (JSON.stringify(kept[key]) === JSON.stringify(asked[key])) continue;
    const [was, is] = [kept, asked].map((plan) => JSON.stringify(plan[key]));
    throw new InputError(`this state was begun with another plan: ${key} ${was!}, not ${is!}`, {
      where,
      fix: "give the same options again, or another --state",
    });
  }
}
