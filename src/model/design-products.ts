import { blockStarts, type DesignMatrix } from "../features/design-matrix.js";
import { dotProduct } from "./solve/dot-product.js";

/**
 * A linear form of every row: an intercept and a weight a column.
 *
 *     out_i = θ_0 + Σ_j x_ij θ_(1 + j)      O(rows · (number terms + blocks)), however many levels
 *
 * @param parameters intercept first, then one weight a column of the design, from `offset` on
 */
export function designTimes(
  design: DesignMatrix,
  parameters: Float64Array,
  out: Float64Array,
  offset = 0,
): Float64Array {
  out.fill(parameters[offset]!);
  design.numbers.forEach(({ values }, j) => {
    const weight = parameters[offset + 1 + j]!;
    if (weight === 0) return;
    for (let i = 0; i < values.length; i++) out[i]! += weight * values[i]!;
  });
  const starts = blockStarts(design);
  design.categories.forEach(({ codes }, block) => {
    const first = offset + 1 + starts[block]!;
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (code >= 0) out[i]! += parameters[first + code]!;
    }
  });
  return out;
}

/**
 * The other way round: what every column, and the intercept, adds up to over the rows.
 *
 *     out_0 = Σ_i r_i,   out_(1 + j) = Σ_i x_ij r_i
 */
export function designTransposeTimes(
  design: DesignMatrix,
  residuals: Float64Array,
  out: Float64Array,
  offset = 0,
): Float64Array {
  let total = 0;
  for (const residual of residuals) total += residual;
  out[offset] = total;
  design.numbers.forEach(({ values }, j) => {
    out[offset + 1 + j] = dotProduct(values, residuals);
  });
  addUpBlocks(design, residuals, out, offset);
  return out;
}

/** The part of `designTransposeTimes` that belongs to the blocks: a sum for each level. */
export function addUpBlocks(
  design: DesignMatrix,
  residuals: Float64Array,
  out: Float64Array,
  offset = 0,
): void {
  const starts = blockStarts(design);
  design.categories.forEach(({ codes, levels }, block) => {
    const first = offset + 1 + starts[block]!;
    out.fill(0, first, first + levels.length);
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (code >= 0) out[first + code]! += residuals[i]!;
    }
  });
}

/** The same with squared columns: Σ_i x_ij² r_i. The square of a 0/1 column is itself. */
export function squaredTransposeTimes(
  design: DesignMatrix,
  residuals: Float64Array,
  out: Float64Array,
  offset = 0,
): Float64Array {
  designTransposeTimes(design, residuals, out, offset);
  design.numbers.forEach(({ values }, j) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[i]! ** 2 * residuals[i]!;
    out[offset + 1 + j] = sum;
  });
  return out;
}
