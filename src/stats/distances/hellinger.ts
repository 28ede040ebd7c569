import type { Sample } from "../../core/sample.js";
import { totalsOf } from "./shares.js";

/**
 * Hellinger distance: the distance of the square roots of the shares, which weighs a change of a rare
 * category more than total variation does.
 *
 *     H = √(Σ (√p − √q)² / 2)
 *
 * @param reference counts over bins or categories
 * @param current counts over the same
 * @returns from 0 to 1, where they have no category in common
 * @throws {InputError} when lengths differ or a count is negative
 * @throws {UndefinedError} when one side has counted nothing
 * @example hellinger([1, 0], [0, 1]) // 1
 * @see Hellinger (1909), Journal für die reine und angewandte Mathematik 136, 210–271
 */
export function hellinger(reference: Sample, current: Sample): number {
  const { m, n } = totalsOf(reference, current);
  let sum = 0;
  for (let i = 0; i < reference.length; i++) {
    const [p, q] = [reference[i]! / m, current[i]! / n];
    // √p − √q = (p − q)/(√p + √q): the difference of the shares is the more exact one.
    const roots = Math.sqrt(p) + Math.sqrt(q);
    if (roots > 0) sum += ((p - q) / roots) ** 2;
  }
  return Math.min(1, Math.sqrt(sum / 2));
}
