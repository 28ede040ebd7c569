import { InputError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";

/**
 * A source of normal numbers from a source of uniform ones, by Marsaglia's polar method: exact, and
 * of the mathematical library it needs only the logarithm, which V8 computes in software, so the
 * same seed gives the same numbers on every machine.
 *
 *     (v, w) uniform on the square [−1, 1)², kept when 0 < s = v² + w² < 1
 *     mean + sd · v √(−2 ln s / s), then mean + sd · w √(−2 ln s / s)
 *
 * @param random takes 2.55 uniform numbers for two normal ones, on average
 * @param sd ≥ 0, in the unit of `mean`
 * @returns a function whose every call gives the next number
 * @throws {InputError} when the mean is not finite, or the standard deviation is not or is negative
 * @example normalSampler(() => 0.75, 5, 0)() // 5
 * @see Marsaglia, Bray (1964), "A convenient method for generating normal variables", SIAM Review 6(3)
 */
export function normalSampler(random: Random, mean = 0, sd = 1): () => number {
  if (!Number.isFinite(mean)) {
    throw new InputError(`mean ${mean} is not finite`, { fix: "give a finite mean" });
  }
  if (!(sd >= 0 && sd < Infinity)) {
    throw new InputError(`standard deviation ${sd} is not a finite number of at least 0`, {
      fix: "give a standard deviation of at least 0",
    });
  }
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const second = spare;
      spare = undefined;
      return mean + sd * second;
    }
    let v: number;
    let w: number;
    let s: number;
    do {
      v = 2 * random() - 1;
      w = 2 * random() - 1;
      s = v * v + w * w;
    } while (s >= 1 || s === 0);
    const factor = Math.sqrt((-2 * Math.log(s)) / s);
    spare = w * factor;
    return mean + sd * (v * factor);
  };
}
