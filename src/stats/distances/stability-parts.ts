import type { Sample } from "../../core/sample.js";
import { stabilityContributions } from "./population-stability-index.js";
import { totalsOf } from "./shares.js";

/** The smoothed population stability index, bin by bin. Each array has a number a bin. */
export interface StabilityParts {
  /** Smoothed shares of the reference, p, and of the current sample, q. */
  readonly reference: Float64Array;
  readonly current: Float64Array;
  /** What the bin adds to the index: 0 or more. */
  readonly contributions: Float64Array;
  /** What chance alone adds to it on average. */
  readonly byChance: Float64Array;
  /** The change in standard deviations that chance would give it; above 0 where the share has grown. */
  readonly z: Float64Array;
  /** s = 1/m + 1/n: what the index is measured against. */
  readonly scale: number;
}

/**
 * Where a change lies: what each bin adds to the smoothed population stability index, beside what
 * chance alone would add, and with its sign.
 *
 *     C_k = (q_k − p_k) ln(q_k / p_k)      p = (a + 1/2)/(m + K/2), q = (b + 1/2)/(n + K/2)
 *     by chance: s (1 − p_k)               s = 1/m + 1/n; in all s (K − 1)
 *     z_k = (q_k − p_k) / √(r_k (1 − r_k) s)     r = (a + b + 1)/(m + n + K), the pooled share
 *
 * @param reference counts a over K bins or categories, m in all; sparse ones are merged already
 * @param current counts b over the same, n in all
 * @returns the parts; the contributions sum to `stabilityLaw(...).smoothed`
 * @throws {InputError} when lengths differ or a count is negative
 * @throws {UndefinedError} when one side has counted nothing
 * @example stabilityParts([5, 5], [5, 5]).byChance // new Float64Array([0.1, 0.1])
 * @see Yurdakul (2018), "Statistical properties of population stability index", Western Michigan
 *   University
 */
export function stabilityParts(reference: Sample, current: Sample): StabilityParts {
  const { m, n } = totalsOf(reference, current);
  const bins = reference.length;
  const scale = 1 / m + 1 / n;
  const [a, b] = [smoothed(reference), smoothed(current)];
  const p = a.map((count) => count / (m + bins / 2));
  const q = b.map((count) => count / (n + bins / 2));
  return {
    reference: p,
    current: q,
    contributions: stabilityContributions(a, b, 0),
    byChance: p.map((share) => scale * (1 - share)),
    z: p.map((share, k) => {
      const pooled = (a[k]! + b[k]!) / (m + n + bins);
      return q[k] === share ? 0 : (q[k]! - share) / Math.sqrt(pooled * (1 - pooled) * scale);
    }),
    scale,
  };
}

function smoothed(counts: Sample): Float64Array {
  return Float64Array.from(counts, (count) => count + 0.5);
}
