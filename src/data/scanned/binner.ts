import { monotoneBin, type BitLattice, type MonotoneMap } from "../../core/monotone-map.js";

/** Doubles from here on have no digits after the point: to add it is to round, halves to even. */
const ROUNDER = 2 ** 52;
/** Cells of more bits may be more than a double can count. */
const MOST_BITS = 53;

/** `monotoneBin` of one map, bit for bit, for many values. */
export function binner(map: MonotoneMap): (value: number) => number {
  if (map.kind === "lattice") return latticeBinner(map);
  const { center, width, halfBins } = map;
  return (value) => {
    const t =
      value >= center ? 2 - width / (value - center + width) : width / (center - value + width);
    return t * halfBins + ROUNDER - ROUNDER;
  };
}

function latticeBinner(map: BitLattice): (value: number) => number {
  if (map.bits > MOST_BITS) return (value) => monotoneBin(map, value);
  const cellOf = latticeCells(64 - map.bits);
  const middle = cellOf(map.center);
  return (value) => cellOf(value) - middle;
}

/** The place of a double in the order of all, shifted to the right: rounded down. */
function latticeCells(shift: number): (value: number) => number {
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  return (value) => {
    double[0] = value;
    const low = words[0]!;
    const high = words[1]!;
    const size = high & 0x7fffffff;
    const inHigh = shift - 32;
    let cell: number;
    let isCut: boolean;
    if (inHigh >= 0) {
      cell = size >>> inHigh;
      isCut = low !== 0 || (size & ((1 << inHigh) - 1)) !== 0;
    } else {
      cell = size * 2 ** -inHigh + (low >>> shift);
      isCut = (low & ((1 << shift) - 1)) !== 0;
    }
    return high >>> 31 === 0 ? cell : -(isCut ? cell + 1 : cell) + 0;
  };
}
