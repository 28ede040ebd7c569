import { mean as plainMean, sampleSkewness, sampleVariance } from "simple-statistics";
import { UndefinedError } from "../../core/errors.js";
import { checkedSample, type Sample } from "../../core/sample.js";

/**
 * The arithmetic mean, by a compensated sum: that of simple-statistics, which agrees with numpy.
 *
 * @param x n ≥ 1 values
 * @returns Σx / n, in the unit of `x`; ±Infinity where the sample holds that
 * @throws {InputError} when the sample is empty or holds a NaN
 * @throws {UndefinedError} when it holds both −Infinity and Infinity
 * @example mean([1, 2, 6]) // 3
 */
export function mean(x: Sample): number {
  const values = checkedSample("x", x);
  const infinite = values.find((value) => !Number.isFinite(value));
  if (infinite === undefined) return plainMean(asArray(values));
  if (!values.includes(-infinite)) return infinite;
  throw new UndefinedError("the mean of -Infinity and Infinity does not exist", { where: "x" });
}

/**
 * The sample variance: in two passes, so that values far from 0 keep their digits. That of
 * simple-statistics.
 *
 *     s² = Σ(x − mean)² / (n − 1)
 *
 * @param x n ≥ 2 finite values
 * @returns s² ≥ 0, in the squared unit of `x`; exactly 0 when all values are equal
 * @throws {InputError} when the sample is empty or holds a NaN
 * @throws {UndefinedError} when there is one value only, or an infinite one
 * @example variance([1, 2, 6]) // 7
 */
export function variance(x: Sample): number {
  const values = checkedSample("x", x);
  if (values.length === 1) throw new UndefinedError("one value has no variance", { where: "x" });
  const finite = finiteOnly("variance", values);
  return isConstant(finite) ? 0 : sampleVariance(asArray(finite));
}

/**
 * The square root of the sample variance, with n − 1.
 *
 * @throws {InputError} when the sample is empty or holds a NaN
 * @throws {UndefinedError} when there is one value only, or an infinite one
 * @example standardDeviation([1, 5, 3]) // 2
 */
export function standardDeviation(x: Sample): number {
  return Math.sqrt(variance(x));
}

/**
 * The skewness of the values themselves (no correction for sampling): 0 for a symmetric sample,
 * above 0 for a long tail to the right. That of simple-statistics.
 *
 *     g₁ = m₃ / m₂^(3/2)        mₖ = Σ(x − mean)^k / n
 *
 * @param x n ≥ 2 finite values, not all equal
 * @throws {InputError} when the sample is empty or holds a NaN
 * @throws {UndefinedError} when all values are equal, or one is infinite
 * @example skewness([1, 1, 4]) // Math.SQRT1_2
 */
export function skewness(x: Sample): number {
  const values = spreadOnly("skewness", checkedSample("x", x));
  // simple-statistics asks for three; two different values are symmetric.
  return values.length === 2 ? 0 : sampleSkewness(asArray(values), true);
}

/**
 * The excess kurtosis of the values themselves (no correction for sampling): 0 for a normal
 * distribution, above 0 for heavier tails. Ours: simple-statistics has the corrected form only.
 *
 *     g₂ = m₄ / m₂² − 3        mₖ = Σ(x − mean)^k / n
 *
 * @param x n ≥ 2 finite values, not all equal
 * @returns at least −2
 * @throws {InputError} when the sample is empty or holds a NaN
 * @throws {UndefinedError} when all values are equal, or one is infinite
 * @example excessKurtosis([1, 1, 2, 2]) // -2
 */
export function excessKurtosis(x: Sample): number {
  const values = spreadOnly("kurtosis", checkedSample("x", x));
  const center = plainMean(asArray(values));
  let [squares, fourths] = [0, 0];
  for (const value of values) {
    const square = (value - center) ** 2;
    squares += square;
    fourths += square * square;
  }
  return (values.length * fourths) / (squares * squares) - 3;
}

/** simple-statistics only reads length and items, but its types say number[]. */
function asArray(values: Float64Array): number[] {
  return values as unknown as number[];
}

function finiteOnly(name: string, values: Float64Array): Float64Array {
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index === -1) return values;
  throw new UndefinedError(`there is no ${name} with an infinite value`, {
    where: `x[${index}]`,
    fix: "leave infinite values out",
  });
}

function spreadOnly(name: string, values: Float64Array): Float64Array {
  if (!isConstant(finiteOnly(name, values))) return values;
  throw new UndefinedError(`there is no ${name} where all values are equal`, { where: "x" });
}

/** Asked of the values: the mean of three 0.1 is not 0.1, so a variance would not be 0. */
function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}
