import { nextBelow } from "../../core/double-order.js";
import { binStart, type BitLattice } from "../../core/monotone-map.js";
import { sum } from "../../core/sum.js";
import type { ValueCounts } from "../../core/value-counts.js";

/** Every double has a cell of its own. */
export const EVERY_BIT = 64;
/** The finest lattice whose cells can be numbered by doubles. */
export const MOST_BITS = 53;

/**
 * Occupied cells of the lattice of leading bits, and what lies in each. The lattice is the same for all
 * data, and a coarser one is made of whole cells of a finer one: so counts of two tables can be added,
 * whoever made them, and nothing of them depends on the order of the rows.
 */
export interface LatticeCells {
  /** 1 to 53 leading bits, or 64. */
  readonly bits: number;
  /** Ascending: the numbers of the cells, 0 for the one that begins at 0; of 64 bits the values. */
  readonly places: Float64Array;
  /** How many values lie in each, or their sum. */
  readonly amounts: Float64Array;
}

/** Cells of one value each. @param counted finite values */
export function cellsOfValues({ values, counts }: ValueCounts): LatticeCells {
  return { bits: EVERY_BIT, places: values, amounts: counts };
}

/** The map by which an engine counts the cells of a lattice of at most 53 bits. */
export function latticeMap(bits: number): BitLattice {
  return { kind: "lattice", bits, center: 0 };
}

/** The same cells on a lattice of no more bits. O(cells). */
export function coarser(cells: LatticeCells, bits: number): LatticeCells {
  if (bits === cells.bits) return cells;
  const numbers = cellNumbers(cells, bits);
  const places: number[] = [];
  const amounts: number[] = [];
  numbers.forEach((number, k) => {
    if (number === places.at(-1)) amounts[amounts.length - 1]! += cells.amounts[k]!;
    else {
      places.push(number);
      amounts.push(cells.amounts[k]!);
    }
  });
  return { bits, places: Float64Array.from(places), amounts: Float64Array.from(amounts) };
}

/** The same cells by as many bits as keep at most so many of them occupied. @param most ≥ 2 */
export function finestCells(cells: LatticeCells, most: number): LatticeCells {
  if (cells.places.length <= most) return cells;
  const finest = coarser(cells, Math.min(cells.bits, MOST_BITS));
  let [low, high] = [1, finest.bits];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (occupied(cellNumbers(finest, middle)) <= most) low = middle;
    else high = middle - 1;
  }
  return coarser(finest, low);
}

/** What lies in the cells of both, on the coarser lattice of the two. */
export function addCells(one: LatticeCells, other: LatticeCells): LatticeCells {
  const bits = Math.min(one.bits, other.bits);
  const [a, b] = [coarser(one, bits), coarser(other, bits)];
  const { places, x, y } = sideBySide(a, b);
  return { bits, places, amounts: x.map((amount, k) => amount + y[k]!) };
}

/** Cells of one lattice next to each other: 0 where one of the two has nothing. */
export function sideBySide(
  one: LatticeCells,
  other: LatticeCells,
): { readonly places: Float64Array; readonly x: Float64Array; readonly y: Float64Array } {
  const places = Float64Array.from(new Set([...one.places, ...other.places])).sort();
  const column = ({ places: own, amounts }: LatticeCells) => {
    let k = 0;
    return places.map((place) => (own[k] === place ? amounts[k++]! : 0));
  };
  return { places, x: column(one), y: column(other) };
}

/** The least and the greatest finite double of a cell. */
export function cellEnds(bits: number, place: number): readonly [low: number, high: number] {
  if (bits === EVERY_BIT) return [place, place];
  const map = latticeMap(bits);
  const [from, to] = [binStart(map, place), binStart(map, place + 1)];
  const low = Math.max(from, -Number.MAX_VALUE);
  return [low, to === Infinity ? Number.MAX_VALUE : Math.max(low, nextBelow(to))];
}

/** All that lies in some cells. */
export function totalOf({ amounts }: LatticeCells): number {
  return sum(amounts);
}

/** The cells of a coarser lattice that the places lie in. */
function cellNumbers({ bits: finer, places }: LatticeCells, bits: number): Float64Array {
  if (finer === EVERY_BIT) {
    const numbers = places.map(finestCell);
    return bits === MOST_BITS
      ? numbers
      : cellNumbers({ bits: MOST_BITS, places: numbers, amounts: numbers }, bits);
  }
  const parts = 2 ** (finer - bits);
  return places.map((place) => Math.floor(place / parts));
}

const double = new DataView(new ArrayBuffer(8));
const SIGN = 2 ** 31;
/** Bits that 53 leading ones leave out. */
const LEFT_OUT = 64 - MOST_BITS;

/** The cell of 53 bits that a value lies in: `monotoneBin` of that lattice, without big integers. */
function finestCell(value: number): number {
  double.setFloat64(0, value + 0); // −0 becomes 0
  const [upper, lower] = [double.getUint32(0), double.getUint32(4)];
  const size = (upper % SIGN) * 2 ** (32 - LEFT_OUT) + (lower >>> LEFT_OUT);
  if (upper < SIGN) return size;
  return lower % 2 ** LEFT_OUT === 0 ? -size : -size - 1;
}

function occupied(numbers: Float64Array): number {
  return numbers.reduce((count, number, k) => count + Number(number !== numbers[k - 1]), 0);
}
