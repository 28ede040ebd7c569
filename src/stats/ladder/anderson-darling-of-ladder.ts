import { UndefinedError } from "../../core/errors.js";
import { CompensatedSum } from "../compensated-sum.js";
import { andersonDarlingP } from "../tests/quadratic-edf/anderson-darling-p.js";
import { andersonDarlingVariance } from "../tests/quadratic-edf/anderson-darling.js";
import { gapAfter, gapCorridor, type GapCorridor } from "./gap-corridor.js";
import { isOneValue, type Ladder } from "./ladder.js";
import type { LadderTest } from "./ladder-interval.js";

/** Anderson and Darling's A² of two samples, and its standardised form. */
export interface LadderAndersonDarling extends LadderTest {
  /** (A² − 1) / σ at both ends. */
  readonly statisticLow: number;
  readonly statisticHigh: number;
  /** Whether the published table ends before the p of an end. */
  readonly clampedLow: "floor" | "cap" | null;
  readonly clampedHigh: "floor" | "cap" | null;
}

/**
 * Between what Anderson and Darling's A² of two samples lies (ties by midranks, `andersonDarling`), given
 * their ladder. For two samples it is a sum over blocks of l equal values from pooled rank B₀ to B₁,
 *
 *     A² = (N−1)/N · mn · Σ l·ḡ² / q        ḡ = (d₀ + d₁)/2,  q = B₀(N − B₁) + l(N − l)/4
 *
 * with d₀, d₁ what F − G is before and after the block. A span of S values is cut into blocks in some way.
 * With c = (B₀+B₁)/2, ḡ lies within the corridor of the span at c, as the ends of the block do.
 *
 * - At most: q is concave in (c, l), so that line²/q is convex, and ḡ²/q at most its maximum over the
 *   corners of where blocks can be; Σ l ḡ²/q is at most S times that. And, with v(s) = s(N − s) and V its
 *   mean over a block, l·ḡ²/V ≤ ∫ g²/v ds (Jensen, u²/v being convex) and V/q ≤ 1 + N·S/(4·min q); the
 *   integral is bounded by trapezoids along the corridor. The lesser of the two.
 * - At least: q ≤ max q; and if the lower wall of the corridor is u on average, Σ l·ḡ² ≥ S·max(0, u)²
 *   (Jensen again), and so with the upper wall below 0. ∎
 *
 * Right but for rounding. O(cells + N).
 *
 * @param ladder neither sample is empty
 * @throws {UndefinedError} when all values are equal, or fewer than 4
 */
export function andersonDarlingOfLadder(ladder: Ladder): LadderAndersonDarling {
  const { m, n } = ladder;
  const total = m + n;
  if (total < 4) {
    const fix = "give more values";
    throw new UndefinedError(`the variance of A² needs 4 values, not ${total}`, { fix });
  }
  const { low, high } = squaresOfLadder(ladder);
  const deviation = Math.sqrt(andersonDarlingVariance([m, n], total));
  const [statisticLow, statisticHigh] = [(low - 1) / deviation, (high - 1) / deviation];
  const [atLow, atHigh] = [andersonDarlingP(statisticLow, 2), andersonDarlingP(statisticHigh, 2)];
  return {
    low,
    high,
    statisticLow,
    statisticHigh,
    pLow: atHigh.pValue,
    pHigh: atLow.pValue,
    clampedLow: atHigh.clamped,
    clampedHigh: atLow.clamped,
  };
}

/** A² at least and at most. */
function squaresOfLadder(ladder: Ladder): { readonly low: number; readonly high: number } {
  const { x, y, m, n } = ladder;
  const total = m + n;
  const [least, most] = [new CompensatedSum(), new CompensatedSum()];
  let [i, j] = [0, 0];
  for (let k = 0; k < x.length; k++) {
    const [a, b] = [x[k]!, y[k]!];
    const [from, to] = isOneValue(ladder, k)
      ? blockSquare(ladder, i + j, a + b, gapAfter(ladder, i + a / 2, j + b / 2))
      : spanSquares(ladder, gapCorridor(ladder, k, i, j), i + j);
    least.add(from);
    most.add(to);
    i += a;
    j += b;
  }
  const scale = ((total - 1) / total) * m * n;
  return { low: scale * least.value, high: scale * Math.max(least.value, most.value) };
}

function blockSquare({ m, n }: Ladder, start: number, l: number, gap: number): [number, number] {
  if (l === 0) return [0, 0];
  if (l === m + n) {
    const fix = "leave this column out, it does not vary";
    throw new UndefinedError("all values are equal", { fix });
  }
  const square = (l * gap * gap) / weightOf(m + n, start + l / 2, l);
  return [square, square];
}

/** q of a block of l values around pooled rank c. */
function weightOf(total: number, c: number, l: number): number {
  const start = c - l / 2;
  return start * (total - start - l) + (l * (total - l)) / 4;
}

/** Between what Σ l·ḡ²/q over a span lies, with `start` values below it. */
function spanSquares(ladder: Ladder, corridor: GapCorridor, start: number): [number, number] {
  const size = corridor.places[3];
  const total = ladder.m + ladder.n;
  if (size === 0) return [0, 0];
  if (size === total) return [0, Infinity];
  const most = Math.min(
    size * largestTerm(total, corridor, start),
    byJensen(total, corridor, start),
  );
  const [first, last] = [start + 0.5, start + size - 0.5];
  const widest = weightOf(total, Math.min(Math.max(total / 2, first), last), 1);
  const nearest = Math.max(0, meanOf(corridor, "lower"), -meanOf(corridor, "upper"));
  const least = (size * nearest * nearest) / widest;
  return [least, Math.max(least, most)];
}

/** The mean of a wall of the corridor. */
function meanOf(corridor: GapCorridor, wall: "upper" | "lower"): number {
  const { places } = corridor;
  let area = 0;
  for (let piece = 0; piece < 3; piece++) {
    const height = (corridor[wall][piece]! + corridor[wall][piece + 1]!) / 2;
    area += height * (places[piece + 1]! - places[piece]!);
  }
  return area / places[3];
}

/** The largest ḡ²/q of any block within a span. */
function largestTerm(total: number, { places, upper, lower }: GapCorridor, start: number): number {
  const size = places[3];
  let largest = 0;
  for (let at = 0; at < 4; at++) {
    const s = Math.min(Math.max(places[at]!, 0.5), size - 0.5);
    const far = Math.max(wallAt(places, upper, s) ** 2, wallAt(places, lower, s) ** 2);
    // The longest block around a place has the least q.
    for (const l of [1, Math.max(1, 2 * Math.min(s, size - s))]) {
      largest = Math.max(largest, far / weightOf(total, start + s, l));
    }
  }
  const middle = Math.max(
    wallAt(places, upper, size / 2) ** 2,
    wallAt(places, lower, size / 2) ** 2,
  );
  return Math.max(largest, middle / weightOf(total, start + size / 2, size));
}

function wallAt(places: readonly number[], wall: readonly number[], s: number): number {
  let piece = 0;
  while (piece < 2 && places[piece + 1]! < s) piece += 1;
  const [from, to] = [places[piece]!, places[piece + 1]!];
  if (to === from) return wall[piece]!;
  return wall[piece]! + ((wall[piece + 1]! - wall[piece]!) * (s - from)) / (to - from);
}

/** The bound by an integral along the corridor; infinite where the span is the first or the last. */
function byJensen(total: number, { places, upper, lower }: GapCorridor, start: number): number {
  const size = places[3];
  if (start === 0 || start + size === total) return Infinity;
  let integral = 0;
  const height = (at: number) => {
    const s = start + places[at]!;
    return Math.max(upper[at]! ** 2, lower[at]! ** 2) / (s * (total - s));
  };
  for (let piece = 0; piece < 3; piece++) {
    const length = places[piece + 1]! - places[piece]!;
    integral += (length * (height(piece) + height(piece + 1))) / 2;
  }
  const least = Math.min(
    weightOf(total, start + 0.5, 1),
    weightOf(total, start + size - 0.5, 1),
    weightOf(total, start + size / 2, size),
  );
  return integral * (1 + (total * size) / 4 / least);
}
