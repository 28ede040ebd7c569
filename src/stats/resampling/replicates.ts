import { InputError, UndefinedError } from "../../core/errors.js";
import { standardDeviation } from "../descriptive/moments.js";

/** The same statistic of many resamples. */
export interface Replicates {
  /** The values that exist, ascending. */
  readonly values: Float64Array;
  /** Share of the resamples for which the statistic has no value; they are left out. */
  readonly undefinedShare: number;
  /** Standard deviation of the values (divisor B − 1): the standard error of the statistic; 0 for one. */
  readonly standardError: number;
}

/**
 * Collect a statistic over resamples. One that throws an `UndefinedError` (a resample with one class
 * only, say) is counted and left out.
 *
 * @param resamples how many, a whole number ≥ 1
 * @param compute draws a resample and gives its statistic
 * @throws {InputError} when the statistic gives NaN, or `resamples` is no such number
 * @throws {UndefinedError} when a value is infinite, which has no standard error
 */
export function replicates(resamples: number, compute: () => number): Replicates {
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new InputError(`${resamples} is not a number of resamples`, {
      where: "resamples",
      fix: "give a whole number such as 9999",
    });
  }
  const values = new Float64Array(resamples);
  let size = 0;
  for (let i = 0; i < resamples; i++) {
    const value = valueOrUndefined(compute);
    if (value === undefined) continue;
    if (Number.isNaN(value)) {
      throw new InputError("the statistic of a resample is NaN", {
        fix: "let the statistic throw an UndefinedError where it has no value",
      });
    }
    values[size++] = value;
  }
  const present = values.slice(0, size).sort();
  return {
    values: present,
    undefinedShare: (resamples - size) / resamples,
    standardError: size > 1 ? standardDeviation(present) : 0,
  };
}

function valueOrUndefined(compute: () => number): number | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof UndefinedError) return undefined;
    throw error;
  }
}
