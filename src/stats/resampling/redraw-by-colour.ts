import type { Random } from "../../core/random.js";
import { drawHypergeometric } from "./draw-hypergeometric.js";
import { redrawIndependently, type Settling } from "./redraw-independently.js";

/** How many balls of one colour came out each time. */
export type Drawn = Int32Array | Float64Array;

/** Draws of independent colours that are kept, at the most: 16 MB. */
const MOST_CELLS = 2 ** 22;
/** Counts are 32-bit integers there. */
const MOST_BALLS = 2 ** 31 - 1;
/** A hypergeometric draw costs as much as so many look-ups. */
const COST_OF_DRAW = 20;
/** Writing out a place of a law does too. */
const COST_OF_PLACE = 2;

/**
 * Draw without replacement from one urn of several colours thousands of times over: the law is that of
 * {@link drawMultivariateHypergeometric}, the cost a fraction. What comes out is handed over colour by
 * colour, all draws of one colour together.
 *
 * @param balls how many balls of each colour the urn holds: whole numbers ≥ 0
 * @param draws how many are taken out each time, at most all
 * @param options.random uniform on [0, 1)
 * @param options.times how often
 * @param visit told, in the order of the colours, how many of one came out each time; the array may be
 *   used again for the next
 *
 * By independent draws, brought to their sum, where writing out the laws of the colours pays: some 2 ·
 * colours · times look-ups, 9999 draws of 200 colours in 60 ms, and 4 bytes for each draw. By halves
 * elsewhere: a fifth of a microsecond a draw, 2 · times · log₂ colours numbers.
 */
export function redrawByColour(
  balls: ArrayLike<number>,
  draws: number,
  { random, times }: { readonly random: Random; readonly times: number },
  visit: (colour: number, drawn: Drawn) => void,
): void {
  const urn = Float64Array.from(balls);
  const settling = settlingOf(urn, draws, times);
  if (settling === null) {
    redrawByHalves(urn, draws, { random, times }, visit);
    return;
  }
  const drawn = redrawIndependently(urn, draws, { random, times, settling });
  for (let j = 0; j < urn.length; j++) visit(j, drawn.subarray(j * times, (j + 1) * times));
}

/** The cheapest way, counted in look-ups a redraw; null where halving is. */
function settlingOf(balls: Float64Array, draws: number, times: number): Settling | null {
  const colours = balls.length;
  let [total, largest, spreads] = [0, 0, 0];
  for (let j = 0; j < colours; j++) {
    total += balls[j]!;
    largest = Math.max(largest, balls[j]!);
    spreads += Math.sqrt(balls[j]!);
  }
  if (colours < 2 || colours * times > MOST_CELLS || total > MOST_BALLS) return null;
  if (draws === 0 || draws === total) return null;
  const variance = (draws / total) * (1 - draws / total);
  const writing = (COST_OF_PLACE * 18 * spreads * Math.sqrt(variance)) / times;
  const reject = colours * Math.sqrt(total / largest) + writing;
  const mend = colours + 0.4 * Math.sqrt(total / variance) + writing + total / times;
  if (Math.min(reject, mend) > COST_OF_DRAW * colours) return null;
  return reject < mend ? "reject" : "mend";
}

/**
 * The colours are halved, and the halves again, down to single ones. How many of the balls that come
 * out of a part belong to its left half is hypergeometric.
 */
function redrawByHalves(
  balls: Float64Array,
  draws: number,
  { random, times }: { readonly random: Random; readonly times: number },
  visit: (colour: number, drawn: Drawn) => void,
): void {
  const upTo = new Float64Array(balls.length + 1);
  for (let i = 0; i < balls.length; i++) upTo[i + 1] = upTo[i]! + balls[i]!;
  const lefts: Float64Array[] = []; // one for each depth
  const hand = (from: number, to: number, out: Float64Array, depth: number): void => {
    if (to - from === 1) {
      visit(from, out);
      return;
    }
    const middle = (from + to) >>> 1;
    const left = (lefts[depth] ??= new Float64Array(times));
    const ballsLeft = upTo[middle]! - upTo[from]!;
    const ballsRight = upTo[to]! - upTo[middle]!;
    for (let b = 0; b < times; b++) {
      left[b] = drawHypergeometric(ballsLeft, ballsRight, out[b]!, random);
      out[b]! -= left[b]!;
    }
    hand(from, middle, left, depth + 1);
    hand(middle, to, out, depth + 1);
  };
  if (balls.length > 0) hand(0, balls.length, new Float64Array(times).fill(draws), 0);
}
