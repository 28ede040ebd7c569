import type { Checkpoint } from "../../core/checkpoint.js";
import { UndefinedError } from "../../core/errors.js";
import { designNames, designWidth, type DesignMatrix } from "../../features/design-matrix.js";
import type { Classifier, FittedClassifier, TrainingSet } from "../classifier.js";
import { designTimes } from "../design-products.js";
import { choleskyInPlace, choleskyInverseDiagonal } from "../solve/cholesky.js";
import { minimiseByNewton, type Minimum } from "../solve/newton.js";
import { binaryProblem } from "./binary-problem.js";
import { softmaxInPlace } from "./softmax.js";
import { centreClasses, softmaxProblem } from "./softmax-problem.js";

export interface LogisticRegressionOptions {
  /** Inverse strength of the L2 penalty, > 0; null for no penalty. */
  readonly c: number | null;
}

/** The numbers of a fitted logistic regression. */
export interface LogisticCoefficients {
  readonly columns: readonly string[];
  /** One for two classes (the log-odds of the second), else one a class, with sum 0. */
  readonly intercepts: readonly number[];
  /** For each intercept the weights of the columns. */
  readonly weights: readonly (readonly number[])[];
}

export interface FittedLogisticRegression extends FittedClassifier, LogisticCoefficients {
  /** Σ w log-loss + ‖weights‖² / (2 C) at the end. */
  readonly objective: number;
  readonly iterations: number;
  readonly converged: boolean;
  /**
   * Of [intercept, weights...], by the inverse of the Hessian; NaN where a column is a combination
   * of others. Null under a penalty, which biases them, for more than two classes, and for more
   * than 500 columns.
   */
  readonly standardErrors: Float64Array | null;
}

/** The penalty for data that has no best fit without one: weak enough to let the classes part. */
const GUARD_C = 1e4;
/** Standard errors take the whole inverse, columns³ products. */
const WIDEST_WITH_ERRORS = 501;

/**
 * Logistic regression, by the maximum of the L2-penalised likelihood; two classes by the log-odds
 * of the second, more by the multinomial model.
 *
 *     minimise Σ_i w_i log-loss_i + ‖weights‖² / (2 C)      intercepts are not penalised
 *
 * Newton's method to convergence, so that the answer is the minimiser and not where a slower method
 * stopped. Without a penalty classes that a plane parts have no minimiser: then a penalty with
 * C = 10,000 steps in, and the notes say so.
 *
 * A step takes O(rows · terms²) time, plus columns³ / 6 up to 2000 columns.
 * @see Hastie, Tibshirani, Friedman (2009), "The Elements of Statistical Learning", section 4.4
 */
export function logisticRegression({ c }: LogisticRegressionOptions): Classifier {
  return {
    fit: (training, _random, checkpoint) => fitLogisticRegression(training, c, checkpoint),
  };
}

/**
 * Fit a logistic regression.
 *
 * @param c inverse strength of the penalty, or null for none
 * @throws {UndefinedError} when only one class occurs
 */
export async function fitLogisticRegression(
  training: TrainingSet,
  c: number | null,
  checkpoint: Checkpoint,
): Promise<FittedLogisticRegression> {
  if (new Set(training.labels).size < 2) {
    throw new UndefinedError("a classifier needs rows of at least two classes");
  }
  const minimum = await minimise(training, c, checkpoint);
  if (c === null && minimum.runsAway) {
    const guarded = await minimise(training, GUARD_C, checkpoint);
    return fitted(training, guarded, null, [
      `some columns give a class away, so there is no best fit without a penalty: used C = ${GUARD_C}`,
    ]);
  }
  const notes = minimum.converged
    ? []
    : [`the fit had not converged after ${minimum.iterations} iterations`];
  const hasErrors =
    c === null && training.classCount === 2 && minimum.point.length <= WIDEST_WITH_ERRORS;
  const errors = hasErrors ? standardErrors(training, minimum, checkpoint) : null;
  return fitted(training, minimum, errors, notes);
}

function minimise(
  training: TrainingSet,
  c: number | null,
  checkpoint: Checkpoint,
): Promise<Minimum> {
  const { design, labels, classCount, weights } = training;
  const lambda = c === null ? 0 : 1 / c;
  const width = designWidth(design) + 1;
  const totals = new Float64Array(classCount);
  labels.forEach((label, i) => (totals[label]! += weights[i]!));
  const total = totals.reduce((sum, value) => sum + value, 0);
  // A class without rows starts (and, unpenalised as its intercept is, ends) at next to nothing.
  const logShare = (k: number) => Math.log(Math.max(totals[k]! / total, 1e-9));
  // Without a penalty, a loss of a billionth a row can only be on its way to 0.
  const options = { floor: c === null ? 1e-9 * total : 0, checkpoint };
  if (classCount === 2) {
    const start = new Float64Array(width);
    start[0] = logShare(1) - logShare(0);
    return minimiseByNewton(binaryProblem(training, lambda, checkpoint), start, options);
  }
  const start = new Float64Array(width * classCount);
  for (let k = 0; k < classCount; k++) start[k * width] = logShare(k);
  centreClasses(start, width);
  return minimiseByNewton(softmaxProblem(training, lambda, checkpoint), start, options);
}

function standardErrors(training: TrainingSet, minimum: Minimum, checkpoint: Checkpoint) {
  const problem = binaryProblem(training, 0, checkpoint);
  problem.objective(minimum.point);
  return choleskyInverseDiagonal(choleskyInPlace(problem.hessian())).map(Math.sqrt);
}

function fitted(
  { design, classCount }: TrainingSet,
  { point, objective, iterations, converged }: Minimum,
  errors: Float64Array | null,
  notes: readonly string[],
): FittedLogisticRegression {
  const width = designWidth(design) + 1;
  const forms = classCount === 2 ? 1 : classCount;
  const starts = Array.from({ length: forms }, (_, k) => k * width);
  const coefficients = {
    columns: designNames(design),
    intercepts: starts.map((start) => point[start]!),
    weights: starts.map((start) => [...point.subarray(start + 1, start + width)]),
  };
  return {
    ...loadLogisticRegression(coefficients),
    ...{ objective, iterations, converged, notes, standardErrors: errors },
  };
}

/** A fitted logistic regression from its numbers, as `toJSON` gave them. */
export function loadLogisticRegression(
  coefficients: LogisticCoefficients,
): FittedClassifier & LogisticCoefficients {
  const { columns, intercepts, weights } = coefficients;
  const forms = intercepts.map((intercept, k) => Float64Array.of(intercept, ...weights[k]!));
  return {
    columns,
    intercepts,
    weights,
    notes: [],
    toJSON: () => ({ columns, intercepts, weights }),
    predictProbabilities: (design) => probabilities(design, forms),
  };
}

function probabilities(design: DesignMatrix, forms: readonly Float64Array[]): Float64Array[] {
  const etas = forms.map((form) => designTimes(design, form, new Float64Array(design.rows)));
  if (etas.length > 1) {
    softmaxInPlace(etas);
    return etas;
  }
  const eta = etas[0]!;
  const sigmoid = (value: number) => 1 / (1 + Math.exp(-value)); // exact enough in both tails
  return [eta.map((value) => sigmoid(-value)), eta.map(sigmoid)];
}
