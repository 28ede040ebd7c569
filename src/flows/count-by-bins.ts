import type { SoftMap } from "../core/monotone-map.js";
import type { NumberSide, NumericCounts } from "../drift/column-counts.js";
import { resolveLadder, USUAL_LIMITS } from "../drift/resolution/resolve-ladder.js";
import { ladderOfBins } from "../drift/resolution/span-ladder.js";
import type { BinCounts, ColumnSummary, EngineTable, Glance } from "../ports/data-engine.js";
import { KS_EXACT_LIMIT } from "../stats/tests/ks-two-sample.js";
import { countsByValue } from "../drift/counts-by-value.js";
import type { NumberPlan } from "./plan-counting.js";
import { answerSpans, type NumberColumn } from "./answer-spans.js";

/** Engines count so many bins in an array; past that it takes twice as long, but saves scans of larger tables. */
const QUICK_HALF_BINS = 32_767;
const QUICK_UP_TO_ROWS = 2 ** 21;
/** Bins for each square root of the rows: a bin has to hold far less than what chance moves. */
const BINS_PER_ROOT = 80;
const MOST_HALF_BINS = 2 ** 18;
/** A variance that is less than this share of the mean square about the center has lost its digits. */
const LEAST_VARIANCE_SHARE = 1e-6;
/** From this share of distinct values on, a column of whole numbers may be a counter. */
const COUNTER_SHARE = 0.97;

/**
 * Count a column of numbers of two large tables: by bins, then by value where something hangs on it.
 * Bins are fine around the median of the reference and grow in number with the root of the rows.
 */
export async function countByBins(
  source: NumberColumn,
  { glances }: NumberPlan,
  halfBins = halfBinsFor(Math.max(source.tables[0].rows, source.tables[1].rows)),
): Promise<NumericCounts> {
  const { engine, tables, column } = source;
  const map = softMap(glances[0], halfBins);
  const [reference, current] = await engine.reduce([
    { kind: "bins", table: tables[0], column, map },
    { kind: "bins", table: tables[1], column, map },
  ]);
  const ladder = ladderOfBins({ map, within: [] }, map.center, [reference, current]);
  if (ladder.m * ladder.n <= KS_EXACT_LIMIT) {
    const [x, y] = await engine.reduce([
      { kind: "values", table: tables[0], column, limit: KS_EXACT_LIMIT },
      { kind: "values", table: tables[1], column, limit: KS_EXACT_LIMIT },
    ]);
    return { ...countsByValue(tables, [x!, y!]), passes: 2 };
  }
  const { scans, ...ladders } = await answerSpans(
    source,
    // Of the same rows nothing is between the sides, and no span has to be looked into for it.
    resolveLadder(ladder, USUAL_LIMITS, tables[0] === tables[1]),
  );
  return {
    by: "value",
    reference: await sideOf(source, tables[0], reference, map, glances[0]),
    current: await sideOf(source, tables[1], current, map, glances[1]),
    ...ladders,
    passes: 1 + scans,
  };
}

/** Bins on each side of the center: in all they grow with the root of the rows. */
export function halfBinsFor(rows: number): number {
  if (rows <= QUICK_UP_TO_ROWS) return QUICK_HALF_BINS;
  const wanted = Math.ceil((BINS_PER_ROOT * Math.sqrt(rows)) / 2);
  return Math.min(Math.max(wanted, QUICK_HALF_BINS), MOST_HALF_BINS);
}

/** A map of which about half the bins lie within a quartile's distance of the median. */
export function softMap({ median, quartileDistance }: Glance, halfBins: number): SoftMap {
  const width = quartileDistance > 0 ? quartileDistance / 2 : Math.abs(median) || 1;
  return { kind: "soft", center: median, width, halfBins };
}

async function sideOf(
  { engine, column }: NumberColumn,
  table: EngineTable,
  counted: BinCounts,
  { center }: SoftMap,
  glance: Glance,
): Promise<NumberSide> {
  const side = sideOfBins(table.rows, counted, center, glance);
  const mayCount = glance.isWhole && glance.distinct >= COUNTER_SHARE * side.present;
  if (side.sd !== null && !mayCount) return side;
  const [[summary]] = await engine.reduce([{ kind: "summary", table, columns: [column] }]);
  const { distinct, numbers } = summary!;
  const sd = numbers?.variance == null ? null : Math.sqrt(numbers.variance);
  const isRunningNumber = mayCount && isCounter(summary!);
  return { ...side, distinct, isRunningNumber, mean: numbers?.mean ?? null, sd };
}

/** What the counts of a side say of it; mean and sd are null where its sums are not finite. */
export function sideOfBins(
  rows: number,
  counted: BinCounts,
  center: number,
  { distinct }: Glance,
): NumberSide {
  const total = (numbers: Float64Array) => numbers.reduce((sum, one) => sum + one, 0);
  const present = total(counted.counts);
  const sum = total(counted.sums);
  const squares = total(counted.squares);
  const variance = (squares - (sum * sum) / present) / (present - 1);
  const isKnown =
    Number.isFinite(variance) && variance > LEAST_VARIANCE_SHARE * (squares / present);
  return {
    rows,
    present,
    distinct: Math.min(distinct, present),
    isRunningNumber: false,
    mean: isKnown ? center + sum / present : null,
    sd: isKnown ? Math.sqrt(Math.max(0, variance)) : null,
  };
}

/** Of so many values each is counted once, as far as an estimate can tell, and few numbers are left out. */
function isCounter({ present, distinct, numbers }: ColumnSummary): boolean {
  if (numbers === null || distinct < COUNTER_SHARE * present) return false;
  return numbers.maximum - numbers.minimum < 2 * present;
}
