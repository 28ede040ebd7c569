/**
 * log(1 + x) − x without the cancellation near 0: the deviance of a Poisson or binomial count
 * from its mean is made of it.
 *
 *     log(1 + x) − x = 2 (r³/3 + r⁵/5 + …) − r x        r = x / (2 + x), where |x| < 1/2
 *
 * @param x > −1
 * @returns ≤ 0, to 1e-15 relative
 * @example log1pMinus(1) // Math.log(2) - 1
 */
export function log1pMinus(x: number): number {
  if (Math.abs(x) >= 0.5) return Math.log1p(x) - x;
  const r = x / (2 + x);
  const square = r * r;
  let power = r;
  let sum = 0;
  for (let k = 3, term = Infinity; Math.abs(term) > 1e-17 * Math.abs(sum) && term !== 0; k += 2) {
    power *= square;
    term = power / k;
    sum += term;
  }
  return 2 * sum - r * x;
}
