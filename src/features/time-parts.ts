import type { TimeColumn } from "../core/table.js";

/** The parts of a moment that repeat, so that what was learnt of them holds tomorrow. */
export const timeParts = ["hour", "weekday", "month"] as const;
export type TimePart = (typeof timeParts)[number];

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * One part of the moments of a column, in UTC: the hour 0 to 23, the weekday 0 (Monday) to 6
 * (Sunday), the month 1 to 12. NaN where the moment is missing.
 */
export function timePart({ values }: TimeColumn, part: TimePart): Float64Array {
  return values.map((time) => {
    if (!Number.isFinite(time)) return Number.NaN;
    if (part === "hour") return Math.floor(modulo(time, DAY_MS) / HOUR_MS);
    if (part === "weekday") return modulo(Math.floor(time / DAY_MS) + 3, 7); // 1970-01-01: Thursday
    return new Date(time).getUTCMonth() + 1;
  });
}

function modulo(a: number, n: number): number {
  return ((a % n) + n) % n;
}
