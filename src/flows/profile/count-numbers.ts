import { monotoneBin } from "../../core/monotone-map.js";
import {
  latticeMap,
  MOST_BITS,
  totalOf,
  type LatticeCells,
} from "../../drift/profile/lattice-cells.js";
import {
  factsOfValues,
  MOST_CELLS,
  type NumberFacts,
} from "../../drift/profile/profile-numbers.js";
import type { BinCounts, ColumnSummary, DataEngine, EngineTable } from "../../ports/data-engine.js";

/** Tables up to so many rows are counted value by value. */
const FEW_ROWS = 300_000;
/** Leading bits that large columns are counted by at first: 4,096 cells for each power of two. */
const FIRST_BITS = 24;
/** Sign and exponent: with fewer the infinities share their cells. */
const LEAST_BITS = 12;
/** As many more, where all rows lie in a few of those. */
const MORE_BITS = 8;
/** From this share of distinct values on, an estimate allows for none that occurs twice. */
const UNIQUE_SHARE = 0.97;

export interface CountedNumbers {
  readonly facts: NumberFacts;
  readonly distinct: number;
}

/**
 * What is to be known of columns of numbers, by name: in one scan each, mostly.
 *
 * @param columns summaries of columns with a value
 * @param bitsOf leading bits of a lattice that a column is compared on, by name; by default as many as
 *   leave more cells than a profile keeps
 */
export async function countNumbers(
  engine: Pick<DataEngine, "reduce">,
  table: EngineTable,
  columns: readonly ColumnSummary[],
  bitsOf: ReadonlyMap<string, number> = new Map(),
): Promise<ReadonlyMap<string, CountedNumbers>> {
  const counted = new Map<string, CountedNumbers>();
  // Infinities may be two values more.
  const isFew = ({ distinct }: ColumnSummary) =>
    table.rows <= FEW_ROWS || distinct <= MOST_CELLS + 2;
  const few = columns.filter(isFew);
  const requests = few.map(({ column }) => {
    return { kind: "values", table, column, limit: FEW_ROWS } as const;
  });
  const answers = requests.length === 0 ? [] : await engine.reduce(requests);
  few.forEach(({ column }, i) => {
    const values = answers[i];
    if (!values) throw new TypeError("a table has no more values than rows");
    counted.set(column, { facts: factsOfValues(values), distinct: values.values.length });
  });
  for (const one of columns.filter((column) => !isFew(column))) {
    counted.set(one.column, await countByLattice(engine, table, one, bitsOf.get(one.column)));
  }
  return counted;
}

async function countByLattice(
  engine: Pick<DataEngine, "reduce">,
  table: EngineTable,
  { column, present, distinct, numbers }: ColumnSummary,
  asked: number | undefined,
): Promise<CountedNumbers> {
  const { minimum, maximum, mean, variance, infinite: infinities } = numbers!;
  const [[glance]] = await engine.reduce([{ kind: "glance", table, columns: [column] }]);
  let bits = asked === undefined ? FIRST_BITS : Math.max(asked, LEAST_BITS);
  let counted = await countCells(engine, table, column, bits);
  while (asked === undefined && counted.bins.length <= MOST_CELLS && bits < MOST_BITS) {
    bits = Math.min(bits + MORE_BITS, MOST_BITS);
    counted = await countCells(engine, table, column, bits);
  }
  const { cells, sums, infinite } = withoutInfinities(counted, bits, infinities);
  const zeros = zerosOf(cells, sums);
  return {
    distinct,
    facts: {
      ...{ minimum, maximum, mean, zeros, infinite },
      squares: variance === null ? null : variance * (totalOf(cells) - 1),
      isWhole: glance!.isWhole,
      isUnique: distinct >= UNIQUE_SHARE * present,
      ...{ cells, sums },
    },
  };
}

/** The cell that begins at 0 holds nothing else where the sum of it is 0; null where it may. */
function zerosOf(cells: LatticeCells, sums: LatticeCells): number | null {
  const k = cells.places.indexOf(0);
  if (k === -1) return 0;
  return sums.amounts[k] === 0 ? cells.amounts[k]! : null;
}

/** Count a column by the cells of a lattice of at most 53 bits. */
async function countCells(
  engine: Pick<DataEngine, "reduce">,
  table: EngineTable,
  column: string,
  bits: number,
): Promise<BinCounts> {
  const [counted] = await engine.reduce([{ kind: "bins", table, column, map: latticeMap(bits) }]);
  return counted;
}

/**
 * The finite values of what was counted by a lattice. ∞ has a cell of its own; the one of −∞ holds the
 * least finite values, too.
 *
 * @param bits at least 12
 * @param infinities how many values of either sign are infinite
 */
export function withoutInfinities(
  { bins, counts, sums }: BinCounts,
  bits: number,
  infinities: number,
): Pick<NumberFacts, "cells" | "sums" | "infinite"> {
  const cellOf = (value: number) => monotoneBin(latticeMap(bits), value);
  const above = counts[bins.indexOf(cellOf(Infinity))] ?? 0;
  const below = infinities - above;
  const lowest = cellOf(-Infinity);
  const finite = counts.map((count, k) => count - (bins[k] === lowest ? below : 0));
  const isHeld = (_: number, k: number) => finite[k]! > 0 && bins[k] !== cellOf(Infinity);
  const places = bins.filter(isHeld);
  return {
    infinite: [below, above],
    cells: { bits, places, amounts: finite.filter(isHeld) },
    sums: { bits, places, amounts: sums.filter(isHeld) },
  };
}
