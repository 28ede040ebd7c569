import { InputError } from "../core/errors.js";
import { ColumnDetector, type ColumnBatch, type ColumnReport } from "./column-detector.js";
import type { ColumnBins } from "./column-bins.js";
import { checkedSettings } from "./checked-settings.js";
import { checkedState, type DetectorState } from "./detector-state.js";
import type { ColumnReference, DetectorSettings } from "./detector-settings.js";

/** The rows that arrived since the last tick. */
export interface DetectorTick {
  /** End of the tick, in ms since 1970: later than that of the tick before. */
  readonly at: number;
  /** Days since the tick before, those without rows included. */
  readonly elapsedDays: number;
  /** The stratum that all rows of the tick belong to: the hour of the day, say. "" by default. */
  readonly stratum?: string;
  /** The rows of each column, by its name. A column that is absent has no rows in this tick. */
  readonly columns: ReadonlyMap<string, ColumnBatch>;
}

/**
 * The conformal e-detector: says when the distribution of a column has changed, with a bound on how often it is
 * wrong.
 *
 * With a false-alarm budget of one per N days, the expected number of false alarms in any T days is at most T/N,
 * whatever the distributions, ties, column types, number of looks and dependence between columns, as long as
 * rows are exchangeable. It holds for `growing` and `reference`, with strata for rows exchangeable within
 * each; not for `sliding`.
 *
 * A column alarms where R_j b_j ≥ N, with b_j its share of the budget, and R_j begins at 0 again: R_j + (N / b_j) ·
 * alarms − days is a supermartingale, so a column alarms by chance T b_j / N times at most, and the sum over columns
 * asks nothing of their dependence.
 *
 * The same settings and ticks give the same answers to the last bit, however often it is stopped and restored.
 */
export class Detector {
  readonly #settings: DetectorSettings;
  readonly #columns: ReadonlyMap<string, ColumnDetector>;
  #ticks: number;
  #at: number | null;

  /**
   * @param state what `state()` gave, back from JSON
   * @throws {InputError} when settings contradict themselves, or the state is of other settings
   */
  constructor(settings: DetectorSettings, state?: unknown) {
    this.#settings = checkedSettings(settings);
    const kept = state === undefined ? undefined : checkedState(state, settings);
    this.#columns = new Map(
      settings.columns.map((column, i) => [
        column.name,
        new ColumnDetector(settings, column, kept?.columns[i]),
      ]),
    );
    this.#ticks = kept?.ticks ?? 0;
    this.#at = kept?.at ?? null;
  }

  /** End of the last tick that was taken in; rows up to it must not come again. */
  get at(): number | null {
    return this.#at;
  }

  /** The bins to count the next batch of a column in; null while its values are needed. */
  bins(column: string): ColumnBins | null {
    return this.#column(column).bins;
  }

  /**
   * Take in the rows of a tick.
   *
   * @returns what each column shows, in the order of the settings
   * @throws {InputError} when the tick is not later than the last one, or a batch is not what its column
   *   needs; nothing is taken in then
   */
  tick({ at, elapsedDays, stratum = "", columns }: DetectorTick): readonly ColumnReport[] {
    if (!(at > (this.#at ?? -Infinity)) || !(elapsedDays >= 0 && elapsedDays < Infinity)) {
      const fix = "hand over each tick once, in the order of time";
      throw new InputError("a tick does not follow the one before", { where: `at ${at}`, fix });
    }
    for (const [name, batch] of columns) this.#column(name).check(batch);
    if (this.#settings.mode.kind === "sliding" && stratum !== "") {
      const fix = "choose growing or reference for strata";
      throw new InputError("a sliding window has no strata", { where: stratum, fix });
    }
    const time = { index: this.#ticks, at, elapsedDays, stratum };
    this.#ticks += 1;
    this.#at = at;
    return [...this.#columns].map(([name, column]) =>
      column.tick(time, columns.get(name) ?? NO_ROWS),
    );
  }

  /**
   * A retraining has taken note of the alarms: columns in alarm are compared with their reference from
   * scratch, those with a new reference with that one. It does nothing in other modes, which begin anew
   * at the alarm.
   */
  acknowledge(references: ReadonlyMap<string, ColumnReference> = new Map()): void {
    for (const name of references.keys()) this.#column(name);
    for (const [name, column] of this.#columns) column.acknowledge(references.get(name));
  }

  state(): DetectorState {
    const { mode, seed, columns } = this.#settings;
    return {
      v: 1,
      mode,
      seed,
      ticks: this.#ticks,
      at: this.#at,
      columns: columns.map(({ name, kind, share = 1 / columns.length }) => ({
        kind,
        share,
        ...this.#column(name).state(),
      })),
    };
  }

  #column(name: string): ColumnDetector {
    const column = this.#columns.get(name);
    if (column !== undefined) return column;
    const fix = `name one of ${[...this.#columns.keys()].join(", ")}`;
    throw new InputError("the detector does not know a column", { where: name, fix });
  }
}

const NO_ROWS: ColumnBatch = { values: [] };
