import { InputError } from "../core/errors.js";
import { Mixture, type Component } from "./mixture.js";
import type { NodeScores } from "./node-scores.js";
import { guarded } from "./over-dispersion-guard.js";
import { mainDirection, type WeightedDirection } from "./projections.js";
import { ScoreHealth, type Health, type HealthState } from "./score-health.js";

export interface EvidenceState {
  /** Ticks that the guard has seen. */
  readonly ticks: number;
  /** R of the bets, in days. */
  readonly held: readonly number[];
  /** Sums of squares of the projections. */
  readonly squares: readonly number[];
  /** Recent directions of the scores, one a rate. */
  readonly recent: readonly (readonly number[])[];
  readonly health: HealthState;
}

/** What a segment of a column has shown so far: scores in, evidence out. */
export class ColumnEvidence {
  readonly #directions: readonly WeightedDirection[];
  readonly #mixture: Mixture;
  readonly #squares: Float64Array;
  readonly #recent: readonly Float64Array[];
  readonly #projections: Float64Array;
  readonly #health: ScoreHealth;
  readonly #main: number;
  #ticks: number;

  constructor(nodes: number, directions: readonly WeightedDirection[], state?: EvidenceState) {
    this.#directions = directions;
    this.#mixture = new Mixture(directions, state?.held);
    if (
      state &&
      (state.held.length !== this.#mixture.bets || state.squares.length !== directions.length)
    ) {
      const fix = "move the state aside to begin anew";
      throw new InputError("the evidence of the state does not fit its bins", { fix });
    }
    this.#squares = Float64Array.from(state?.squares ?? directions.map(() => 0));
    this.#recent =
      state?.recent.map((mean) => Float64Array.from(mean)) ??
      directions.filter(({ vector }) => vector === undefined).map(() => new Float64Array(nodes));
    this.#main = mainDirection(directions);
    this.#projections = new Float64Array(directions.length);
    this.#health = new ScoreHealth(state?.health);
    this.#ticks = state?.ticks ?? 0;
  }

  /** Ticks so far. */
  get ticks(): number {
    return this.#ticks;
  }

  /** R, in days. */
  total(): number {
    return this.#mixture.total();
  }

  leading(): Component {
    return this.#mixture.leading();
  }

  health(): Health {
    return this.#health.health();
  }

  /** The evidence has gone back to where it began: there was no change in the ticks so far. */
  settle(): void {
    this.#health.settle();
  }

  /**
   * Bet on the scores of a tick, then learn from them: nothing that a bet uses has seen them before.
   *
   * @param days the capital put in
   */
  add({ z, spoke }: NodeScores, days: number): void {
    let learnt = 0;
    for (let i = 0; i < this.#directions.length; i++) {
      const { vector, direction } = this.#directions[i]!;
      const raw = vector ? dot(vector, z) : follow(this.#recent[learnt++]!, z, direction.rate);
      this.#projections[i] = guarded(raw, this.#squares[i]!, this.#ticks);
      if (!Number.isNaN(raw)) this.#squares[i]! += raw * raw;
      if (i === this.#main) this.#health.add(z, spoke, raw);
    }
    this.#mixture.bet(this.#projections, days);
    this.#ticks += 1;
  }

  state(): EvidenceState {
    return {
      ticks: this.#ticks,
      held: Array.from(this.#mixture.held),
      squares: Array.from(this.#squares),
      recent: this.#recent.map((mean) => Array.from(mean)),
      health: this.#health.state(),
    };
  }
}

/** The scores along their recent mean, which then takes them in; NaN while it has no direction. */
function follow(mean: Float64Array, z: Float64Array, rate: number): number {
  const length = Math.sqrt(dot(mean, mean));
  const along = length > 0 ? dot(mean, z) / length : Number.NaN;
  for (let i = 0; i < mean.length; i++) mean[i] = (1 - rate) * mean[i]! + rate * z[i]!;
  return along;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
