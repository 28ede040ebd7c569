import type { Random } from "../../core/random.js";
import { logFactorial } from "../distributions/log-factorial.js";
import { ratioOfUniforms, type PeakedLaw } from "./ratio-of-uniforms.js";

/** Up to this mean the law is searched from 0 upwards; above it a draw costs the same at any size. */
const SMALL_MEAN = 10;

/**
 * How many of a number of independent trials succeed.
 *
 *     P(k) = C(trials, k) · p^k · (1 − p)^(trials − k)
 *
 * @param trials a whole number from 0 to 2⁵³
 * @param probability p of success in each, 0 to 1
 * @param random uniform on [0, 1)
 * @returns a whole number from 0 to `trials`
 * @example drawBinomial(7, 1, () => 0.5) // 7
 *
 * Inversion up to a mean of 10, ratio of uniforms above: half a microsecond.
 */
export function drawBinomial(trials: number, probability: number, random: Random): number {
  if (probability > 0.5) return trials - drawBinomial(trials, 1 - probability, random);
  if (trials === 0 || probability <= 0) return 0;
  return trials * probability > SMALL_MEAN
    ? ratioOfUniforms(binomialLaw(trials, probability), random)
    : searchUpwards(trials, probability, random);
}

/** Inversion: the first k at which the summed probabilities pass a uniform number. */
function searchUpwards(trials: number, probability: number, random: Random): number {
  const odds = probability / (1 - probability);
  const none = Math.exp(trials * Math.log1p(-probability));
  for (;;) {
    let rest = random();
    let term = none;
    for (let k = 0; k <= trials; k++) {
      if (rest < term) return k;
      rest -= term;
      term *= (odds * (trials - k)) / (k + 1);
      if (term === 0) break; // rounding left a little over past the last term: draw again
    }
  }
}

/** The law of the draw, in the form that the ratio of uniforms takes; `probability` inside (0, 1). */
export function binomialLaw(trials: number, probability: number): PeakedLaw {
  const logOdds = Math.log(probability) - Math.log1p(-probability);
  const logWeight = (k: number) => k * logOdds - logFactorial(k) - logFactorial(trials - k);
  const atMode = logWeight(Math.min(trials, Math.floor((trials + 1) * probability)));
  return {
    mean: trials * probability,
    variance: trials * probability * (1 - probability),
    low: 0,
    high: trials,
    logRatio: (k) => logWeight(k) - atMode,
  };
}
