import type { Random } from "../../core/random.js";

/**
 * A resample of n rows: as many row numbers, drawn with replacement.
 *
 * @param rows n places to fill; what they held is lost
 * @param random uniform on [0, 1)
 * @returns the same array, of numbers from 0 to n − 1
 * @example drawRows(new Uint32Array(3), () => 0.5) // Uint32Array.of(1, 1, 1)
 */
export function drawRows(rows: Uint32Array, random: Random): Uint32Array {
  const n = rows.length;
  for (let i = 0; i < n; i++) rows[i] = Math.floor(random() * n);
  return rows;
}
