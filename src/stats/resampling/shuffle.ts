import type { Random } from "../../core/random.js";

/**
 * Shuffle an array in place: every order is equally likely (Fisher–Yates).
 *
 * @param values what to shuffle; it is changed
 * @param random uniform on [0, 1)
 * @param first how many places need to be right: the rest of the array is then a leftover, and the
 *   cost O(first)
 * @returns the same array
 * @example shuffle([1, 2, 3], () => 0) // [1, 2, 3]
 * @see Durstenfeld (1964), "Algorithm 235: random permutation", Communications of the ACM 7(7)
 */
export function shuffle<T>(values: T[], random: Random, first?: number): T[];
export function shuffle<T extends Float64Array | Uint32Array>(
  values: T,
  random: Random,
  first?: number,
): T;
export function shuffle<T extends { [index: number]: unknown; readonly length: number }>(
  values: T,
  random: Random,
  first = values.length,
): T {
  for (let i = 0; i < Math.min(first, values.length - 1); i++) {
    const j = i + Math.floor(random() * (values.length - i));
    const chosen = values[j];
    values[j] = values[i];
    values[i] = chosen;
  }
  return values;
}

/**
 * A random order of n rows, every one equally likely.
 *
 * @param n how many rows, a whole number from 0 to 2³² − 1
 * @returns the numbers 0 to n − 1, shuffled
 * @example randomOrder(3, () => 0) // Uint32Array.of(0, 1, 2)
 */
export function randomOrder(n: number, random: Random): Uint32Array {
  return shuffle(
    Uint32Array.from({ length: n }, (_, i) => i),
    random,
  );
}
