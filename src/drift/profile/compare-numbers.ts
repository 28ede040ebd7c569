import type { ValueCounts } from "../../core/value-counts.js";
import type { Ladder } from "../../stats/ladder/ladder.js";
import type { NumberSide, NumericCounts } from "../column-counts.js";
import { countsByValue } from "../counts-by-value.js";
import { isRunning } from "../reason-to-skip.js";
import { cellEnds, coarser, EVERY_BIT, MOST_BITS, sideBySide } from "./lattice-cells.js";
import { atEnds } from "./profile-quantiles.js";
import { finiteOf, type NumberFacts } from "./profile-numbers.js";

/** The numbers of a column of one table: from a profile, or as fine as its rows tell. */
export interface NumbersOfSide {
  readonly rows: number;
  readonly present: number;
  readonly distinct: number | null;
  readonly facts: NumberFacts;
}

/**
 * Two columns of numbers, one of a profile at least, next to each other. Where both keep every value the
 * counts are those of the rows; else they stand on the coarser lattice of the two, whose cells nobody can
 * look into.
 */
export function compareNumbers(one: NumbersOfSide, other: NumbersOfSide): NumericCounts {
  const isExact = one.facts.cells.bits === EVERY_BIT && other.facts.cells.bits === EVERY_BIT;
  if (isExact) return countsByValue([one, other], [valuesOf(one), valuesOf(other)]);
  const bits = Math.min(one.facts.cells.bits, other.facts.cells.bits, MOST_BITS);
  const both = [onLattice(one, bits), onLattice(other, bits)] as const;
  return {
    by: "value",
    reference: sideOf(one),
    current: sideOf(other),
    ladder: ladderOfCells(both),
    passes: 1,
    cells: {
      sums: ladderOfSums(both),
      ends: [endsOf(both[0]), endsOf(both[1])],
    },
  };
}

/** The values of a column that keeps all of them. */
function valuesOf({ facts }: NumbersOfSide): ValueCounts {
  return atEnds(facts, 0);
}

function onLattice({ facts }: NumbersOfSide, bits: number): NumberFacts {
  const sums = coarser(facts.sums, Math.min(facts.sums.bits, bits));
  return { ...facts, cells: coarser(facts.cells, bits), sums };
}

function endsOf(facts: NumberFacts) {
  return { low: atEnds(facts, 0), high: atEnds(facts, 1) };
}

function sideOf({ rows, present, distinct, facts }: NumbersOfSide): NumberSide {
  const { mean, squares, cells } = facts;
  const finite = finiteOf(facts);
  return {
    rows,
    present,
    distinct: distinct ?? cells.places.length,
    isRunningNumber: isRunning({ ...facts, present }),
    mean,
    sd: squares === null || finite < 2 ? null : Math.sqrt(squares / (finite - 1)),
  };
}

type Both = readonly [NumberFacts, NumberFacts];

/** All counts, and no sums. */
function ladderOfCells([one, other]: Both): Ladder {
  const { bits } = one.cells;
  const { places, x, y } = sideBySide(one.cells, other.cells);
  const unknown = places.map(() => NaN);
  return ladderOf([one, other], { bits, places, x, y, xSums: unknown, ySums: unknown });
}

/** Fewer cells, whose sums are known. */
function ladderOfSums([one, other]: Both): Ladder {
  const bits = Math.min(one.sums.bits, other.sums.bits);
  const at = (cells: NumberFacts["cells"]) => coarser(cells, bits);
  const { places, x, y } = sideBySide(at(one.cells), at(other.cells));
  const sums = sideBySide(at(one.sums), at(other.sums));
  return ladderOf([one, other], { bits, places, x, y, xSums: sums.x, ySums: sums.y });
}

interface Cells {
  readonly bits: number;
  readonly places: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly xSums: Float64Array;
  readonly ySums: Float64Array;
}

/** One cell of a ladder: a value where `low` is `high`, else a span. */
interface Cell {
  readonly low: number;
  readonly high: number;
  readonly x: number;
  readonly y: number;
  readonly xSum: number;
  readonly ySum: number;
}

/** A ladder of cells; 0, −∞ and ∞ are values of their own. */
function ladderOf([one, other]: Both, cells: Cells): Ladder {
  const valueOf = (value: number, x: number, y: number): Cell => ({
    ...{ low: value, high: value, x, y },
    ...{ xSum: x > 0 ? x * value : 0, ySum: y > 0 ? y * value : 0 },
  });
  const [least, most] = [
    Math.min(one.minimum, other.minimum),
    Math.max(one.maximum, other.maximum),
  ];
  const spans = Array.from(cells.places, (place, k): Cell => {
    const [low, high] = cellEnds(cells.bits, place);
    return {
      ...{ low: Math.max(low, least), high: Math.min(high, most) },
      ...{ x: cells.x[k]!, y: cells.y[k]!, xSum: cells.xSums[k]!, ySum: cells.ySums[k]! },
    };
  });
  const zeros =
    one.zeros === null || other.zeros === null ? null : valueOf(0, one.zeros, other.zeros);
  const all = [
    valueOf(-Infinity, one.infinite[0], other.infinite[0]),
    ...spans.flatMap((span) => (zeros && span.low === 0 ? [zeros, without(span, zeros)] : [span])),
    valueOf(Infinity, one.infinite[1], other.infinite[1]),
  ].filter(({ x, y }) => x + y > 0);
  return ladderOfList(all);
}

/** The cell that begins at 0 without the zeros in it. */
function without(span: Cell, zeros: Cell): Cell {
  const [x, y] = [span.x - zeros.x, span.y - zeros.y];
  return { ...span, low: Math.min(Number.MIN_VALUE, span.high), x, y };
}

function ladderOfList(cells: readonly Cell[]): Ladder {
  const column = (of: (cell: Cell) => number) => Float64Array.from(cells, of);
  const total = (of: (cell: Cell) => number) => cells.reduce((sum, cell) => sum + of(cell), 0);
  return {
    low: column(({ low }) => low),
    high: column(({ high }) => high),
    spans: Uint8Array.from(cells, ({ low, high }) => Number(low < high)),
    x: column(({ x }) => x),
    y: column(({ y }) => y),
    xSums: column(({ xSum }) => xSum),
    ySums: column(({ ySum }) => ySum),
    center: 0,
    m: total(({ x }) => x),
    n: total(({ y }) => y),
    inside: null,
  };
}
