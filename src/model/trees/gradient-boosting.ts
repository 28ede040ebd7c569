import type { Checkpoint } from "../../core/checkpoint.js";
import { UndefinedError } from "../../core/errors.js";
import type { Random } from "../../core/random.js";
import { rowsWhere } from "../../core/select-rows.js";
import { designNames, type DesignMatrix } from "../../features/design-matrix.js";
import type { Classifier, FittedClassifier, TrainingSet } from "../classifier.js";
import { stratifiedFolds } from "../stratified-folds.js";
import { binDesign } from "./bin-design.js";
import { selectBinnedRows, type BinnedColumn } from "./binned-column.js";
import { BOOSTING_DEFAULTS, checkedBoosting } from "./boosted-trees.js";
import {
  baseScores,
  boostingRounds,
  probabilitiesOf,
  type BoostingRows,
} from "./boosting-rounds.js";
import { addDesignTree, designRows, designTree, type DesignTree } from "./design-tree.js";
import { featureCount, type MaxFeatures } from "./draw-columns.js";
import { parseTree, treeText } from "./tree-text.js";
import { addTreeScores, type Tree } from "./tree.js";

export interface GradientBoostingOptions {
  readonly trees: number;
  readonly depth: number;
  readonly learningRate: number;
  readonly minRows: number;
  readonly maxFeatures: MaxFeatures;
  /** Stop when held-out rows have gained nothing for so many rounds; null for all rounds. */
  readonly patience: number | null;
}

/** Boosted trees as plain data. */
export interface BoostedDocument {
  /** The columns of the design that the trees ask, by their places. */
  readonly columns: readonly string[];
  /** Scores before any tree: the log odds of the second of two classes, else one a class. */
  readonly base: readonly number[];
  /** A tree a score, round by round: see `treeText`. */
  readonly rounds: readonly (readonly string[])[];
}

/** One row of so many is held out for early stopping. */
const HELD_OUT = 10;

/**
 * Gradient boosting over bins: see `boostingRounds`. Leaves are Newton steps with an L2 penalty of 1.
 * With `patience`, a tenth of the rows, stratified, is held out; the rounds end when its log loss has
 * not fallen for so many of them, and the best number of rounds is kept.
 *
 * O(trees · classes · rows · columns · depth) at most.
 * @see Friedman (2001), "Greedy function approximation: a gradient boosting machine", Annals of
 *   Statistics 29(5); Chen, Guestrin (2016), "XGBoost: a scalable tree boosting system", KDD
 */
export function gradientBoosting(options: GradientBoostingOptions): Classifier {
  return { fit: (training, random, checkpoint) => fit(training, options, random, checkpoint) };
}

async function fit(
  training: TrainingSet,
  { learningRate, maxFeatures, patience, ...limits }: GradientBoostingOptions,
  random: Random,
  checkpoint: Checkpoint,
): Promise<FittedClassifier> {
  const { design, labels } = training;
  const settings = checkedBoosting({ ...BOOSTING_DEFAULTS, ...limits, shrinkage: learningRate });
  if (new Set(labels).size < 2) {
    throw new UndefinedError("a classifier needs rows of at least two classes");
  }
  const { columns, asked } = binDesign(design);
  await checkpoint();
  const featuresPerNode = featureCount(maxFeatures, columns.length);
  const held = patience === null ? null : holdOut(training, random);
  const learnt = rowsOf(training, columns, held === null ? null : (row) => !held(row));
  const watched =
    held && patience !== null
      ? watch(rowsOf(training, columns, held), baseScores(learnt), patience)
      : null;
  const rounds: Tree[][] = [];
  for (const round of boostingRounds(learnt, { ...settings, featuresPerNode }, random)) {
    rounds.push(round);
    await checkpoint();
    if (rounds.length === settings.trees || watched?.add(round) === true) break;
  }
  const kept = watched === null ? rounds : rounds.slice(0, watched.best());
  const trees = kept.map((round) => round.map((tree) => designTree(tree, asked)));
  const notes =
    watched !== null && rounds.length < settings.trees
      ? [
          `boosting stopped after ${rounds.length} of ${settings.trees} rounds and kept ${kept.length}: held-out rows gained no more`,
        ]
      : [];
  return fitted(designNames(design), baseScores(learnt), trees, notes);
}

/** Boosted trees from what their `toJSON` gave. */
export function loadGradientBoosting({ columns, base, rounds }: BoostedDocument): FittedClassifier {
  return fitted(
    columns,
    base,
    rounds.map((round) => round.map(parseTree)),
    [],
  );
}

function fitted(
  columns: readonly string[],
  base: readonly number[],
  rounds: readonly (readonly DesignTree[])[],
  notes: readonly string[],
): FittedClassifier {
  return {
    notes,
    toJSON: () =>
      ({
        columns,
        base,
        rounds: rounds.map((round) => round.map(treeText)),
      }) satisfies BoostedDocument,
    predictProbabilities: (design) => probabilities(design, base, rounds),
  };
}

function probabilities(
  design: DesignMatrix,
  base: readonly number[],
  rounds: readonly (readonly DesignTree[])[],
): Float64Array[] {
  const rows = designRows(design);
  const scores = base.map((start) => new Float64Array(design.rows).fill(start));
  for (const round of rounds) {
    round.forEach((tree, form) => {
      addDesignTree(tree, rows, [scores[form]!]);
    });
  }
  const ofClasses = probabilitiesOf(scores);
  return ofClasses.length > 1 ? ofClasses : [ofClasses[0]!.map((p) => 1 - p), ofClasses[0]!];
}

/** Which rows are held out; none where a class has too few rows to spare one. */
function holdOut(
  { labels, classCount }: TrainingSet,
  random: Random,
): ((row: number) => boolean) | null {
  const classes = Array.from({ length: classCount }, (_, k) => String(k));
  const counts = classes.map((_, k) => labels.filter((label) => label === k).length);
  if (counts.some((count) => count > 0 && count < HELD_OUT)) return null;
  const folds = stratifiedFolds(labels, { k: HELD_OUT, classes, random });
  return (row) => folds[row] === 0;
}

function rowsOf(
  { labels, weights, classCount }: TrainingSet,
  columns: readonly BinnedColumn[],
  isWanted: ((row: number) => boolean) | null,
): BoostingRows & { readonly weights: Float64Array } {
  if (isWanted === null) return { columns, labels, weights, classCount };
  const rows = rowsWhere(labels.length, isWanted);
  return {
    columns: selectBinnedRows(columns, rows),
    labels: Int32Array.from(rows, (row) => labels[row]!),
    weights: Float64Array.from(rows, (row) => weights[row]!),
    classCount,
  };
}

/** Keep the log loss of held-out rows, round by round. */
function watch(
  held: BoostingRows & { readonly weights: Float64Array },
  base: readonly number[],
  patience: number,
) {
  const { columns, labels, weights } = held;
  const scores = base.map((start) => new Float64Array(labels.length).fill(start));
  let [rounds, best, least] = [0, 0, Infinity];
  return {
    /** Whether it is time to stop. */
    add(round: readonly Tree[]): boolean {
      round.forEach((tree, form) => {
        addTreeScores(tree, columns, scores[form]!);
      });
      rounds += 1;
      const loss = logLoss(probabilitiesOf(scores), labels, weights);
      if (loss < least - 1e-9) [best, least] = [rounds, loss];
      return rounds - best >= patience;
    },
    /** After how many rounds it was least. */
    best: () => best,
  };
}

function logLoss(
  p: readonly Float64Array[],
  labels: ArrayLike<number>,
  weights: Float64Array,
): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    const given = p.length > 1 ? p[label]![row]! : label === 1 ? p[0]![row]! : 1 - p[0]![row]!;
    sum -= weights[row]! * Math.log(Math.max(given, 1e-15));
  }
  return sum / weights.reduce((total, weight) => total + weight, 0);
}
