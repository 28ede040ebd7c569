import { UndefinedError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import { randomOrder } from "../../stats/resampling/shuffle.js";
import { softmaxInPlace } from "../logistic/softmax.js";
import type { BinnedColumn } from "./binned-column.js";
import { columnCandidates } from "./draw-columns.js";
import { growTree } from "./grow-tree.js";
import { histogramPlan } from "./histogram.js";
import { newtonCriterion, type SplitLimits } from "./newton-criterion.js";
import { addTreeScores, type Tree } from "./tree.js";

export interface RoundOptions extends SplitLimits {
  /** Questions between root and leaf, at most. */
  readonly depth: number;
  /** What the value of a leaf is multiplied by. */
  readonly shrinkage: number;
  /** Share of the rows, and of the columns, that each round learns from; in (0, 1]. */
  readonly rowShare: number;
  readonly columnShare: number;
  /** How many columns each node asks, drawn anew; all of the round without it. */
  readonly featuresPerNode?: number;
}

/** Rows to learn from. */
export interface BoostingRows {
  readonly columns: readonly BinnedColumn[];
  /** The class of each row, 0 ≤ label < classCount. */
  readonly labels: ArrayLike<number>;
  readonly classCount: number;
  /** What each row counts for, > 0; 1 for all without it. */
  readonly weights?: Float64Array | undefined;
}

/**
 * The scores before any tree: the log odds of class 1 of two, else the log share of each class.
 *
 * @throws {UndefinedError} when only one class occurs
 */
export function baseScores({ labels, classCount, weights }: BoostingRows): number[] {
  const totals = new Float64Array(classCount);
  for (let row = 0; row < labels.length; row++) totals[labels[row]!]! += weights?.[row] ?? 1;
  if (totals.filter((total) => total > 0).length < 2) {
    throw new UndefinedError("only one class occurs");
  }
  const sum = totals.reduce((all, total) => all + total, 0);
  if (classCount === 2) return [Math.log(totals[1]! / totals[0]!)];
  // A class without rows starts at next to nothing.
  return Array.from(totals, (total) => Math.log(Math.max(total / sum, 1e-9)));
}

/**
 * Gradient boosting: round after round of trees that follow the gradient of the log loss, each by a
 * Newton step. With F the scores so far, of two classes one tree a round, p = 1 / (1 + exp(−F)):
 *
 *     gradient w (p − y)        Hessian w p (1 − p)
 *
 * and of K > 2 classes a tree a class, p = softmax(F), the Hessian K / (K − 1) as large, which makes
 * up for steps that all classes take at once.
 *
 * @param random needed only for shares below 1
 * @returns the trees of each round, for as long as they are asked for
 * @see Friedman (2001), "Greedy function approximation: a gradient boosting machine", Annals of
 *   Statistics 29(5), 1189–1232
 */
export function* boostingRounds(
  training: BoostingRows,
  options: RoundOptions,
  random: Random,
): Generator<Tree[], never> {
  const { columns, labels } = training;
  const rows = labels.length;
  const criterion = newtonCriterion(options, options.shrinkage);
  const plan = histogramPlan(columns, criterion.stride);
  const scores = baseScores(training).map((base) => new Float64Array(rows).fill(base));
  const scratch = { rows: new Int32Array(rows), steps: new Float64Array(2 * rows) };
  const [everyRow, everyColumn] = [ascending(rows), ascending(columns.length)];
  for (;;) {
    const drawn = share(everyRow, options.rowShare, random);
    const asked = share(everyColumn, options.columnShare, random);
    const growth = {
      ...{ criterion, depth: options.depth },
      ...columnCandidates(asked, options.featuresPerNode ?? asked.length, random),
    };
    const probabilities = probabilitiesOf(scores);
    yield scores.map((ofClass, form) => {
      const label = scores.length === 1 ? 1 : form;
      const steps = stepsOf(drawn, training, probabilities[form]!, label);
      const tree = growTree(plan, { rows: drawn.slice(), steps }, growth, scratch);
      addTreeScores(tree, columns, ofClass);
      return tree;
    });
  }
}

/** Scores to probabilities: of class 1 where there is one score a row, else of each class. */
export function probabilitiesOf(scores: readonly Float64Array[]): Float64Array[] {
  const [only, ...others] = scores;
  if (others.length === 0) return [only!.map((score) => 1 / (1 + Math.exp(-score)))];
  const probabilities = scores.map((ofClass) => ofClass.slice());
  softmaxInPlace(probabilities);
  return probabilities;
}

function ascending(n: number): Int32Array {
  return new Int32Array(n).map((_, i) => i);
}

/** A part of some numbers, as large as the share says and not empty, in their order. */
function share(all: Int32Array, part: number, random: Random): Int32Array {
  if (part === 1) return all;
  const size = Math.max(1, Math.round(part * all.length));
  const places = randomOrder(all.length, random).subarray(0, size).sort();
  return Int32Array.from(places, (place) => all[place]!);
}

/** Gradient and Hessian of the log loss at the scores so far, side by side. */
function stepsOf(
  rows: Int32Array,
  { labels, weights, classCount }: BoostingRows,
  probabilities: Float64Array,
  label: number,
): Float64Array {
  const curvature = classCount === 2 ? 1 : classCount / (classCount - 1);
  const steps = new Float64Array(2 * rows.length);
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place]!;
    const p = probabilities[row]!;
    const weight = weights?.[row] ?? 1;
    steps[2 * place] = weight * (p - Number(labels[row] === label));
    steps[2 * place + 1] = weight * curvature * p * (1 - p);
  }
  return steps;
}
