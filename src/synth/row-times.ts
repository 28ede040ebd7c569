import { InputError } from "../core/errors.js";
import { isoSeconds } from "../core/clock.js";
import { shareOfDay, timeOfDay } from "./daily-rhythm.js";

const DAY_MS = 86_400_000;
/** The last moment whose year has four digits. */
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59);

/** When the rows of a stream happen, each known without those before it. */
export interface RowTimes {
  /**
   * @param row counted from 0
   * @param jitter where within the row's own time span, 0 ≤ jitter < 1
   * @returns milliseconds since 1970 UTC, a whole second; never earlier than that of the row before
   */
  at(row: number, jitter: number): number;
  /** The first row that cannot be earlier than a moment: 0 where all are later. */
  rowFrom(time: number): number;
}

/**
 * Times in the rhythm of days: every day has the same number of rows, most of them in daytime.
 *
 * @param start milliseconds since 1970 UTC; the first row comes at or soon after it
 * @param perDay rows a day, above 0
 */
export function rhythmicTimes(start: number, perDay: number): RowTimes {
  const midnight = Math.floor(start / DAY_MS) * DAY_MS;
  const first = shareOfDay(start);
  return {
    at(row, jitter) {
      const position = first + (row + jitter) / perDay; // in days, as transactions count them
      const day = Math.floor(position);
      return Math.max(start, wholeSecond(midnight + day * DAY_MS + timeOfDay(position - day)));
    },
    rowFrom(time) {
      const day = Math.floor((time - midnight) / DAY_MS);
      return Math.max(0, Math.ceil((day + shareOfDay(Math.max(0, time)) - first) * perDay));
    },
  };
}

/** Times at an even pace, one row every `gap` milliseconds: those of a stream that is live. */
export function evenTimes(start: number, gap: number): RowTimes {
  return {
    at: (row, jitter) => Math.max(start, wholeSecond(start + (row + jitter) * gap)),
    rowFrom: (time) => Math.max(0, Math.ceil((time - start) / gap)),
  };
}

/** @throws {InputError} when the rows run past the year 9999, which ISO 8601 writes otherwise */
export function checkLastTime(times: RowTimes, start: number, rows: number): void {
  const last = times.at(rows - 1, 0);
  if (last <= LATEST) return;
  throw new InputError("the transactions run past the year 9999", {
    where: `${rows} rows from ${isoSeconds(new Date(start))}`,
    fix: "start earlier, or have more of them a day",
  });
}

function wholeSecond(time: number): number {
  return Math.floor(time / 1000) * 1000;
}
