import { InputError } from "../core/errors.js";
import type { Classifier, FittedClassifier } from "./classifier.js";
import {
  loadLogisticRegression,
  logisticRegression,
  type LogisticCoefficients,
} from "./logistic/logistic-regression.js";

/** What any kind of model can be told; each takes what concerns it. */
export interface ClassifierOptions {
  /** Inverse strength of an L2 penalty; null for none. */
  readonly c: number | null;
}

interface ClassifierKind {
  readonly create: (options: ClassifierOptions) => Classifier;
  /** A fitted classifier from what its `toJSON` gave. */
  readonly load: (data: unknown) => FittedClassifier;
}

const KINDS: Readonly<Record<string, ClassifierKind>> = {
  logistic_regression: {
    create: logisticRegression,
    load: (data) => loadLogisticRegression(data as LogisticCoefficients),
  },
};

/** The kinds of model that can be trained, by name. */
export const classifierNames: readonly string[] = Object.keys(KINDS);

/** Kinds that the plan has and this version has not. */
const LATER = ["decision_tree", "random_forest", "gradient_boosting", "svm", "auto"];

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
