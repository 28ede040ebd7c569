import type { Random } from "../../core/random.js";
import { logFactorial } from "../distributions/log-factorial.js";
import { ratioOfUniforms, type PeakedLaw } from "./ratio-of-uniforms.js";

/** Up to so many balls an urn is emptied ball by ball: quicker there than any formula. */
const FEW = 12;

/**
 * Draw without replacement: how many marked balls come out of an urn, with the cost of one draw
 * whatever the size of the urn.
 *
 *     P(k) = C(marked, k) · C(others, draws − k) / C(marked + others, draws)
 *
 * @param marked number of marked balls, a whole number ≥ 0
 * @param others number of the others, a whole number ≥ 0; with `marked` at most 2⁵³
 * @param draws number of balls taken out, at most marked + others
 * @param random uniform on [0, 1)
 * @returns a whole number between max(0, draws − others) and min(marked, draws)
 * @example drawHypergeometric(3, 0, 2, () => 0.5) // 2
 *
 * The urn itself for up to 12 balls, ratio of uniforms above: half a microsecond.
 */
export function drawHypergeometric(
  marked: number,
  others: number,
  draws: number,
  random: Random,
): number {
  const total = marked + others;
  // The law stays when marked balls trade places with drawn ones; the two complements mirror it.
  if (2 * marked > total) return draws - drawHypergeometric(others, marked, draws, random);
  if (2 * draws > total) return marked - drawHypergeometric(marked, others, total - draws, random);
  const [fewer, more] = marked < draws ? [marked, draws] : [draws, marked];
  if (fewer > FEW) return ratioOfUniforms(hypergeometricLaw(marked, others, draws), random);
  let [hits, left] = [0, more];
  for (let i = 0; i < fewer; i++) {
    if (random() * (total - i) >= left) continue;
    hits += 1;
    left -= 1;
  }
  return hits;
}

/** The law of the draw, in the form that the ratio of uniforms takes. */
export function hypergeometricLaw(marked: number, others: number, draws: number): PeakedLaw {
  const total = marked + others;
  const share = marked / total;
  const logWeight = (k: number) =>
    -logFactorial(k) -
    logFactorial(marked - k) -
    logFactorial(draws - k) -
    logFactorial(others - draws + k);
  const atMode = logWeight(Math.floor(((draws + 1) * (marked + 1)) / (total + 2)));
  return {
    mean: draws * share,
    variance: (draws * share * (1 - share) * (total - draws)) / (total - 1),
    low: Math.max(0, draws - others),
    high: Math.min(marked, draws),
    logRatio: (k) => logWeight(k) - atMode,
  };
}
