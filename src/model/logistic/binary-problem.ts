import { blockStarts, designWidth } from "../../features/design-matrix.js";
import type { Checkpoint } from "../../core/checkpoint.js";
import type { TrainingSet } from "../classifier.js";
import {
  addUpBlocks,
  designTimes,
  designTransposeTimes,
  squaredTransposeTimes,
} from "../design-products.js";
import { choleskyInPlace, choleskySolve, type SymmetricMatrix } from "../solve/cholesky.js";
import { byDiagonal, conjugateGradients } from "../solve/conjugate-gradients.js";
import { dotProduct } from "../solve/dot-product.js";
import type { NewtonProblem } from "../solve/newton.js";

/**
 * Whether to write the Hessian down. Its factor takes size³ / 6 products; conjugate gradients do
 * without, in some forty passes over the rows (measured on 500,000 rows with 4 blocks of 300
 * levels: 13 s against 3 s). Beyond 2000 columns the matrix alone is 32 MB.
 */
function isDense(size: number, rows: number, terms: number): boolean {
  return size <= 2000 && size ** 3 / 6 <= Math.max(5e6, 40 * rows * terms);
}

export interface BinaryProblem extends NewtonProblem {
  /** The Hessian at the point last asked for, its lower triangle; intercept first. */
  hessian(): SymmetricMatrix;
}

/**
 * The penalised log-loss of logistic regression, in the parameters [intercept, weights...]:
 *
 *     F(θ) = Σ w_i log(1 + exp(−s_i η_i)) + ‖weights‖² λ / 2,   η = X θ,   s_i = ±1 by class
 *
 * Gradient Xᵀ w (p − y), Hessian Xᵀ diag(w p (1 − p)) X; blocks of 0/1 columns cost one addition a
 * row and pair of terms, whatever the number of levels.
 */
export function binaryProblem(
  { design, labels, weights }: TrainingSet,
  lambda: number,
  checkpoint: Checkpoint,
): BinaryProblem {
  const { rows, numbers, categories } = design;
  const size = designWidth(design) + 1;
  const eta = new Float64Array(rows);
  const work = new Float64Array(rows); // residuals, then curvatures
  let point = new Float64Array(size);

  function curvatures(): Float64Array {
    for (let i = 0; i < rows; i++) {
      // p (1 − p) by the tail: at η = 40 the one is 1 and the other 4e-18, not 0.
      const tail = Math.exp(-Math.abs(eta[i]!));
      work[i] = (weights[i]! * tail) / (1 + tail) ** 2;
    }
    return work;
  }

  function hessian(): SymmetricMatrix {
    const matrix = weightedGram({ design, curvatures: curvatures(), size });
    for (let j = 1; j < size; j++) matrix.values[j * size + j]! += lambda;
    return matrix;
  }

  async function stepByConjugateGradients(gradient: Float64Array, tolerance: number) {
    const curvature = curvatures();
    const diagonal = squaredTransposeTimes(design, curvature, new Float64Array(size));
    for (let j = 1; j < size; j++) diagonal[j]! += lambda;
    const rowImage = new Float64Array(rows);
    const image = new Float64Array(size);
    const times = (vector: Float64Array) => {
      designTimes(design, vector, rowImage);
      for (let i = 0; i < rows; i++) rowImage[i]! *= curvature[i]!;
      designTransposeTimes(design, rowImage, image);
      for (let j = 1; j < size; j++) image[j]! += lambda * vector[j]!;
      return image;
    };
    return conjugateGradients(
      { times, precondition: byDiagonal(diagonal), checkpoint },
      gradient,
      tolerance,
    );
  }

  return {
    objective(at) {
      point = Float64Array.from(at);
      designTimes(design, point, eta);
      let sum = 0;
      for (let i = 0; i < rows; i++) {
        const margin = labels[i] === 1 ? eta[i]! : -eta[i]!;
        sum += weights[i]! * (Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin));
      }
      return sum + (lambda / 2) * sumOfSquares(point.subarray(1));
    },
    gradient() {
      for (let i = 0; i < rows; i++) work[i] = weights[i]! * residual(eta[i]!, labels[i]!);
      const gradient = designTransposeTimes(design, work, new Float64Array(size));
      for (let j = 1; j < size; j++) gradient[j]! += lambda * point[j]!;
      return gradient;
    },
    hessian,
    step(gradient, tolerance) {
      return isDense(size, rows, numbers.length + categories.length)
        ? Promise.resolve(choleskySolve(choleskyInPlace(hessian()), gradient))
        : stepByConjugateGradients(gradient, tolerance);
    },
  };
}

/** The probability less the label, the small one of the two tails computed as such. */
function residual(eta: number, label: number): number {
  const tail = Math.exp(-Math.abs(eta));
  const below = tail / (1 + tail); // the smaller of p and 1 − p
  if (label === 1) return eta > 0 ? -below : below - 1;
  return eta > 0 ? 1 - below : below;
}

function sumOfSquares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** Xᵀ diag(c) X with a column of ones before the others: the lower triangle, term by term. */
function weightedGram({
  design,
  curvatures,
  size,
}: {
  readonly design: TrainingSet["design"];
  readonly curvatures: Float64Array;
  readonly size: number;
}): SymmetricMatrix {
  const values = new Float64Array(size * size);
  const starts = blockStarts(design).map((start) => start + 1);
  const column = new Float64Array(size);
  designTransposeTimes(design, curvatures, column);
  for (let j = 0; j < size; j++) values[j * size] = column[j]!;
  const scaled = new Float64Array(design.rows);
  design.numbers.forEach((term, j) => {
    for (let i = 0; i < scaled.length; i++) scaled[i] = curvatures[i]! * term.values[i]!;
    addUpBlocks(design, scaled, column);
    design.numbers.forEach((other, k) => {
      if (k >= j) column[k + 1] = dotProduct(other.values, scaled);
    });
    for (let k = j + 1; k < size; k++) values[k * size + j + 1] = column[k]!;
  });
  design.categories.forEach(({ codes }, a) => {
    design.categories.slice(0, a + 1).forEach((other, b) => {
      for (let i = 0; i < codes.length; i++) {
        if (codes[i]! < 0 || other.codes[i]! < 0) continue;
        const row = starts[a]! + codes[i]!;
        values[row * size + starts[b]! + other.codes[i]!]! += curvatures[i]!;
      }
    });
  });
  return { size, values };
}
