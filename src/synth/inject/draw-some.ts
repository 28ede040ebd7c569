import { InputError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";

/**
 * Some of the rows, every choice of so many equally likely, in their order.
 *
 * @param rows in any order, which is kept
 * @param count from 0 to the number of rows
 * @see Knuth (1997), "The Art of Computer Programming 2", section 3.4.2, algorithm S
 */
export function drawSome(rows: Int32Array, count: number, random: Random): Int32Array {
  const drawn = new Int32Array(count);
  let taken = 0;
  for (let i = 0; taken < count; i++) {
    if (random() * (rows.length - i) < count - taken) drawn[taken++] = rows[i]!;
  }
  return drawn;
}

/**
 * How many of `rows` a share comes to, to the nearest row.
 *
 * @throws {InputError} when that is none
 */
export function countOfShare(share: number, rows: number, where: string): number {
  const count = Math.round(share * rows);
  if (count > 0) return count;
  throw new InputError(`a share of ${share} is not one of ${rows} rows`, {
    where,
    fix: rows === 0 ? "let it start earlier, where there are values" : "give a larger share",
  });
}
