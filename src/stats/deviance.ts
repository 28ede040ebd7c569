/**
 * The deviance of an observed amount from the one that was expected, in nats: the building block of
 * the G statistic, of divergences between distributions and of binomial probabilities.
 *
 *     D(x, m) = x ln(x / m) − (x − m)        0 ln 0 = 0
 *
 * It is never negative, and sums of it over cells of equal totals lose nothing to cancellation, where
 * the plain x ln(x / m) changes sign from cell to cell. Close to x = m, where the two parts of the
 * formula are almost equal, the series in v = (x − m)/(x + m) is summed instead:
 *
 *     D = (x − m) v + 2 x (v³/3 + v⁵/5 + …)
 *
 * @param observed x ≥ 0: a count or a share
 * @param expected m ≥ 0, in the unit of x
 * @returns D ≥ 0; Infinity where m = 0 < x
 * @example deviance(1, 2) // 1 - Math.log(2)
 * @see Loader (2000), "Fast and accurate computation of binomial probabilities", section 3
 */
export function deviance(observed: number, expected: number): number {
  if (observed === 0) return expected;
  if (expected === 0) return Infinity;
  const difference = observed - expected;
  if (Math.abs(difference) >= 0.1 * (observed + expected)) {
    return observed * Math.log(observed / expected) - difference;
  }
  const v = difference / (observed + expected);
  let sum = difference * v;
  let power = 2 * observed * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}
