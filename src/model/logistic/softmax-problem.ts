import type { Checkpoint } from "../../core/checkpoint.js";
import { designWidth } from "../../features/design-matrix.js";
import type { TrainingSet } from "../classifier.js";
import { designTimes, designTransposeTimes, squaredTransposeTimes } from "../design-products.js";
import { byDiagonal, conjugateGradients } from "../solve/conjugate-gradients.js";
import type { NewtonProblem } from "../solve/newton.js";
import { softmaxInPlace } from "./softmax.js";

/**
 * Subtract from each parameter its mean over the classes, in place. Adding the same to all classes
 * changes no probability: directions in which only the penalty has curvature, thousands of times
 * less than the data. A search that never enters them takes tens of steps instead of thousands.
 *
 * @param width parameters a class
 */
export function centreClasses(parameters: Float64Array, width: number): void {
  const classCount = parameters.length / width;
  for (let j = 0; j < width; j++) {
    let sum = 0;
    for (let at = j; at < parameters.length; at += width) sum += parameters[at]!;
    for (let at = j; at < parameters.length; at += width) parameters[at]! -= sum / classCount;
  }
}

/**
 * The penalised log-loss of multinomial logistic regression; parameters class by class, each class
 * [intercept, weights...]:
 *
 *     F(θ) = −Σ w_i log p_i,y(i) + ‖weights‖² λ / 2,   p_i = softmax(η_i),   η = X θ
 *
 * The Hessian is never written down: H v = Xᵀ [w p ∘ (X v − Σ_k p_k (X v)_k)] + λ v takes one pass
 * over the rows, so that a step costs memory in proportion to rows · classes. Start from a point
 * whose parameters sum to 0 over the classes: the steps keep it so.
 */
export function softmaxProblem(
  { design, labels, classCount, weights }: TrainingSet,
  lambda: number,
  checkpoint: Checkpoint,
): NewtonProblem {
  const { rows } = design;
  const width = designWidth(design) + 1;
  const size = width * classCount;
  const p = Array.from({ length: classCount }, () => new Float64Array(rows));
  const images = Array.from({ length: classCount }, () => new Float64Array(rows));
  let point = new Float64Array(size);

  const isIntercept = (j: number) => j % width === 0;
  function addPenalty(out: Float64Array, parameters: Float64Array): Float64Array {
    for (let j = 0; j < size; j++) if (!isIntercept(j)) out[j]! += lambda * parameters[j]!;
    return out;
  }

  function hessianTimes(vector: Float64Array, out: Float64Array): Float64Array {
    images.forEach((image, k) => designTimes(design, vector, image, k * width));
    for (let i = 0; i < rows; i++) {
      let mean = 0;
      for (let k = 0; k < classCount; k++) mean += p[k]![i]! * images[k]![i]!;
      for (let k = 0; k < classCount; k++) {
        images[k]![i] = weights[i]! * p[k]![i]! * (images[k]![i]! - mean);
      }
    }
    images.forEach((image, k) => designTransposeTimes(design, image, out, k * width));
    return addPenalty(out, vector);
  }

  function hessianDiagonal(): Float64Array {
    const diagonal = new Float64Array(size);
    p.forEach((ofClass, k) => {
      const curvatures = ofClass.map((share, i) => weights[i]! * share * (1 - share));
      squaredTransposeTimes(design, curvatures, diagonal, k * width);
    });
    return addPenalty(diagonal, new Float64Array(size).fill(1));
  }

  return {
    objective(at) {
      point = Float64Array.from(at);
      p.forEach((eta, k) => designTimes(design, point, eta, k * width));
      const logLosses = softmaxInPlace(p, labels);
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += weights[i]! * logLosses[i]!;
      let squares = 0;
      point.forEach((value, j) => (squares += isIntercept(j) ? 0 : value * value));
      return sum + (lambda / 2) * squares;
    },
    gradient() {
      const gradient = new Float64Array(size);
      p.forEach((ofClass, k) => {
        const residuals = ofClass.map((share, i) => weights[i]! * (share - +(labels[i] === k)));
        designTransposeTimes(design, residuals, gradient, k * width);
      });
      return addPenalty(gradient, point);
    },
    step(gradient, tolerance) {
      const out = new Float64Array(size);
      const times = (vector: Float64Array) => hessianTimes(vector, out);
      const scale = byDiagonal(hessianDiagonal());
      const precondition = (vector: Float64Array, scaled: Float64Array) => {
        scale(vector, scaled);
        centreClasses(scaled, width);
      };
      return conjugateGradients({ times, precondition, checkpoint }, gradient, tolerance);
    },
  };
}
