import { beforeAndSince, type BeforeAndSince } from "./before-and-since.js";
import { addCounts, plainCounts, type StrataCounts } from "./strata-counts.js";

/** Rows of a run of ticks. */
interface Stretch {
  /** End of the tick before its first one, in ms since 1970; null where there was none. */
  readonly after: number | null;
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

/** Stretches that are kept at most; beyond, the older half is told in half the detail. */
const MOST_STRETCHES = 32;

/**
 * When a change is likely to have begun, and the rows before and since. Nothing of the guarantee rests on it.
 *
 * It cannot have begun before the evidence began to grow, which is where its cumulative sum was last zero:
 *
 *     W ← max(0, W + ln e)        e = R / (R before + w), what the bets made of each unit in this tick
 *
 * From there on the counts are kept in at most 32 stretches, the newest tick by tick, and the change is put
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
    this.#stretches = state.stretches.map(({ after, counts }) => ({
      after,
      counts: plainCounts(counts),
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
      this.#stretches.push({ after: this.#at, counts: { [stratum]: Array.from(batch) } });
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

/** The older half, two stretches made one. */
function coarser(stretches: readonly Stretch[]): Stretch[] {
  const old = stretches.slice(0, MOST_STRETCHES / 2);
  const merged = old.flatMap((stretch, i) => {
    if (i % 2 === 1) return [];
    const counts = plainCounts(stretch.counts);
    addCounts(counts, old[i + 1]!.counts);
    return [{ after: stretch.after, counts }];
  });
  return [...merged, ...stretches.slice(MOST_STRETCHES / 2)];
}

function sum(counts: Float64Array): number {
  return counts.reduce((all, count) => all + count, 0);
}
