const HOUR_MS = 3_600_000;
const HOURS = 24;
const WEEK = 168;
/** 1970 began on a Thursday; weeks are counted from Sunday. */
const FIRST_WEEKDAY = 4;

/** A column by the hours that its rows fell in. */
export interface HourTable {
  /** Every single hour that has rows. */
  readonly cells: readonly {
    /** 0 to 23, UTC. */
    readonly hour: number;
    /** 0 to 6 from Sunday. */
    readonly weekday: number;
    readonly mean: number;
  }[];
  /** Days that have rows. */
  readonly days: number;
  /** Mean of all rows of each hour of the day; NaN where it has none. */
  readonly meanOfHour: Float64Array;
  readonly ofHour: Groups;
  readonly ofWeekdayHour: Groups;
}

/** Sums of groups of rows, of values less the mean of all. */
interface Groups {
  readonly rows: Float64Array;
  readonly sums: Float64Array;
  /** Of all rows together. */
  readonly squares: number;
}

/**
 * Sort the rows of a column into hours. Missing and infinite values are left out. O(n).
 *
 * @param times in ms since 1970 UTC, ascending, one a value
 */
export function hourTable(values: Float64Array, times: Float64Array): HourTable {
  const middle = meanOf(values);
  const hours = new Map<number, { sum: number; rows: number }>();
  const day = { rows: new Float64Array(HOURS), sums: new Float64Array(HOURS) };
  const week = { rows: new Float64Array(WEEK), sums: new Float64Array(WEEK) };
  const days = new Set<number>();
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! - middle;
    if (!Number.isFinite(value)) continue;
    const clock = Math.floor(times[i]! / HOUR_MS);
    const cell = hours.get(clock);
    if (cell === undefined) hours.set(clock, { sum: value, rows: 1 });
    else [cell.sum, cell.rows] = [cell.sum + value, cell.rows + 1];
    const [hour, weekHour] = [modulo(clock, HOURS), weekHourOf(clock)];
    day.rows[hour]! += 1;
    day.sums[hour]! += value;
    week.rows[weekHour]! += 1;
    week.sums[weekHour]! += value;
    squares += value * value;
  }
  const cells = [...hours].map(([clock, { sum, rows }]) => {
    days.add(Math.floor(clock / HOURS));
    const weekday = Math.floor(weekHourOf(clock) / HOURS);
    return { hour: modulo(clock, HOURS), weekday, mean: middle + sum / rows };
  });
  return {
    cells,
    days: days.size,
    meanOfHour: day.sums.map((sum, hour) => middle + sum / day.rows[hour]!),
    ofHour: { ...day, squares },
    ofWeekdayHour: { ...week, squares },
  };
}

/**
 * The share of the variance of rows that the hour of the day, and that of the week, explains.
 *
 *     ε² = 1 − (within / (n − k)) / (all / (n − 1))
 *
 * at least 0: about 0 for noise, however many groups there are.
 *
 * @see Kelley (1935), "An unbiased correlation ratio measure", PNAS 21(9), 554–559
 */
export function sharesOfVariance({ ofHour, ofWeekdayHour }: HourTable): {
  readonly hour: number;
  readonly weekdayHour: number;
} {
  return { hour: shareBetween(ofHour), weekdayHour: shareBetween(ofWeekdayHour) };
}

function shareBetween({ rows, sums, squares }: Groups): number {
  let [between, n, k] = [0, 0, 0];
  for (let i = 0; i < rows.length; i++) {
    if (rows[i] === 0) continue;
    between += sums[i]! ** 2 / rows[i]!;
    n += rows[i]!;
    k += 1;
  }
  if (n <= k || squares === 0) return 0;
  return Math.max(0, 1 - (squares - between) / (n - k) / (squares / (n - 1)));
}

/** Mean of the finite values; 0 where there is none. */
function meanOf(values: Float64Array): number {
  let [mean, n] = [0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    n += 1;
    mean += (value - mean) / n;
  }
  return mean;
}

function weekHourOf(clock: number): number {
  return modulo(clock + FIRST_WEEKDAY * HOURS, WEEK);
}

function modulo(value: number, base: number): number {
  return ((value % base) + base) % base;
}
