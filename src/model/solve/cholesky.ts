import { dotProduct } from "./dot-product.js";

/** A symmetric matrix of `size` rows; only its lower triangle, row by row, is read or written. */
export interface SymmetricMatrix {
  readonly size: number;
  readonly values: Float64Array;
}

/** The factor L of A = L Lᵀ, and the rows that are combinations of those before them. */
export interface CholeskyFactor extends SymmetricMatrix {
  readonly aliased: Uint8Array;
}

/** A pivot below this share of its diagonal is rounding: the column says nothing new. */
const ALIAS_TOLERANCE = 1e-11;

/**
 * Factor a positive semidefinite matrix in place. A row that is a combination of earlier ones (a
 * pivot that vanishes) is set aside as aliased: solutions hold its unknown at 0.
 *
 *     L_ij = (A_ij − Σ_(k<j) L_ik L_jk) / L_jj,   L_jj = √(A_jj − Σ_(k<j) L_jk²)
 *
 * O(size³ / 6) products. Rows lie in sequence, so that each sum runs along two of them.
 * @see Golub, Van Loan (2013), "Matrix Computations", 4th ed., section 4.2
 */
export function choleskyInPlace({ size, values }: SymmetricMatrix): CholeskyFactor {
  const aliased = new Uint8Array(size);
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j < i; j++) {
      if (aliased[j] === 1) values[row + j] = 0;
      else {
        const rest =
          values[row + j]! -
          dotProduct(values, values, { aStart: row, bStart: j * size, length: j });
        values[row + j] = rest / values[j * size + j]!;
      }
    }
    const diagonal = values[row + i]!;
    const pivot = diagonal - dotProduct(values, values, { aStart: row, bStart: row, length: i });
    if (pivot > ALIAS_TOLERANCE * diagonal) values[row + i] = Math.sqrt(pivot);
    else aliased[i] = 1;
  }
  return { size, values, aliased };
}

/** Solve A x = b by a factor of A; unknowns of aliased rows are 0. O(size²). */
export function choleskySolve(factor: CholeskyFactor, b: Float64Array): Float64Array {
  const { size, values, aliased } = factor;
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= values[i * size + k]! * x[k]!;
    x[i] = aliased[i] === 1 ? 0 : sum / values[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    if (aliased[i] === 1) continue;
    const value = (x[i]! /= values[i * size + i]!);
    for (let k = 0; k < i; k++) x[k]! -= values[i * size + k]! * value;
  }
  for (let i = 0; i < size; i++) if (aliased[i] === 1) x[i] = 0;
  return x;
}

/** The diagonal of the inverse, column by column of it; NaN for an aliased row. O(size³). */
export function choleskyInverseDiagonal(factor: CholeskyFactor): Float64Array {
  const diagonal = new Float64Array(factor.size);
  for (let i = 0; i < factor.size; i++) {
    const unit = new Float64Array(factor.size);
    unit[i] = 1;
    diagonal[i] = factor.aliased[i] === 1 ? Number.NaN : choleskySolve(factor, unit)[i]!;
  }
  return diagonal;
}
