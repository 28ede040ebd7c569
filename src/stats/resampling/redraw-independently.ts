import type { Random } from "../../core/random.js";
import { binomialTable, type BinomialTable } from "./binomial-table.js";

/** How draws of independent colours are brought to the number that must come out. */
export type Settling = "reject" | "mend";

export interface IndependentRedraws {
  readonly random: Random;
  readonly times: number;
  readonly settling: Settling;
}

/**
 * Draw without replacement from one urn of several colours thousands of times over, by independent
 * binomial draws: balls that come out each by itself with probability p = draws / balls are, given how
 * many came out, drawn without replacement. Each colour keeps to one law, which is written out once.
 *
 * That `draws` come out in all is brought about in one of two ways, both exact:
 *
 * - reject: all colours but the largest are drawn; what is left to it stands with the probability
 *   P(rest) / P(mode) of its own law. √(balls / largest) rounds on average.
 * - mend: all are drawn; while there are too many, a ball of those that are out goes back, each as likely
 *   as the other, and the other way round. 0.4 √(balls / (p (1 − p))) balls are looked at on average.
 *
 * @param balls how many of each colour, whole numbers ≥ 0
 * @param draws more than 0, fewer than all
 * @returns by colour, how many came out each time
 */
export function redrawIndependently(
  balls: Float64Array,
  draws: number,
  { random, times, settling }: IndependentRedraws,
): Int32Array {
  const drawn = new Int32Array(balls.length * times);
  const laws = lawsOf(balls, draws);
  if (settling === "reject") rejectOthers({ balls, draws, times, random, drawn, laws });
  else {
    const sums = new Int32Array(times);
    const all = everyTime(times);
    for (let j = 0; j < balls.length; j++) {
      drawColour(laws[j]!, random, drawn.subarray(j * times, (j + 1) * times), all, sums);
    }
    mend({ balls, draws, times, random, drawn, laws }, sums);
  }
  return drawn;
}

interface Drawing {
  readonly balls: Float64Array;
  readonly draws: number;
  readonly times: number;
  readonly random: Random;
  readonly drawn: Int32Array;
  readonly laws: readonly BinomialTable[];
}

/** Colours of as many balls share a law. */
function lawsOf(balls: Float64Array, draws: number): BinomialTable[] {
  let total = 0;
  for (let j = 0; j < balls.length; j++) total += balls[j]!;
  const written = new Map<number, BinomialTable>();
  const laws: BinomialTable[] = [];
  for (let j = 0; j < balls.length; j++) {
    let law = written.get(balls[j]!);
    if (!law) {
      law = binomialTable(balls[j]!, draws / total);
      written.set(balls[j]!, law);
    }
    laws.push(law);
  }
  return laws;
}

function everyTime(times: number): Int32Array {
  const all = new Int32Array(times);
  for (let b = 0; b < times; b++) all[b] = b;
  return all;
}

/** Draw one colour for the given times, and add it to the sums of theirs. */
function drawColour(
  { low, cumulative, guide }: BinomialTable,
  random: Random,
  out: Int32Array,
  open: Int32Array,
  sums: Int32Array,
): void {
  const size = guide.length;
  for (let i = 0; i < open.length; i++) {
    const u = random();
    let place = guide[(u * size) | 0]!;
    while (cumulative[place]! <= u) place += 1;
    const b = open[i]!;
    out[b] = low + place;
    sums[b]! += low + place;
  }
}

function rejectOthers({ balls, draws, times, random, drawn, laws }: Drawing): void {
  let largest = 0;
  for (let j = 1; j < balls.length; j++) if (balls[j]! > balls[largest]!) largest = j;
  const { low, weights } = laws[largest]!;
  const sums = new Int32Array(times);
  for (let open = everyTime(times); open.length > 0;) {
    sums.fill(0);
    for (let j = 0; j < balls.length; j++) {
      if (j === largest) continue;
      drawColour(laws[j]!, random, drawn.subarray(j * times, (j + 1) * times), open, sums);
    }
    let left = 0;
    for (let i = 0; i < open.length; i++) {
      const b = open[i]!;
      const place = draws - sums[b]! - low;
      const weight = place >= 0 && place < weights.length ? weights[place]! : 0;
      if (random() < weight) drawn[largest * times + b] = draws - sums[b]!;
      else open[left++] = b;
    }
    open = open.subarray(0, left);
  }
}

function mend({ balls, draws, times, random, drawn }: Drawing, sums: Int32Array): void {
  const starts = new Int32Array(balls.length + 1);
  for (let j = 0; j < balls.length; j++) starts[j + 1] = starts[j]! + balls[j]!;
  const total = starts[balls.length]!;
  const colours = new Int32Array(total);
  for (let j = 0; j < balls.length; j++) colours.fill(j, starts[j], starts[j + 1]);
  // Of the balls of a colour the first are out. A step is 0 or 1 without a branch: a processor would
  // guess half of them wrong.
  for (let b = 0; b < times; b++) {
    let excess = sums[b]! - draws;
    while (excess > 0) {
      const ball = (random() * total) | 0;
      const colour = colours[ball]!;
      const at = colour * times + b;
      const step = (ball - starts[colour]! - drawn[at]!) >>> 31;
      drawn[at]! -= step;
      excess -= step;
    }
    while (excess < 0) {
      const ball = (random() * total) | 0;
      const colour = colours[ball]!;
      const at = colour * times + b;
      const step = ((ball - starts[colour]! - drawn[at]!) >>> 31) ^ 1;
      drawn[at]! += step;
      excess += step;
    }
  }
}
