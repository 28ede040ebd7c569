import { InputError } from "../../core/errors.js";
import { checkedConfidence } from "../checked-confidence.js";
import { chiSquareIsf, chiSquareQuantile } from "./chi-square.js";

/**
 * Exact confidence interval of the mean of a Poisson variable that came out as k: how many events a
 * span of this length holds on average.
 *
 *     lower = χ²(a/2; 2k) / 2,  upper = χ²(1 − a/2; 2k + 2) / 2,  a = 1 − confidence
 *
 * with χ²(p; ν) the quantile; the lower end is 0 for k = 0.
 *
 * @param k a whole number of 0 or more
 * @param confidence in (0, 1)
 * @returns both ends; they cover the mean with at least this confidence
 * @throws {InputError} when k is no count
 * @example poissonInterval(0)[1] // -Math.log(0.025)
 * @see Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28, 437–442
 */
export function poissonInterval(k: number, confidence = 0.95): readonly [number, number] {
  if (!(Number.isSafeInteger(k) && k >= 0)) {
    throw new InputError(`${k} is no count`, { fix: "give a whole number of 0 or more" });
  }
  const half = (1 - checkedConfidence(confidence)) / 2;
  const low = k === 0 ? 0 : chiSquareQuantile(half, 2 * k) / 2;
  return [low, chiSquareIsf(half, 2 * k + 2) / 2];
}
