import { InputError } from "../core/errors.js";
import type { DriftKind } from "../synth/drift-schedule.js";
import { checkLastTime, evenTimes, rhythmicTimes } from "../synth/row-times.js";
import type { RowRequest } from "../synth/row-request.js";

/** Where a drift starts: at a share of the rows, at a row (the first is 1), or at a moment. */
export type DriftStart =
  { readonly share: number } | { readonly row: number } | { readonly time: number }; // milliseconds since 1970 UTC

export interface RowWish {
  readonly batches: number;
  readonly rowsPerBatch: number;
  /** Seconds from batch to batch; 0 does not wait. */
  readonly intervalSeconds: number;
  /** Milliseconds since 1970 UTC, not before. */
  readonly start: number;
  /** Rows a day; undefined: 100, or as many as make the rows fill one year. */
  readonly perDay: number | undefined;
  readonly seed: number;
  readonly driftFactor: number;
  readonly driftKind: DriftKind;
  readonly driftStart: DriftStart;
}

const DAYS = 365;
const FEWEST_PER_DAY = 100;

/**
 * Make of a wish a request with nothing left open. Without waiting, the rows come in the rhythm of
 * days; a batch of whole days then looks like every other. With an interval, each batch has it to
 * itself in event time too, its rows at an even pace: the number of rows is given, the rhythm is not.
 *
 * @throws {InputError} when the rows start before 1970 or run past the year 9999
 */
export function rowPlan(wish: RowWish): RowRequest {
  const rows = wish.batches * wish.rowsPerBatch;
  if (!Number.isSafeInteger(rows)) {
    throw new InputError(`${wish.batches} batches of ${wish.rowsPerBatch} rows are too many`, {
      fix: "ask for fewer",
    });
  }
  if (wish.start < 0) {
    throw new InputError("transactions start in 1970 or later", { fix: "give a later start" });
  }
  const start = Math.ceil(wish.start / 1000) * 1000;
  const times =
    wish.intervalSeconds > 0
      ? evenTimes(start, (1000 * wish.intervalSeconds) / wish.rowsPerBatch)
      : rhythmicTimes(start, wish.perDay ?? Math.max(FEWEST_PER_DAY, rows / DAYS));
  checkLastTime(times, start, rows);
  const startRow =
    "share" in wish.driftStart
      ? Math.round(wish.driftStart.share * rows)
      : "row" in wish.driftStart
        ? wish.driftStart.row - 1
        : times.rowFrom(wish.driftStart.time);
  const drift = { factor: wish.driftFactor, kind: wish.driftKind, startRow };
  return { rows, seed: wish.seed, times, drift };
}
