import { plainCounts, type StrataCounts } from "./strata-counts.js";

/** The counts of one batch that will leave a sliding window again. */
export interface DatedCounts {
  readonly at: number;
  readonly counts: readonly number[];
}

export interface SeenState {
  readonly totals: StrataCounts;
  /** In a sliding window. */
  readonly window?: readonly DatedCounts[];
}

/** The rows that a batch is compared with: O(bins), and O(bins · batches) in a sliding window. */
export class SeenRows {
  readonly #bins: number;
  readonly #windowMs: number;
  readonly #totals: Map<string, Float64Array>;
  #window: DatedCounts[];

  /** @param windowMs after how long rows are forgotten; Infinity for never */
  constructor(bins: number, windowMs: number, state: SeenState = { totals: {} }) {
    this.#bins = bins;
    this.#windowMs = windowMs;
    const strata = Object.entries(state.totals);
    this.#totals = new Map(strata.map(([name, row]) => [name, Float64Array.from(row)]));
    this.#window = [...(state.window ?? [])];
  }

  /** Take in a batch; returns all counts of its stratum, the batch included. It is not a copy. */
  add(at: number, stratum: string, batch: Float64Array): Float64Array {
    let totals = this.#totals.get(stratum);
    if (totals === undefined) this.#totals.set(stratum, (totals = new Float64Array(this.#bins)));
    for (let bin = 0; bin < totals.length; bin++) totals[bin]! += batch[bin]!;
    if (this.#windowMs < Infinity) this.#slide(at, totals, batch);
    return totals;
  }

  state(): SeenState {
    const totals = plainCounts(Object.fromEntries(this.#totals));
    return this.#windowMs < Infinity ? { totals, window: [...this.#window] } : { totals };
  }

  #slide(at: number, totals: Float64Array, batch: Float64Array): void {
    const staying = this.#window.findIndex((old) => old.at > at - this.#windowMs);
    const expired = this.#window.splice(0, staying === -1 ? this.#window.length : staying);
    for (const { counts } of expired)
      for (let bin = 0; bin < totals.length; bin++) totals[bin]! -= counts[bin]!;
    this.#window.push({ at, counts: Array.from(batch) });
  }
}
