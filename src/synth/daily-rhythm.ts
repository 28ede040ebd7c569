/** Transactions in each hour of the day, UTC, of 1000 in all: a quiet night, a peak in the evening. */
const PER_HOUR = [
  12, 8, 5, 4, 5, 9, 18, 34, 48, 52, 54, 60, 68, 64, 54, 52, 56, 68, 80, 78, 66, 48, 34, 23,
];
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Share of a day's transactions before each hour: 25 numbers from 0 to 1. */
const BEFORE = PER_HOUR.reduce<number[]>((sums, count) => [...sums, sums.at(-1)! + count], [0]).map(
  (sum, _, { 24: total }) => sum / total!,
);

/**
 * The time of day by which a share of the day's transactions has come in; within an hour they come
 * evenly. It turns an even stream into one with the rhythm of a day.
 *
 * @param share 0 ≤ share < 1
 * @returns milliseconds since midnight UTC
 */
export function timeOfDay(share: number): number {
  let hour = 0;
  while (hour < 23 && share >= BEFORE[hour + 1]!) hour++;
  const within = (share - BEFORE[hour]!) / (BEFORE[hour + 1]! - BEFORE[hour]!);
  return (hour + within) * HOUR_MS;
}

/**
 * The share of the day's transactions that has come in by a moment: the inverse of `timeOfDay`.
 *
 * @param time milliseconds since 1970 UTC, not before
 */
export function shareOfDay(time: number): number {
  const hours = (time % DAY_MS) / HOUR_MS;
  const hour = Math.floor(hours);
  return BEFORE[hour]! + (hours - hour) * (BEFORE[hour + 1]! - BEFORE[hour]!);
}
