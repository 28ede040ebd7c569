import { UndefinedError } from "../../core/errors.js";
import { normalSf } from "../distributions/normal.js";
import { isOneValue, type Ladder } from "./ladder.js";
import type { LadderTest } from "./ladder-interval.js";

/**
 * Between what Mann and Whitney's U of x lies, given the ladder of both samples, and its two-sided p
 * (normal, corrected for ties and continuity).
 *
 * Pairs in different cells are told apart. Of the X·Y pairs within a span each may count for either side,
 * so they add 0 to X·Y to U. The variance mn/12 · (N+1) · 12·Σ t(r − r̄)² / (N³ − N) of U, over ties of t
 * values at midrank r, is least where each span of T values is one tie, and (T³ − T)/12 a span larger
 * where it has none. p is smallest where U is as far from mn/2 as it can be and the variance least, and
 * largest the other way round. ∎
 *
 * Right but for rounding. O(cells).
 *
 * @param ladder neither sample is empty
 * @throws {UndefinedError} when all values are equal
 */
export function mannWhitneyOfLadder(ladder: Ladder): LadderTest {
  const { x, y, m, n, inside } = ladder;
  const size = m + n;
  const meanRank = (size + 1) / 2;
  let [known, open, belowY, below] = [0, 0, 0, 0];
  let [squares, untied] = [0, 0];
  for (let k = 0; k < x.length; k++) {
    const [a, b] = [x[k]!, y[k]!];
    const t = a + b;
    known += a * belowY;
    if (isOneValue(ladder, k)) known += (a * b) / 2;
    else {
      const dominance = inside ? inside.dominance[k]! : NaN;
      if (Number.isNaN(dominance)) open += a * b;
      else known += (a * b + dominance) / 2;
      untied += (t ** 3 - t) / 12;
    }
    squares += t * (below + (t + 1) / 2 - meanRank) ** 2;
    belowY += b;
    below += t;
  }
  if (squares + untied === 0) {
    const fix = "read it as no difference in rank";
    throw new UndefinedError("all values of both samples are equal", { fix });
  }
  const [low, high] = [known, known + open];
  const sdOf = (sum: number) => Math.sqrt(((m / size) * n * sum) / (size - 1));
  const [down, up] = [(m * n) / 2 - low, high - (m * n) / 2]; // how far U may lie from its mean
  const nearest = Math.max(0, -down, -up);
  return {
    low,
    high,
    pLow: twoSided(Math.max(down, up), sdOf(squares)),
    pHigh: twoSided(nearest, sdOf(squares + untied)),
  };
}

function twoSided(distance: number, sd: number): number {
  const far = Math.max(0, distance - 0.5);
  return far === 0 ? 1 : 2 * normalSf(far / sd);
}
