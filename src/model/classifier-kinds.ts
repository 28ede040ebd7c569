import { InputError } from "../core/errors.js";
import type { Classifier, FittedClassifier } from "./classifier.js";
import {
  loadLogisticRegression,
  logisticRegression,
  type LogisticCoefficients,
} from "./logistic/logistic-regression.js";

import type { Impurity } from "./trees/class-criterion.js";
import {
  decisionTree,
  loadForest,
  randomForest,
  type ForestDocument,
} from "./trees/class-forest.js";
import type { MaxFeatures } from "./trees/draw-columns.js";
import {
  gradientBoosting,
  loadGradientBoosting,
  type BoostedDocument,
} from "./trees/gradient-boosting.js";

/** What any kind of model can be told; each takes what concerns it. */
export interface ClassifierOptions {
  /** Inverse strength of an L2 penalty; null for none. */
  readonly c: number | null;
  /** Trees: how many, how deep (Infinity for no limit), the fewest rows of a leaf. */
  readonly trees?: number | undefined;
  readonly depth?: number | undefined;
  readonly minLeaf?: number | undefined;
  readonly maxFeatures?: MaxFeatures | undefined;
  /** Of boosting: what each tree is multiplied by, above 0 up to 1. */
  readonly learningRate?: number | undefined;
  /** Of boosting: rounds without a gain on held-out rows after which it stops. */
  readonly patience?: number | undefined;
  /** Of decision trees and forests. */
  readonly criterion?: Impurity | undefined;
}

interface ClassifierKind {
  readonly create: (options: ClassifierOptions) => Classifier;
  /** Whether it matters to it on what scale a number is. */
  readonly needsScaling: boolean;
  /** A fitted classifier from what its `toJSON` gave. */
  readonly load: (data: unknown) => FittedClassifier;
}

const KINDS: Readonly<Record<string, ClassifierKind>> = {
  logistic_regression: {
    create: logisticRegression,
    needsScaling: true,
    load: (data) => loadLogisticRegression(data as LogisticCoefficients),
  },
  decision_tree: {
    create: (options) =>
      decisionTree({
        depth: depthOf(options, 5),
        minRows: options.minLeaf ?? 10,
        maxFeatures: options.maxFeatures ?? "all",
        impurity: options.criterion ?? "gini",
      }),
    needsScaling: false,
    load: (data) => loadForest(data as ForestDocument),
  },
  random_forest: {
    create: (options) =>
      randomForest({
        trees: options.trees ?? 200,
        depth: depthOf(options, Infinity),
        minRows: options.minLeaf ?? 1,
        maxFeatures: options.maxFeatures ?? "sqrt",
        impurity: options.criterion ?? "gini",
      }),
    needsScaling: false,
    load: (data) => loadForest(data as ForestDocument),
  },
  gradient_boosting: {
    create: (options) =>
      gradientBoosting({
        trees: options.trees ?? 100,
        depth: options.depth ?? 3,
        learningRate: options.learningRate ?? 0.1,
        minRows: options.minLeaf ?? 1,
        maxFeatures: options.maxFeatures ?? "all",
        patience: options.patience ?? null,
      }),
    needsScaling: false,
    load: (data) => loadGradientBoosting(data as BoostedDocument),
  },
};

function depthOf({ depth }: ClassifierOptions, preset: number): number | null {
  const most = depth ?? preset;
  return most === Infinity ? null : most;
}

/** The kinds of model that can be trained, by name. */
export const classifierNames: readonly string[] = Object.keys(KINDS);

/** Kinds that the plan has and this version has not. */
const LATER = ["svm", "auto"];

/**
 * The kind of model of that name.
 *
 * @throws {InputError} when there is none
 */
export function classifierKind(name: string): ClassifierKind {
  const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (kind !== undefined) return kind;
  const what = LATER.includes(name)
    ? `model "${name}" comes with a later version`
    : `there is no model "${name}"`;
  throw new InputError(what, { where: "model", fix: `use ${classifierNames.join(" or ")}` });
}
