/** Distances as small as this lose their digits when a share is taken of them, ... */
const TINY = 2 ** -900;
/** ... so they are blown up first: exactly, and not beyond what a double holds. */
const BLOWN_UP = 2 ** 600;

/**
 * By what to multiply distances before shares are taken of them; the result is divided by it. 1 for all
 * but denormal data.
 *
 * @param range the largest of the distances
 * @example unitOfRange(3) // 1
 */
export function unitOfRange(range: number): number {
  return range < TINY ? BLOWN_UP : 1;
}
