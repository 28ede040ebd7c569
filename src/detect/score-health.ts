/** Whether the scores look as they must without a change. */
export interface Health {
  /** Mean of the squares of the scores that said something; 1 where rows are exchangeable, null before any. */
  readonly meanSquare: number | null;
  /** Of successive ticks, in the main direction; 0 where rows are exchangeable, null before two ticks. */
  readonly autocorrelation: number | null;
  /** What is wrong, where it is more than chance makes of so few ticks. */
  readonly warning: "over-dispersed" | "autocorrelated" | null;
}

interface ScoreSums {
  readonly squares: number;
  readonly scores: number;
  readonly ticks: number;
  readonly ownSquares: number;
  readonly products: number;
  readonly last: number;
}

export interface HealthState extends ScoreSums {
  /** The sums up to the last settled tick; of a state without them all ticks were settled. */
  readonly settled?: ScoreSums;
}

const NONE: ScoreSums = { squares: 0, scores: 0, ticks: 0, ownSquares: 0, products: 0, last: 0 };

/** From here on the guarantee is bent too far to be left unsaid. */
const MOST_SPREAD = 1.3;
const MOST_CORRELATION = 0.1;

/**
 * Keeps watch over the scores themselves. Rows that come in clumps (one entity, many rows) spread them, days
 * and other rhythms make them follow each other; both raise more false alarms than promised.
 *
 *     mean square = Σ z² / number,  autocorrelation = Σ p_t p_(t−1) / Σ p_t²
 *
 * It warns above 1.3 and beyond ± 0.1, where that is also three standard deviations from 1 and 0. A change of the
 * distribution spreads scores as well, and makes them follow each other: so ticks count once they are settled, which
 * those since a change never are.
 */
export class ScoreHealth {
  readonly #sums: { -readonly [name in keyof ScoreSums]: number };
  #settled: ScoreSums;

  constructor({ settled, ...sums }: HealthState = NONE) {
    this.#sums = { ...sums };
    this.#settled = settled ?? sums;
  }

  /** @param main the projection on the direction that is watched for autocorrelation */
  add(z: Float64Array, spoke: Uint8Array, main: number): void {
    const sums = this.#sums;
    for (let i = 0; i < z.length; i++) {
      if (spoke[i] === 0) continue;
      sums.squares += z[i]! * z[i]!;
      sums.scores += 1;
    }
    sums.ticks += 1;
    sums.ownSquares += main * main;
    sums.products += main * sums.last;
    sums.last = main;
  }

  /** All ticks so far came before a change, if there is any. */
  settle(): void {
    this.#settled = { ...this.#sums };
  }

  /** Of the ticks that are settled. */
  health(): Health {
    const { squares, scores, ticks, ownSquares, products } = this.#settled;
    const meanSquare = scores === 0 ? null : squares / scores;
    const autocorrelation = ticks < 2 || ownSquares === 0 ? null : products / ownSquares;
    const isSpread =
      meanSquare !== null && meanSquare > Math.max(MOST_SPREAD, 1 + 3 * Math.sqrt(2 / scores));
    const isRhythmic =
      autocorrelation !== null &&
      Math.abs(autocorrelation) > Math.max(MOST_CORRELATION, 3 / Math.sqrt(ticks));
    const warning = isRhythmic ? "autocorrelated" : isSpread ? "over-dispersed" : null;
    return { meanSquare, autocorrelation, warning };
  }

  state(): HealthState {
    return { ...this.#sums, settled: this.#settled };
  }
}
