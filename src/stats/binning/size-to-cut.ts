import { InputError } from "../../core/errors.js";
import type { ValueCounts } from "../pooled-counts.js";

/**
 * How many values a reference holds, once it is sure that it can be cut into bins.
 *
 * @throws {InputError} when `bins` is no whole number ≥ 1, or the reference is empty
 */
export function sizeToCut({ counts }: ValueCounts, bins: number): number {
  if (!Number.isSafeInteger(bins) || bins < 1) {
    const fix = "give a whole number of at least 1";
    throw new InputError(`${bins} is not a number of bins`, { where: "bins", fix });
  }
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  if (total > 0) return total;
  throw new InputError("the reference is empty", { fix: "give at least one value" });
}
