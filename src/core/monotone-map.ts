import { doubleAt, doubleKey } from "./double-order.js";

/**
 * A map of doubles to bins that never turns round: bin order is value order, so that counts per bin
 * are exact whoever counts, and no exact edges are ever needed. What it is made of comes from a glance
 * at the data: it decides the speed, never the answer.
 */
export type MonotoneMap = SoftMap | BitLattice;

/**
 * Fine around a center, coarse far out.
 *
 *     t(v) = v ≥ c ? 2 − w / ((v − c) + w) : w / ((c − v) + w),   bin = rint(t · halfBins)
 *
 * with center c and width w; rint takes halves to the even neighbour, as a cast of databases does. Every
 * step is monotone in IEEE arithmetic.
 */
export interface SoftMap {
  readonly kind: "soft";
  /** Finite. */
  readonly center: number;
  /** Finite and > 0: as many bins lie within it as beyond it. */
  readonly width: number;
  /** Bins on each side of the center, 1 to 2^29: there are 2 · halfBins + 1 in all. */
  readonly halfBins: number;
}

/**
 * Doubles by their leading bits, so by powers of two and their even parts: the same lattice for all
 * data, and fine enough for any when more bits are taken.
 *
 *     bin = (key(v) >> (64 − bits)) − (key(center) >> (64 − bits))
 *
 * with key the place of v in the order of all doubles (`doubleKey`), and a shift that rounds down.
 */
export interface BitLattice {
  readonly kind: "lattice";
  /** 1 to 64. */
  readonly bits: number;
  /** Finite; its cell is bin 0. Bins are numbers up to 2^53 from there. */
  readonly center: number;
}

/**
 * The bin of a value: what an engine has to answer for it, bit for bit.
 *
 * @param value any double but NaN
 * @returns a whole number; of a soft map 0 (for −Infinity) to 2 · halfBins (for Infinity)
 */
export function monotoneBin(map: MonotoneMap, value: number): number {
  if (map.kind === "lattice") return Number(cellOf(map, value) - cellOf(map, map.center));
  const { center, width, halfBins } = map;
  const t =
    value >= center ? 2 - width / (value - center + width) : width / (center - value + width);
  return rint(t * halfBins);
}

function cellOf({ bits }: BitLattice, value: number): bigint {
  return doubleKey(value) >> BigInt(64 - bits);
}

function rint(value: number): number {
  const rounded = Math.round(value);
  return rounded - value === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

const LARGEST = doubleKey(Number.MAX_VALUE);

/** About where the lower end of a bin lies. */
export function binStart(map: MonotoneMap, bin: number): number {
  if (map.kind === "lattice") {
    const key = (BigInt(bin) + cellOf(map, map.center)) << BigInt(64 - map.bits);
    return key > LARGEST ? Infinity : key < -LARGEST ? -Infinity : doubleAt(key);
  }
  const { center, width, halfBins } = map;
  const t = (bin - 0.5) / halfBins;
  if (t <= 0) return -Infinity;
  if (t >= 2) return Infinity;
  return t >= 1 ? center + width * (1 / (2 - t) - 1) : center - width * (1 / t - 1);
}

/**
 * The least and the greatest double of a bin, exactly: by bisection over all doubles, so for few bins.
 *
 * @param bin one that some double lies in
 */
export function binEnds(map: MonotoneMap, bin: number): readonly [low: number, high: number] {
  return [doubleAt(firstKey(map, bin)), doubleAt(firstKey(map, bin + 1) - 1n)];
}

/** The place of the least double whose bin is at least `bin`; past the last bin, one after infinity. */
function firstKey(map: MonotoneMap, bin: number): bigint {
  let [low, high] = [doubleKey(-Infinity), doubleKey(Infinity) + 1n];
  while (low < high) {
    const middle = (low + high) >> 1n;
    if (monotoneBin(map, doubleAt(middle)) >= bin) high = middle;
    else low = middle + 1n;
  }
  return low;
}
