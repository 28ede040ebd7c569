import type { Checkpoint } from "../../core/checkpoint.js";
import { dotProduct } from "./dot-product.js";

/** A convex, twice differentiable function to be minimised. It remembers where it was asked last. */
export interface NewtonProblem {
  /** The value at a point; `gradient` and `step` then speak of that point. */
  objective(point: Float64Array): number;
  gradient(): Float64Array;
  /** Solve Hessian · s = gradient, at least to a residual of `tolerance` times the gradient. */
  step(gradient: Float64Array, tolerance: number): Promise<Float64Array>;
}

export interface Minimum {
  readonly point: Float64Array;
  readonly objective: number;
  readonly iterations: number;
  readonly converged: boolean;
  /**
   * The steps never came to shrink as steps near a minimum do: there is likely none, and the
   * function only falls towards a limit far away.
   */
  readonly runsAway: boolean;
}

const MAX_ITERATIONS = 100;
/** Half the squared Newton decrement is the gap to the minimum; so small a share of it is rounding. */
const GAP = 1e-12;

/**
 * Minimise by Newton's method with step halving, until the Newton decrement says that the objective
 * is within 1e-12 of its minimum, relatively. Unlike the gradient the decrement has no unit: a
 * feature in cents is treated like one in millions.
 *
 *     decrement² = gᵀ H⁻¹ g,   x ← x − t H⁻¹ g,   t = 1, 1/2, ... until the objective falls
 *
 * @param floor an objective as small as this is as good as its limit
 * @see Boyd, Vandenberghe (2004), "Convex Optimization", section 9.5
 */
export async function minimiseByNewton(
  problem: NewtonProblem,
  start: Float64Array,
  { floor, checkpoint }: { readonly floor: number; readonly checkpoint: Checkpoint },
): Promise<Minimum> {
  let point = start;
  let objective = problem.objective(point);
  let decrement = Infinity;
  let firstNorm = 0;
  for (let iterations = 1; iterations <= MAX_ITERATIONS; iterations++) {
    await checkpoint();
    const gradient = problem.gradient();
    const norm = largest(gradient);
    if (iterations === 1) firstNorm = norm;
    // A rough step will do far from the minimum; near it, the step gets more exact.
    const tolerance = Math.max(1e-4, Math.min(0.1, firstNorm > 0 ? norm / firstNorm : 0));
    const step = await problem.step(gradient, tolerance);
    const before = decrement;
    decrement = dotProduct(gradient, step);
    const [nextPoint, nextObjective] = walk(problem, point, objective, step, decrement);
    const stuck = nextPoint === point;
    [point, objective] = [nextPoint, nextObjective];
    const near = decrement <= 2 * GAP * Math.abs(objective);
    const runsAway = objective <= floor || (iterations > 12 && decrement > 0.1 * before);
    if (near || stuck || objective <= floor) {
      const converged = near || decrement <= 1e-8 * Math.abs(objective);
      return { point, objective, iterations, converged, runsAway: runsAway && !stuck };
    }
  }
  return { point, objective, iterations: MAX_ITERATIONS, converged: false, runsAway: true };
}

/** The largest magnitude. */
function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Go along the step, halving it until the objective falls enough; the same point where it cannot. */
function walk(
  problem: NewtonProblem,
  point: Float64Array,
  objective: number,
  step: Float64Array,
  decrement: number,
): [Float64Array, number] {
  for (let t = 1; t > 1e-10; t /= 2) {
    const trial = point.map((value, j) => value - t * step[j]!);
    const value = problem.objective(trial);
    if (value <= objective - 1e-4 * t * decrement) return [trial, value];
    // At the last digits of the objective nothing falls any more; a full step is still the best.
    if (t === 1 && decrement <= 1e-10 * Math.abs(objective) && value <= objective * (1 + 1e-14)) {
      return [trial, value];
    }
  }
  problem.objective(point);
  return [point, objective];
}
