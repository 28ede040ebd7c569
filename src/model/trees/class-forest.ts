import type { Checkpoint } from "../../core/checkpoint.js";
import { InputError, UndefinedError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import { designNames, type DesignMatrix } from "../../features/design-matrix.js";
import type { Classifier, FittedClassifier, TrainingSet } from "../classifier.js";
import { binDesign } from "./bin-design.js";
import { classCriterion, type ClassLimits } from "./class-criterion.js";
import { addDesignTree, designRows, designTree, type DesignTree } from "./design-tree.js";
import { columnCandidates, featureCount, type MaxFeatures } from "./draw-columns.js";
import { growTree } from "./grow-tree.js";
import { histogramPlan } from "./histogram.js";
import { parseTree, treeText } from "./tree-text.js";

/** How a tree of a forest is grown. */
export interface ClassTreeOptions extends ClassLimits {
  /** Questions between root and leaf, at most; null for no limit. */
  readonly depth: number | null;
  readonly maxFeatures: MaxFeatures;
}

export interface ForestOptions extends ClassTreeOptions {
  readonly trees: number;
}

/** A forest, or a single tree, as plain data. */
export interface ForestDocument {
  /** The columns of the design that the trees ask, by their places. */
  readonly columns: readonly string[];
  /** See `treeText`; a leaf has the share of each class. */
  readonly trees: readonly string[];
}

/**
 * A decision tree that parts classes (CART) at edges of 255 bins a column; a leaf gives the shares of
 * its classes. Not pruned: depth and the rows of a leaf keep it from following chance.
 *
 * O(rows · columns · depth).
 * @see Breiman, Friedman, Olshen, Stone (1984), "Classification and regression trees"
 */
export function decisionTree(options: ClassTreeOptions): Classifier {
  return {
    fit: (training, random, checkpoint) =>
      fitForest(training, { ...options, trees: 1 }, { random, checkpoint, bootstrap: false }),
  };
}

/**
 * A random forest: the mean of many trees, each grown on as many rows drawn with replacement, each of
 * its nodes asking a few columns drawn anew.
 *
 * O(trees · rows · columns drawn · depth).
 * @see Breiman (2001), "Random forests", Machine Learning 45(1)
 */
export function randomForest(options: ForestOptions): Classifier {
  return {
    fit: (training, random, checkpoint) =>
      fitForest(training, options, { random, checkpoint, bootstrap: true }),
  };
}

interface Chance {
  readonly random: Random;
  readonly checkpoint: Checkpoint;
  readonly bootstrap: boolean;
}

async function fitForest(
  { design, labels, classCount, weights }: TrainingSet,
  options: ForestOptions,
  { random, checkpoint, bootstrap }: Chance,
): Promise<FittedClassifier> {
  checkForest(options);
  if (new Set(labels).size < 2) {
    throw new UndefinedError("a classifier needs rows of at least two classes");
  }
  const { columns, asked } = binDesign(design);
  await checkpoint();
  const criterion = classCriterion(classCount, options);
  const plan = histogramPlan(columns, criterion.stride);
  const enough = featureCount(options.maxFeatures, columns.length);
  const growth = {
    ...{ criterion, depth: options.depth ?? Infinity },
    ...columnCandidates(Int32Array.from(columns.keys()), enough, random),
  };
  const scratch = {
    rows: new Int32Array(labels.length),
    steps: new Float64Array(2 * labels.length),
  };
  const trees: DesignTree[] = [];
  while (trees.length < options.trees) {
    const counts = bootstrap ? drawnTimes(labels.length, random) : null;
    const all = stepsOf(labels, weights, counts);
    trees.push(designTree(growTree(plan, all, growth, scratch), asked));
    await checkpoint();
  }
  return fittedForest(designNames(design), trees);
}

/** A forest from what its `toJSON` gave. */
export function loadForest({ columns, trees }: ForestDocument): FittedClassifier {
  return fittedForest(columns, trees.map(parseTree));
}

function fittedForest(columns: readonly string[], trees: readonly DesignTree[]): FittedClassifier {
  return {
    notes: [],
    toJSON: () => ({ columns, trees: trees.map(treeText) }) satisfies ForestDocument,
    predictProbabilities: (design) => meanShares(design, trees),
  };
}

function meanShares(design: DesignMatrix, trees: readonly DesignTree[]): Float64Array[] {
  const rows = designRows(design);
  const classCount = trees[0]!.outputs;
  const shares = Array.from({ length: classCount }, () => new Float64Array(design.rows));
  for (const tree of trees) addDesignTree(tree, rows, shares);
  for (let row = 0; row < design.rows; row++) {
    let total = 0; // the number of trees, but for the rounding of shares
    for (const share of shares) total += share[row]!;
    for (const share of shares) share[row]! /= total;
  }
  return shares;
}

/** How often each row comes among as many draws with replacement. */
function drawnTimes(rows: number, random: Random): Float64Array {
  const times = new Float64Array(rows);
  for (let draw = 0; draw < rows; draw++) times[Math.floor(random() * rows)]! += 1;
  return times;
}

/** Class and weight of each row that counts. */
function stepsOf(labels: Int32Array, weights: Float64Array, counts: Float64Array | null) {
  const rows = new Int32Array(labels.length);
  const steps = new Float64Array(2 * labels.length);
  let size = 0;
  for (let row = 0; row < labels.length; row++) {
    const times = counts === null ? 1 : counts[row]!;
    if (times === 0) continue;
    rows[size] = row;
    steps[2 * size] = labels[row]!;
    steps[2 * size + 1] = times * weights[row]!;
    size += 1;
  }
  return { rows: rows.slice(0, size), steps: steps.slice(0, 2 * size) };
}

function checkForest({ trees, depth, minRows }: ForestOptions): void {
  const whole = { trees, depth: depth ?? 1, "min-leaf": minRows };
  for (const [where, value] of Object.entries(whole)) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new InputError(`${where} is ${value}`, { where, fix: "give a whole number from 1 on" });
  }
}
