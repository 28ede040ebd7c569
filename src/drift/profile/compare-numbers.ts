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
  const unknown = new Float64Array(places.length).fill(NaN);
  return withInfinities([one, other], { bits, places, x, y, xSums: unknown, ySums: unknown });
}

/** Fewer cells, whose sums are known. */
function ladderOfSums([one, other]: Both): Ladder {
  const bits = Math.min(one.sums.bits, other.sums.bits);
  const at = (cells: NumberFacts["cells"]) => coarser(cells, bits);
  const { places, x, y } = sideBySide(at(one.cells), at(other.cells));
  const sums = sideBySide(at(one.sums), at(other.sums));
  return withInfinities([one, other], { bits, places, x, y, xSums: sums.x, ySums: sums.y });
}

interface Cells {
  readonly bits: number;
  readonly places: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly xSums: Float64Array;
  readonly ySums: Float64Array;
}

/** A ladder of cells, with −∞ and ∞ as values of their own at its ends. */
function withInfinities([one, other]: Both, cells: Cells): Ladder {
  const { bits, places } = cells;
  const [least, most] = [
    Math.min(one.minimum, other.minimum),
    Math.max(one.maximum, other.maximum),
  ];
  const ends = Array.from(places, (place) => cellEnds(bits, place));
  const around = (below: number, inner: Iterable<number>, above: number) =>
    Float64Array.from([below, ...inner, above]);
  const x = around(one.infinite[0], cells.x, one.infinite[1]);
  const y = around(other.infinite[0], cells.y, other.infinite[1]);
  const sums = (counts: Float64Array, inner: Float64Array) =>
    around(counts[0]! > 0 ? -Infinity : 0, inner, counts.at(-1)! > 0 ? Infinity : 0);
  const all = {
    low: around(
      -Infinity,
      ends.map(([low]) => Math.max(low, least)),
      Infinity,
    ),
    high: around(
      -Infinity,
      ends.map(([, high]) => Math.min(high, most)),
      Infinity,
    ),
    spans: Uint8Array.from([0, ...ends.map(([low, high]) => Number(low < high)), 0]),
    ...{ x, y, xSums: sums(x, cells.xSums), ySums: sums(y, cells.ySums) },
  };
  const isHeld = (_: number, k: number) => x[k]! + y[k]! > 0;
  const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);
  return {
    low: all.low.filter(isHeld),
    high: all.high.filter(isHeld),
    spans: all.spans.filter(isHeld),
    x: all.x.filter(isHeld),
    y: all.y.filter(isHeld),
    xSums: all.xSums.filter(isHeld),
    ySums: all.ySums.filter(isHeld),
    center: 0,
    m: total(x),
    n: total(y),
    inside: null,
  };
}
