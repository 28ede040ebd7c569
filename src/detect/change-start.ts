import { sum } from "../core/sum.js";
import { beforeAndSince, type BeforeAndSince } from "./before-and-since.js";
import { addCounts, plainCounts, type StrataCounts } from "./strata-counts.js";

/** Rows of a run of ticks. */
interface Stretch {
  /** End of the tick before its first one, in ms since 1970; null where there was none. */
  readonly after: number | null;
  readonly ticks: number;
  readonly counts: Record<string, number[]>;
}

/** When a change is likely to have begun, and the rows on both sides. */
export interface LocatedChange extends BeforeAndSince {
  /** In ms since 1970; null where all ticks may belong to it. */
  readonly startedAt: number | null;
}

export interface ChangeStartState {
  readonly logSum: number;
  readonly quietAt: number | null;
  readonly at: number | null;
  readonly stretches: readonly Stretch[];
}

/** Stretches that are kept at most. */
const MOST_STRETCHES = 32;

/**
 * When a change is likely to have begun, and the rows before and since. Nothing of the guarantee rests on it.
 *
 * It cannot have begun before the evidence began to grow, which is where its cumulative sum was last zero:
 *
 *     W ← max(0, W + ln e)        e = R / (R before + w), what the bets made of each unit in this tick
 *
 * From there on the counts are kept in at most 32 stretches, the newer the finer, and the change is put
 * where the rows before and since differ the most: at the largest likelihood ratio.
 *
 * @see Page (1954), "Continuous inspection schemes", Biometrika 41(1/2), 100–115
 */
export class ChangeStart {
  #logSum: number;
  #quietAt: number | null;
  #at: number | null;
  #stretches: Stretch[];

  constructor(state: ChangeStartState = { logSum: 0, quietAt: null, at: null, stretches: [] }) {
    this.#logSum = state.logSum;
    this.#quietAt = state.quietAt;
    this.#at = state.at;
    this.#stretches = state.stretches.map((stretch) => ({
      ...stretch,
      counts: plainCounts(stretch.counts),
    }));
  }

  /** When the evidence began to grow, in ms since 1970; null where it has from the first tick on. */
  get quietAt(): number | null {
    return this.#quietAt;
  }

  /**
   * @param gain e of this tick, above 0
   * @param at end of the tick
   */
  add(gain: number, at: number, stratum: string, batch: Float64Array): void {
    this.#logSum += Math.log(gain);
    if (this.#logSum > 0) {
      const counts = { [stratum]: Array.from(batch) };
      this.#stretches.push({ after: this.#at, ticks: 1, counts });
      if (this.#stretches.length > MOST_STRETCHES) this.#stretches = coarser(this.#stretches);
    } else {
      this.#logSum = 0;
      this.#quietAt = at;
      this.#stretches = [];
    }
    this.#at = at;
  }

  /** @param totals counts of all rows, those of the stretches included */
  locate(totals: StrataCounts): LocatedChange {
    const since: Record<string, number[]> = {};
    let best: LocatedChange = { ...beforeAndSince(totals, since), startedAt: this.#at };
    let largest = -Infinity;
    for (const { after, counts } of this.#stretches.toReversed()) {
      addCounts(since, counts);
      const pair = beforeAndSince(totals, since);
      const ratio = likelihoodRatio(pair);
      if (ratio > largest) [best, largest] = [{ ...pair, startedAt: after }, ratio];
    }
    return best;
  }

  state(): ChangeStartState {
    const [logSum, quietAt, at] = [this.#logSum, this.#quietAt, this.#at];
    return { logSum, quietAt, at, stretches: [...this.#stretches] };
  }
}

/** Of two laws for the rows before and since, against one for all: Σ n ln(share on its side / share of all). */
function likelihoodRatio({ before, since }: BeforeAndSince): number {
  const [m, n] = [sum(before), sum(since)];
  let ratio = 0;
  for (let bin = 0; bin < before.length; bin++) {
    const all = (before[bin]! + since[bin]!) / (m + n);
    if (before[bin]! > 0) ratio += before[bin]! * Math.log(before[bin]! / m / all);
    if (since[bin]! > 0) ratio += since[bin]! * Math.log(since[bin]! / n / all);
  }
  return ratio;
}

/**
 * One stretch fewer: the two neighbours become one that are together the shortest for their age, so that a
 * stretch is never longer than a small part of the time since it.
 */
function coarser(stretches: readonly Stretch[]): Stretch[] {
  let [place, least, age] = [0, Infinity, 0];
  for (let i = stretches.length - 1; i > 0; i--) {
    const [older, newer] = [stretches[i - 1]!, stretches[i]!];
    age += newer.ticks;
    const length = (older.ticks + newer.ticks) / age;
    if (length <= least) [place, least] = [i - 1, length];
  }
  const [older, newer] = [stretches[place]!, stretches[place + 1]!];
  const counts = plainCounts(older.counts);
  addCounts(counts, newer.counts);
  const merged = { after: older.after, ticks: older.ticks + newer.ticks, counts };
  return [...stretches.slice(0, place), merged, ...stretches.slice(place + 2)];
}
