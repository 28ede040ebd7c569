import { InputError, UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { checkedCounts } from "../contingency-table.js";

/** Counts beside what known proportions lead one to expect of as many. */
export interface OneWay {
  readonly observed: Float64Array;
  /** In the unit of the counts, and with their sum. */
  readonly expected: Float64Array;
  /** Categories of positive expectation, less one. */
  readonly degreesOfFreedom: number;
}

/**
 * Scale proportions to the total of the counts.
 *
 * @param shares in any unit, ≥ 0; equal ones by default
 * @throws {InputError} when lengths differ or something is negative
 * @throws {UndefinedError} when nothing was counted, or fewer than two categories are expected
 * @example oneWay([1, 3], [1, 1]).expected // new Float64Array([2, 2])
 */
export function oneWay(observed: Sample, shares?: Sample): OneWay {
  const counts = checkedCounts("observed", observed);
  const weights = checkedCounts("shares", shares ?? new Float64Array(counts.length).fill(1));
  if (weights.length !== counts.length) {
    const what = `${counts.length} counts, but ${weights.length} proportions`;
    throw new InputError(what, { where: "shares", fix: "give one proportion for each count" });
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new UndefinedError("nothing was counted");
  const weight = weights.reduce((sum, share) => sum + share, 0);
  const expectable = weights.filter((share) => share > 0).length;
  if (expectable < 2) throw new UndefinedError("fewer than two categories are expected at all");
  const expected = weights.map((share) => (share / weight) * total);
  return { observed: counts, expected, degreesOfFreedom: expectable - 1 };
}
