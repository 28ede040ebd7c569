import type { Random } from "../../core/random.js";
import { normalSampler } from "./normal-sampler.js";

/**
 * A source of log-normal numbers: the shape of amounts of money, of durations, of sizes. Their
 * logarithm is normal.
 *
 *     exp(meanLog + sdLog · z)        median exp(meanLog), mean exp(meanLog + sdLog² / 2)
 *
 * @param meanLog mean of the natural logarithm
 * @param sdLog ≥ 0, standard deviation of the natural logarithm
 * @returns a function whose every call gives the next number, above 0
 * @throws {InputError} when a parameter is not finite or `sdLog` is negative
 * @example logNormalSampler(() => 0.75, 0, 0)() // 1
 */
export function logNormalSampler(random: Random, meanLog = 0, sdLog = 1): () => number {
  const normal = normalSampler(random, meanLog, sdLog);
  return () => Math.exp(normal());
}
