/** How drift comes, by the field's names. */
export const driftKinds = ["sudden", "gradual", "incremental", "recurring"] as const;
export type DriftKind = (typeof driftKinds)[number];

/** Seasons after the start of a recurring drift: with, without, with, without, with. */
const SEASONS = 5;

/**
 * How far drift has come at each row, 0 (none) to 1 (all of it).
 *
 * - sudden: 1 from the start on.
 * - gradual: old and new rows mixed; the chance of a new one rises evenly from 0 to 1 over the first
 *   half of the rows from the start, and all are new after that.
 * - incremental: every row a little further, from 0 to 1 over that half, and 1 after that.
 * - recurring: five seasons of equal length from the start: 1, 0, 1, 0, 1.
 *
 * @param start first row with drift, counted from 0; past the last row, there is none
 * @param rows of the whole stream
 * @returns a function of the row and of a uniform number on [0, 1), which gradual drift alone uses
 * @see Gama et al. (2014), "A survey on concept drift adaptation", ACM Computing Surveys 46(4)
 */
export function driftSchedule(
  kind: DriftKind,
  start: number,
  rows: number,
): (row: number, chance: number) => number {
  const left = Math.max(1, rows - start);
  const rise = (row: number): number =>
    Math.min(1, Math.max(0, (row - start + 1) / Math.ceil(left / 2)));
  switch (kind) {
    case "sudden":
      return (row) => (row >= start ? 1 : 0);
    case "gradual":
      return (row, chance) => (chance < rise(row) ? 1 : 0);
    case "incremental":
      return rise;
    case "recurring":
      return (row) =>
        row >= start && Math.floor((SEASONS * (row - start)) / left) % 2 === 0 ? 1 : 0;
  }
}
