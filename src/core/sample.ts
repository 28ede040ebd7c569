import { InputError } from "./errors.js";

/** One-dimensional numeric data, in any order. */
export type Sample = ArrayLike<number>;

/**
 * Copy a sample into a fresh array that the caller may sort or overwrite.
 *
 * @param name how messages call the sample, e.g. "x"
 * @throws {InputError} when the sample is empty or holds a NaN
 */
export function checkedSample(name: string, values: Sample): Float64Array {
  const copy = Float64Array.from(values);
  if (copy.length === 0) {
    throw new InputError(`sample ${name} is empty`, { fix: "give at least one value" });
  }
  const index = copy.findIndex(Number.isNaN);
  if (index !== -1) {
    throw new InputError(`sample ${name} holds a NaN`, {
      where: `${name}[${index}]`,
      fix: "drop or impute missing values first",
    });
  }
  return copy;
}
