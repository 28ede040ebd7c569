import type { Random } from "../../core/random.js";

/** Values whose probability is below this share of the mode's are left out: a uniform has 53 bits. */
const NEGLIGIBLE = 2 ** -60;

/**
 * The hypergeometric laws of one urn, written out one by one as they are asked for, so that a draw is a
 * look-up. All lie in one buffer, which the next urn uses again: thousands of small arrays would cost
 * more than what they hold.
 *
 *     P(k + 1) / P(k) = (marked − k)(draws − k) / ((k + 1)(others − draws + k + 1))
 *
 * from the mode outwards, as far as a uniform number of 53 bits can tell.
 *
 * @see Chen, Asau (1974), "On generating random variates from an empirical distribution", AIIE
 *   Transactions 6(2), for the look-up
 */
export class HypergeometricLaws {
  private marked = 0;
  private others = 0;
  private leastDraws = 0;
  /** By number of draws, less the least: the first place of the law, or −1 where none is written. */
  private starts = new Int32Array(0);
  private sizes = new Int32Array(0);
  /** The value that the first place of the law stands for. */
  private lows = new Float64Array(0);
  private used = 0;
  /** P(k ≤ low + i) at place i of a law; Infinity at its last: rounding leaves no uniform without one. */
  private cumulative = new Float64Array(1024);
  /** Where to begin the search for a uniform in the i-th of as many equal parts as the law has places. */
  private guide = new Int32Array(1024);

  /** Begin another urn, from which between so many balls will be taken out. */
  begin(marked: number, others: number, [least, most]: readonly [number, number]): void {
    const numbers = most - least + 1;
    [this.marked, this.others, this.leastDraws, this.used] = [marked, others, least, 0];
    if (this.starts.length < numbers) {
      this.starts = new Int32Array(2 * numbers);
      this.sizes = new Int32Array(2 * numbers);
      this.lows = new Float64Array(2 * numbers);
    }
    this.starts.fill(-1, 0, numbers);
  }

  /** How many marked balls come out; one uniform number, O(1) once the law is written. */
  draw(draws: number, random: Random): number {
    const law = draws - this.leastDraws;
    if (this.starts[law] === -1) this.write(draws);
    const [start, size] = [this.starts[law]!, this.sizes[law]!];
    const u = random();
    let place = start + this.guide[start + Math.floor(u * size)]!;
    while (this.cumulative[place]! <= u) place += 1;
    return this.lows[law]! + place - start;
  }

  private write(draws: number): void {
    const { marked, others } = this;
    const mode = Math.floor(((draws + 1) * (marked + 1)) / (marked + others + 2));
    // By Bernstein's inequality what is farther out than this is negligible.
    const reach = Math.ceil(9.2 * hypergeometricSpread(marked, others, draws)) + 24;
    const from = Math.max(0, draws - others, mode - reach);
    const to = Math.min(marked, draws, mode + reach);
    this.makeRoom(to - from + 1);
    const { cumulative: weights, used } = this;
    const origin = used - from;
    weights[origin + mode] = 1;
    let first = mode;
    for (let weight = 1; first > from; first--) {
      weight *= (first * (others - draws + first)) / ((marked - first + 1) * (draws - first + 1));
      if (weight < NEGLIGIBLE) break;
      weights[origin + first - 1] = weight;
    }
    let last = mode;
    for (let weight = 1; last < to; last++) {
      weight *= ((marked - last) * (draws - last)) / ((last + 1) * (others - draws + last + 1));
      if (weight < NEGLIGIBLE) break;
      weights[origin + last + 1] = weight;
    }
    this.makeSearchable(origin + first, origin + last + 1);
    const law = draws - this.leastDraws;
    this.starts[law] = origin + first;
    this.sizes[law] = last - first + 1;
    this.lows[law] = first;
    this.used = origin + last + 1;
  }

  /** Add up the weights of the places from `start` to before `end`, and make their guide. */
  private makeSearchable(start: number, end: number): void {
    const { cumulative, guide } = this;
    let total = 0;
    for (let i = start; i < end; i++) total += cumulative[i]!;
    let sum = 0;
    for (let i = start; i < end; i++) {
      sum += cumulative[i]! / total;
      cumulative[i] = sum;
    }
    cumulative[end - 1] = Infinity;
    const size = end - start;
    for (let part = 0, i = start; part < size; part++) {
      while (cumulative[i]! <= part / size) i += 1;
      guide[start + part] = i - start;
    }
  }

  private makeRoom(places: number): void {
    const needed = this.used + places;
    if (needed <= this.cumulative.length) return;
    const { cumulative, guide } = this;
    this.cumulative = new Float64Array(2 * needed);
    this.guide = new Int32Array(2 * needed);
    this.cumulative.set(cumulative);
    this.guide.set(guide);
  }
}

/** Standard deviation of the number of marked balls among those drawn. */
export function hypergeometricSpread(marked: number, others: number, draws: number): number {
  const total = marked + others;
  if (total <= 1) return 0;
  return Math.sqrt(draws * (marked / total) * (others / total) * ((total - draws) / (total - 1)));
}
