import { cramerVonMisesSf } from "../distributions/cramer-von-mises.js";
import { normalisedT } from "../tests/quadratic-edf/cramer-von-mises.js";
import { CompensatedSum } from "../compensated-sum.js";
import { gapAfter, gapCorridor, meanSquare, squareInCorridor } from "./gap-corridor.js";
import { isOneValue, type Ladder } from "./ladder.js";
import type { LadderTest } from "./ladder-interval.js";

/**
 * Between what Cramér and von Mises's T of two samples lies, given their ladder. As a sum over blocks of
 * a and b equal values (`cramerVonMisesT`),
 *
 *     T = nm/N² ∫ (F − G)² ds + [Σ (a+b)(a−b)(a·m − b·n) − (m−n)²] / (12·nmN)        N = m + n
 *
 * the integral along the pooled rank s. Within a span of X and Y values any order and any ties are
 * possible. The integral is bounded by the corridor that F − G cannot leave. A term of the sum is
 * a³m + b³n − ab(an + bm), so all terms come to X³m + Y³n at most (Σa³ ≤ X³); as a quadratic form in the
 * share of a it is at least −(m−n)²(a+b)³/(8N), so all come to −(m−n)²(X+Y)³/(8N) at least. ∎
 *
 * p is that of the limit law (`cramerVonMises`), at both ends. Right but for rounding. O(cells).
 *
 * @param ladder neither sample is empty, and not both have one value
 */
export function cramerVonMisesOfLadder(ladder: Ladder): LadderTest {
  const { x, y, m, n } = ladder;
  const total = m + n;
  const [least, most] = [new CompensatedSum(), new CompensatedSum()]; // of T, but for its constant
  const add = ([low, high]: readonly [number, number], tiesLow: number, tiesHigh: number) => {
    least.add((low / total) * m * (n / total) + tiesLow / 12);
    most.add((high / total) * m * (n / total) + tiesHigh / 12);
  };
  let [i, j] = [0, 0];
  for (let k = 0; k < x.length; k++) {
    const [a, b] = [x[k]!, y[k]!];
    if (isOneValue(ladder, k)) {
      const square = (a + b) * meanSquare(gapAfter(ladder, i, j), gapAfter(ladder, i + a, j + b));
      const ties = ((a + b) / total) * (a - b) * (a / n - b / m);
      add([square, square], ties, ties);
    } else {
      const lean = ((m - n) / total) ** 2 / 8;
      add(
        squareInCorridor(gapCorridor(ladder, k, i, j)),
        -lean * ((a + b) / m) * ((a + b) / n) * (a + b),
        (a / total) * (a / n) * a + (b / total) * (b / m) * b,
      );
    }
    i += a;
    j += b;
  }
  const constant = (m - n) ** 2 / (m * n * total) / 12;
  const low = Math.max(0, least.value - constant);
  const high = Math.max(low, most.value - constant);
  const p = (t: number) => cramerVonMisesSf(normalisedT(t, m, n));
  return { low, high, pLow: p(high), pHigh: p(low) };
}
