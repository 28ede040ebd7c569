import { adjustPValues } from "../../stats/adjust-p-values.js";
import { normalQuantile } from "../../stats/distributions/normal.js";
import { kruskalWallis } from "../../stats/tests/kruskal-wallis.js";
import { hourTable, sharesOfVariance, type HourTable } from "./hour-table.js";
import { tickDependence } from "./tick-dependence.js";
import { watchAdvice, type Dependence } from "./watch-advice.js";

/** A column as numbers, one a row: of texts, 1 where the most frequent one stands. NaN is missing. */
export interface RhythmColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/** How a column moves with the clock, and how its rows hang together. */
export interface ColumnRhythm {
  readonly name: string;
  /** Share of the variance of rows that the hour of the day explains, 0 to 1; null where it cannot be told. */
  readonly hourShare: number | null;
  /** The same of the hour of the week. */
  readonly weekdayHourShare: number | null;
  /** Of no daily rhythm, adjusted over the columns (BH); null below three days. */
  readonly hourP: number | null;
  /** Of no weekly rhythm beside the daily one, adjusted likewise; null below three weeks. */
  readonly weekdayHourP: number | null;
  /** Of the means of successive ticks, less the rhythm that was found; null where there are too few. */
  readonly autocorrelation: number | null;
  /** How much wider means of ticks vary than rows that know nothing of each other would have it; 1 is ideal. */
  readonly designEffect: number | null;
  /** Of successive ticks that the two were computed from. */
  readonly tickPairs: number;
}

/** What a reference says about time, and the way to watch it that follows. */
export interface Rhythm {
  readonly columns: readonly ColumnRhythm[];
  readonly season: "none" | "hour" | "weekday-hour";
  /** One sentence each, without a final full stop. */
  readonly advice: readonly string[];
}

/** A rhythm is one below this level, ... */
const LEVEL = 0.01;
/** ... if it explains as much as this: a sine of a twentieth of a standard deviation. */
const LEAST_SHARE = 0.001;
/** As in what the detector says of its own scores. */
const MOST_SPREAD = 1.3;
const MOST_CORRELATION = 0.1;

/**
 * Look for days and weeks in data, and for rows that hang together: what bends the guarantee of a watcher,
 * whose rows have to be exchangeable.
 *
 * Whether there is a daily rhythm is asked of the means of single hours, one a day and hour, by Kruskal and
 * Wallis' test over the 24 hours: rows that hang together within an hour count once. For a weekly one the
 * means are taken less those of their hour of the day, over the 168 hours of the week.
 *
 * @param times in ms since 1970 UTC, ascending, one a row
 * @param everyMs length of a tick
 */
export function rhythmOf(
  columns: readonly RhythmColumn[],
  times: Float64Array,
  everyMs: number,
): Rhythm {
  const tables = columns.map(({ values }) => hourTable(values, times));
  const hourP = adjustPValues(tables.map(dailyP), "BH");
  const weekP = adjustPValues(tables.map(weeklyP), "BH");
  const found = columns.map(({ name, values }, j): ColumnRhythm => {
    const shares = sharesOfVariance(tables[j]!);
    const isDaily = isRhythm(hourP[j]!, shares.hour);
    const level = isDaily ? tables[j]!.meanOfHour : null;
    const ticks = tickDependence(values, times, { everyMs, level });
    return {
      name,
      hourShare: hourP[j] === null ? null : shares.hour,
      weekdayHourShare: weekP[j] === null ? null : shares.weekdayHour,
      hourP: hourP[j]!,
      weekdayHourP: weekP[j]!,
      autocorrelation: ticks.autocorrelation,
      designEffect: ticks.designEffect,
      tickPairs: ticks.pairs,
    };
  });
  const isWeekly = found.some(
    ({ weekdayHourP: p, weekdayHourShare: share, hourShare }) =>
      share !== null && isRhythm(p, share - (hourShare ?? 0)),
  );
  const daily = found.filter(({ hourP: p, hourShare }) => isRhythm(p, hourShare ?? 0));
  const season = isWeekly ? "weekday-hour" : daily.length > 0 ? "hour" : "none";
  return { columns: found, season, advice: adviceOf(found, season) };
}

function isRhythm(p: number | null, share: number): boolean {
  return p !== null && p < LEVEL && share >= LEAST_SHARE;
}

function dailyP({ cells, days }: HourTable): number | null {
  return days < 3
    ? null
    : pOver(
        cells,
        ({ hour }) => hour,
        ({ mean }) => mean,
      );
}

function weeklyP({ cells, days, meanOfHour }: HourTable): number | null {
  if (days < 21) return null;
  return pOver(
    cells,
    ({ hour, weekday }) => 24 * weekday + hour,
    ({ hour, mean }) => mean - meanOfHour[hour]!,
  );
}

type Cell = HourTable["cells"][number];

function pOver(
  cells: readonly Cell[],
  groupOf: (cell: Cell) => number,
  valueOf: (cell: Cell) => number,
): number | null {
  const groups = new Map<number, number[]>();
  for (const cell of cells) {
    const group = groups.get(groupOf(cell));
    if (group === undefined) groups.set(groupOf(cell), [valueOf(cell)]);
    else group.push(valueOf(cell));
  }
  const samples = [...groups.values()];
  const first = samples[0]?.[0];
  if (samples.length < 2 || samples.every((sample) => sample.every((value) => value === first)))
    return null;
  return kruskalWallis(samples).pValue;
}

function adviceOf(columns: readonly ColumnRhythm[], season: Rhythm["season"]): string[] {
  const named = (isMeant: (column: ColumnRhythm) => boolean) =>
    columns.filter(isMeant).map(({ name }) => name);
  const rhythmic = columns.flatMap((column) => {
    const share = shareOfRhythm(column, season);
    return share === null ? [] : [`${column.name} (${percent(share)} of its variance)`];
  });
  // So many standard errors that no column is beyond them by chance, in 99 of 100 tables.
  const z = -normalQuantile(LEVEL / (2 * Math.max(1, columns.length)));
  const clumped = named(
    ({ designEffect, tickPairs }) =>
      designEffect !== null && designEffect > MOST_SPREAD + z * Math.sqrt(3 / tickPairs),
  );
  const following = named(
    ({ autocorrelation: r, tickPairs }) =>
      r !== null && Math.abs(r) > Math.max(MOST_CORRELATION, z / Math.sqrt(tickPairs)),
  );
  const isTold = columns.some(({ hourP }) => hourP !== null);
  const known = isTold ? season : "unknown";
  const advice = (dependence: Dependence, names: readonly string[]) =>
    names.length === 0 ? [] : [watchAdvice(dependence, names, known)];
  return [
    ...advice(season === "hour" ? "day" : "week", rhythmic),
    ...advice("ticks", following),
    ...advice("rows", clumped),
  ];
}

/** How much of the variance of a column the season explains; null where it has no rhythm. */
function shareOfRhythm(
  { hourP, hourShare, weekdayHourP, weekdayHourShare }: ColumnRhythm,
  season: Rhythm["season"],
): number | null {
  const isDaily = isRhythm(hourP, hourShare ?? 0);
  if (season !== "weekday-hour") return isDaily ? hourShare : null;
  const isWeekly = isRhythm(weekdayHourP, (weekdayHourShare ?? 0) - (hourShare ?? 0));
  return isDaily || isWeekly ? weekdayHourShare : null;
}

/** To a tenth where it is small: "4.3 %", "31 %". */
function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}
