import type { Direction, WeightedDirection } from "./projections.js";

/** Sizes of change that are bet on, in standard deviations of a projection. */
const SIZES = [0.5, 1, 2, 4] as const;

/** What one bet is on: a change of this size in a direction, or against it. */
export interface Component {
  readonly direction: Direction;
  readonly sign: 1 | -1;
  readonly size: number;
}

/**
 * Shiryaev–Roberts statistics of many bets, averaged: capital w is put in at each tick, and a bet
 * multiplies what it holds.
 *
 *     R_c ← (R_c + w) exp(± d p − d²/2),  R = Σ weight_c R_c
 *
 * Without a change a bet multiplies by 1 on average, so R less the time that has passed is a
 * supermartingale. R_c is kept as it is, not as a logarithm: scores stay below 30 and an alarm sets it to 0, so it
 * cannot overflow; what underflows is less than the capital put in next.
 *
 * @see Shin, Ramdas, Rinaldo (2024), "E-detectors: a nonparametric framework for sequential change
 *   detection", NEJSDS 2(2)
 */
export class Mixture {
  /** R of the bets: by direction, then sign, then size; learnt directions are bet on with + alone. */
  readonly held: Float64Array;
  readonly #directions: readonly WeightedDirection[];
  readonly #weights: Float64Array;

  constructor(directions: readonly WeightedDirection[], held?: readonly number[]) {
    this.#directions = directions;
    const weights = directions.flatMap(({ weight, vector }) =>
      new Array<number>((vector ? 2 : 1) * SIZES.length).fill(
        weight / ((vector ? 2 : 1) * SIZES.length),
      ),
    );
    this.#weights = Float64Array.from(weights);
    this.held = held === undefined ? new Float64Array(weights.length) : Float64Array.from(held);
  }

  /** How many bets there are. */
  get bets(): number {
    return this.#weights.length;
  }

  /**
   * @param projections one a direction, each standard normal or less spread without a change; NaN for no bet in a
   *   direction that is not yet learnt
   * @param days w, the capital put in
   */
  bet(projections: Float64Array, days: number): void {
    let place = 0;
    for (let i = 0; i < this.#directions.length; i++) {
      const p = projections[i]!;
      if (Number.isNaN(p)) {
        place = this.#putIn(place, days);
        continue;
      }
      const half = Math.exp(p / 2);
      place = this.#multiply(place, half, days);
      if (this.#directions[i]!.vector) place = this.#multiply(place, 1 / half, days);
    }
  }

  /** R, in days. */
  total(): number {
    let sum = 0;
    for (let c = 0; c < this.held.length; c++) sum += this.#weights[c]! * this.held[c]!;
    return sum;
  }

  /** The bet that holds most. */
  leading(): Component {
    let best = 0;
    for (let c = 1; c < this.held.length; c++)
      if (this.#weights[c]! * this.held[c]! > this.#weights[best]! * this.held[best]!) best = c;
    let place = 0;
    for (const { direction, vector } of this.#directions) {
      const own = (vector ? 2 : 1) * SIZES.length;
      if (best < place + own) {
        const sign = best - place < SIZES.length ? 1 : -1;
        return { direction, sign, size: SIZES[(best - place) % SIZES.length]! };
      }
      place += own;
    }
    throw new RangeError("a mixture without bets");
  }

  /** @param half exp(p / 2); the exponentials for the sizes 1/2, 1, 2, 4 are squares of each other */
  #multiply(place: number, half: number, days: number): number {
    const held = this.held;
    let power = half;
    for (let s = 0; s < SIZES.length; s++) {
      held[place + s] = (held[place + s]! + days) * (power * PRICES[s]!);
      power *= power;
    }
    return place + SIZES.length;
  }

  #putIn(place: number, days: number): number {
    for (let s = 0; s < SIZES.length; s++) this.held[place + s]! += days;
    return place + SIZES.length;
  }
}

/** exp(−d²/2): what keeps a bet fair. */
const PRICES = SIZES.map((size) => Math.exp((-size * size) / 2));
