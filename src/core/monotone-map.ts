/**
 * A map of doubles to bins that never turns round: bin order is value order, so that counts per bin
 * are exact whoever counts, and no exact edges are ever needed.
 *
 *     t(v) = v ≥ c ? 2 − w / ((v − c) + w) : w / ((c − v) + w),   bin = round(t · halfBins)
 *
 * Every step is monotone in IEEE arithmetic. `center` c and `width` w > 0 come from a sample: they
 * decide the speed, never the answer.
 */
export interface MonotoneMap {
  /** Finite. */
  readonly center: number;
  /** Finite and > 0. */
  readonly width: number;
  /** Bins on each side of the center, 1 to 2^29: there are 2 · halfBins + 1 in all. */
  readonly halfBins: number;
}

/**
 * The bin of a value: what an engine has to answer for it, bit for bit.
 *
 * @param value any double but NaN
 * @returns 0 (for −Infinity) to 2 · halfBins (for Infinity)
 */
export function monotoneBin({ center, width, halfBins }: MonotoneMap, value: number): number {
  const t =
    value >= center ? 2 - width / (value - center + width) : width / (center - value + width);
  return Math.round(t * halfBins);
}
