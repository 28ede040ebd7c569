import { InputError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import { rowsWhere } from "../../core/select-rows.js";
import type { Column } from "../../core/table.js";
import { averageRanks } from "../../stats/descriptive/ranks.js";
import { normalSampler } from "../../stats/resampling/normal-sampler.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { InjectionOf } from "./injection.js";
import { copyCells, isPresent, isSameCell, type TracedColumn } from "./traced-column.js";

/** A correlation this near to the one asked for will do. */
const TOLERANCE = 5e-4;
const MOST_STEPS = 40;
/** Breaks ties by chance rather than by row, and matters to nothing else. */
const JITTER = 1e-6;

/**
 * Another rank correlation of two columns, their own distributions left exactly as they are: the cells
 * of the one trade places. Every row gets a score that mixes its own standardised ranks x and y and
 * chance e; the row with the k-th score gets the k-th value.
 *
 *     (1 − t) x + t s y + 2 t (1 − t) e        s = ±1, the direction of the change
 *
 * At t = 0 nothing moves, at 1 the order is that of y; t is found by regula falsi, Illinois form.
 *
 * @param other in the rows of `traced`
 * @throws {InputError} when a column has no order or one value only, or the correlation is out of reach
 *
 * O(n log n) for each of some ten steps.
 */
export function injectCorrelation(
  traced: TracedColumn,
  other: Column,
  injection: InjectionOf<"correlation">,
  { firstRow, random }: InjectionScene,
): Injected {
  const where = `correlation:${injection.column}~${injection.other}`;
  const { column, cells } = traced;
  const [mine, theirs] = [orderedValues(column, where), orderedValues(other, where)];
  const rows = rowsWhere(
    cells.length,
    (row) => row >= firstRow && isPresent(column, row) && isPresent(other, row),
  );
  const x = standardRanks(column.name, mine, rows, where);
  const y = standardRanks(other.name, theirs, rows, where);
  const before = meanProduct(x, y);
  const target = targetOf(injection, before, where);
  const sorted = sortedBy(x);
  const order =
    Math.abs(target - before) < TOLERANCE
      ? sorted
      : search({ x, y, sorted, target, random, where });
  const from = Int32Array.from(cells, (_, row) => row);
  order.forEach((place, k) => (from[rows[place]!] = rows[sorted[k]!]!));
  const changed = copyCells(traced, from);
  const moved = rows.filter((row) => !isSameCell(column, changed.column, row));
  const after = meanProduct(assigned(x, sorted, order), y);
  return {
    column: changed,
    rows: moved,
    realised: {
      rank_correlation_before: before,
      rank_correlation: after,
      change: after - before,
    },
  };
}

function orderedValues(column: Column, where: string): Float64Array {
  if (column.kind !== "text") return column.values;
  const fix = "name two columns of numbers or times";
  throw new InputError(`"${column.name}" holds text, which has no order to correlate`, {
    where,
    fix,
  });
}

/** Average ranks with mean 0 and mean square 1, so that their mean product is Spearman's correlation. */
function standardRanks(name: string, values: Float64Array, rows: Int32Array, where: string) {
  const here = Float64Array.from(rows, (row) => values[row]!);
  if (new Set(here.subarray(0, 1000)).size < 2 && new Set(here).size < 2) {
    throw new InputError(`column "${name}" has one value only, where both have one`, {
      where,
      fix: "name two columns that vary",
    });
  }
  const { ranks } = averageRanks(here);
  const centre = (ranks.length + 1) / 2;
  const centred = ranks.map((rank) => rank - centre);
  const size = Math.sqrt(meanProduct(centred, centred));
  return centred.map((rank) => rank / size);
}

function meanProduct(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum / x.length;
}

function targetOf({ by, to }: InjectionOf<"correlation">, before: number, where: string): number {
  const target = to ?? before + (by ?? 0);
  if (Math.abs(target) <= 1) return target;
  const [low, high] = [-1 - before, 1 - before].map((bound) => bound.toFixed(3));
  throw new InputError(
    `the rank correlation is ${before.toFixed(3)}: it cannot become ${target.toFixed(3)}`,
    {
      where,
      fix: `give a change between ${low!} and ${high!}`,
    },
  );
}

/** The places of values, ascending by value and then by place. */
function sortedBy(values: Float64Array): Uint32Array {
  return Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);
}

/** The values when place order[k] gets the k-th of them. */
function assigned(values: Float64Array, sorted: Uint32Array, order: Uint32Array): Float64Array {
  const result = new Float64Array(values.length);
  for (let k = 0; k < order.length; k++) result[order[k]!] = values[sorted[k]!]!;
  return result;
}

interface Search {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The places of x, ascending. */
  readonly sorted: Uint32Array;
  readonly target: number;
  readonly random: Random;
  readonly where: string;
}

/** The order of places whose correlation comes nearest to the target. */
function search({ x, y, sorted, target, random, where }: Search): Uint32Array {
  const e = new Float64Array(x.length).map(normalSampler(random));
  const before = meanProduct(x, y);
  const side = Math.sign(target - before);
  let best = { order: sorted, gap: before - target };
  const gapAt = (t: number): number => {
    const chance = 2 * t * (1 - t) + JITTER;
    const order = sortedBy(x.map((own, i) => (1 - t) * own + t * side * y[i]! + chance * e[i]!));
    const gap = meanProduct(assigned(x, sorted, order), y) - target;
    if (Math.abs(gap) < Math.abs(best.gap)) best = { order, gap };
    return gap;
  };
  let [low, atLow, high, atHigh] = [0, best.gap, 1, gapAt(1)];
  if (side * atHigh < -TOLERANCE) {
    const reach = (target + atHigh).toFixed(3);
    const what = `the rank correlation cannot become ${target.toFixed(3)}: with these ties it ends at ${reach}`;
    throw new InputError(what, { where, fix: "give a smaller change" });
  }
  for (let step = 0; step < MOST_STEPS && Math.abs(best.gap) > TOLERANCE; step++) {
    const t = (low * atHigh - high * atLow) / (atHigh - atLow);
    const gap = gapAt(t);
    if (gap * atHigh < 0) [low, atLow] = [high, atHigh];
    else atLow /= 2; // the same end twice: it would move too slowly
    [high, atHigh] = [t, gap];
  }
  return best.order;
}
