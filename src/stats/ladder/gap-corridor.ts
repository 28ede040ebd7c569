import type { Ladder } from "./ladder.js";

/**
 * Where F − G can be within a span of X values of x and Y of y, along the pooled rank s from 0 to X + Y.
 * A value of x takes it up by 1/m, one of y down by 1/n, and a tie of both is a straight line; so it is
 * highest if all x come first, and lowest if all y do:
 *
 *     upper: d₀ → d₀ + X/m → d₁        lower: d₀ → d₀ − Y/n → d₁
 *
 * Both are straight between the places below. `upper` is concave and `lower` convex.
 */
export interface GapCorridor {
  /** 0, X and Y, and X + Y, ascending. */
  readonly places: readonly [number, number, number, number];
  readonly upper: readonly [number, number, number, number];
  readonly lower: readonly [number, number, number, number];
}

/** F − G where i values of x and j of y lie below. */
export function gapAfter({ m, n }: Ladder, i: number, j: number): number {
  return (i * n - j * m) / m / n;
}

/** The corridor of cell k, with i values of x and j of y below the cell. */
export function gapCorridor(ladder: Ladder, k: number, i: number, j: number): GapCorridor {
  const [x, y] = [ladder.x[k]!, ladder.y[k]!];
  const gap = (a: number, b: number) => gapAfter(ladder, i + a, j + b);
  const [first, second] = [Math.min(x, y), Math.max(x, y)];
  const upper = (s: number) => gap(Math.min(s, x), Math.max(0, s - x));
  const lower = (s: number) => gap(Math.max(0, s - y), Math.min(s, y));
  const places = [0, first, second, x + y] as const;
  return {
    places,
    upper: [upper(0), upper(first), upper(second), upper(x + y)],
    lower: [lower(0), lower(first), lower(second), lower(x + y)],
  };
}

/**
 * Between what ∫ (F − G)² ds lies over a span: at every s the gap is in the corridor, so its square is at
 * least that of the end that is nearer to 0 (0 where they differ in sign), and at most that of the other.
 * The larger of two straight lines is convex, so the chord bounds it.
 */
export function squareInCorridor({ places, upper, lower }: GapCorridor): [number, number] {
  let [least, most] = [0, 0];
  for (let piece = 0; piece < 3; piece++) {
    const length = places[piece + 1]! - places[piece]!;
    if (length === 0) continue;
    const [up0, up1] = [upper[piece]!, upper[piece + 1]!];
    const [low0, low1] = [lower[piece]!, lower[piece + 1]!];
    least += length * (squareAboveZero(low0, low1) + squareAboveZero(-up0, -up1));
    const [far0, far1] = [Math.max(up0, -low0), Math.max(up1, -low1)];
    most += length * meanSquare(far0, far1);
  }
  return [least, Math.max(least, most)];
}

/** The mean of the square of a line from a to b. */
export function meanSquare(a: number, b: number): number {
  return (a * a + a * b + b * b) / 3;
}

/** The mean of the square of the part of a line that lies above 0. */
function squareAboveZero(a: number, b: number): number {
  if (a >= 0 && b >= 0) return meanSquare(a, b);
  const top = Math.max(a, b);
  return top <= 0 ? 0 : top ** 3 / (3 * (top - Math.min(a, b)));
}
