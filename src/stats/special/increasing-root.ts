/**
 * Where an increasing function crosses zero, to the last digits of a double. It first walks away
 * from the guess in doubling steps until the sign changes, then narrows the bracket by
 * Chandrupatla's rule: inverse quadratic interpolation where the points lie well, bisection
 * elsewhere. The function may be ±Infinity on the way, as log 0 is.
 *
 * @param f increasing, with one change of sign
 * @param guess where to look first
 * @param step > 0, the first step away from it
 * @returns x with f(x) = 0, within 2⁻⁵² · max(1, |x|)
 * @example increasingRoot((x) => x ** 3 - 8, 1, 0.5) // 2
 *
 * Ten to twenty evaluations as a rule.
 * @see Chandrupatla (1997), "A new hybrid quadratic/bisection algorithm for finding the zero of a
 *   nonlinear function without using derivatives", Advances in Engineering Software 28(3), 145–149
 */
export function increasingRoot(f: (x: number) => number, guess: number, step: number): number {
  let a = guess;
  let fa = f(a);
  const direction = fa < 0 ? 1 : -1;
  let b = a;
  let fb = fa;
  for (let stride = step; fb !== 0 && Math.sign(fb) === Math.sign(fa); stride *= 2) {
    [a, fa] = [b, fb];
    b = a + direction * stride;
    if (!Number.isFinite(b)) return b;
    fb = f(b);
  }
  return narrow(f, [a, fa], [b, fb]);
}

type Point = readonly [x: number, y: number];

function narrow(f: (x: number) => number, start: Point, end: Point): number {
  let [a, fa] = end; // the newest point
  let [b, fb] = start; // on the other side of the root
  let share = 0.5; // how far from a towards b to look next
  while (true) {
    if (fa === 0) return a;
    if (fb === 0) return b;
    const tolerance = Number.EPSILON * Math.max(1, Math.abs(a)) * 0.5;
    const least = tolerance / Math.abs(b - a);
    if (!(least < 0.5)) return Math.abs(fa) < Math.abs(fb) ? a : b;
    share = Math.min(Math.max(share, least), 1 - least);
    const x = a + share * (b - a);
    const fx = f(x);
    if (x === a || x === b) return x;
    let [c, fc] = [a, fa];
    if (Math.sign(fx) !== Math.sign(fa)) [c, fc, b, fb] = [b, fb, a, fa];
    [a, fa] = [x, fx];
    share = interpolated([a, fa], [b, fb], [c, fc]);
  }
}

/** The share of the way from a to b at which the inverse parabola through the points is 0, or 1/2. */
function interpolated([a, fa]: Point, [b, fb]: Point, [c, fc]: Point): number {
  const xi = (a - b) / (c - b);
  const phi = (fa - fb) / (fc - fb);
  if (!(phi * phi < xi && (1 - phi) ** 2 < 1 - xi)) return 0.5; // also where a value is infinite
  const share =
    (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
  return Number.isFinite(share) ? share : 0.5;
}
