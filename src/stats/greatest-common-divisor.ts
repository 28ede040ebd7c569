/** The greatest common divisor of two whole numbers; of 0 and b it is b. */
export function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
