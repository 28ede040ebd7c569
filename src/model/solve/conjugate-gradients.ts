import type { Checkpoint } from "../../core/checkpoint.js";
import { dotProduct } from "./dot-product.js";

/** Everything about a linear system A x = b but b: A is symmetric, positive semidefinite. */
export interface LinearOperator {
  /** A times a vector, as a fresh or a reused array. */
  readonly times: (vector: Float64Array) => Float64Array;
  /** A rough inverse of A times a vector, symmetric as A is, written to `out`. */
  readonly precondition: (vector: Float64Array, out: Float64Array) => void;
  /** Called between iterations. */
  readonly checkpoint: Checkpoint;
}

/**
 * Solve A x = b by conjugate gradients, preconditioned, to a residual of
 * `tolerance` times b in the norm of the preconditioner. For systems too large to write down.
 *
 * @see Nocedal, Wright (2006), "Numerical Optimization", 2nd ed., algorithm 5.3
 */
export async function conjugateGradients(
  { times, precondition, checkpoint }: LinearOperator,
  b: Float64Array,
  tolerance: number,
): Promise<Float64Array> {
  const size = b.length;
  const x = new Float64Array(size);
  const residual = Float64Array.from(b);
  const scaled = new Float64Array(size);
  precondition(residual, scaled);
  const direction = Float64Array.from(scaled);
  let norm = dotProduct(residual, scaled);
  const goal = norm * tolerance ** 2;
  for (let k = 0; k < Math.max(100, 2 * size) && norm > goal; k++) {
    const image = times(direction);
    const curvature = dotProduct(direction, image);
    if (!(curvature > 0)) break; // a direction without curvature: the rest is rounding
    const alpha = norm / curvature;
    for (let j = 0; j < size; j++) {
      x[j]! += alpha * direction[j]!;
      residual[j]! -= alpha * image[j]!;
    }
    precondition(residual, scaled);
    const next = dotProduct(residual, scaled);
    const beta = next / norm;
    norm = next;
    for (let j = 0; j < size; j++) direction[j] = scaled[j]! + beta * direction[j]!;
    await checkpoint();
  }
  return x;
}

/** The simplest preconditioner: the diagonal of A. */
export function byDiagonal(diagonal: Float64Array): LinearOperator["precondition"] {
  return (vector, out) => {
    for (let j = 0; j < vector.length; j++) {
      out[j] = diagonal[j]! > 0 ? vector[j]! / diagonal[j]! : 0;
    }
  };
}
