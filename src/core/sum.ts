/**
 * The sum of numbers, from the first to the last: exact for counts that together stay below 2⁵³, and fit for
 * some thousand others. `CompensatedSum` is for longer ones.
 *
 * @returns 0 for none
 */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
