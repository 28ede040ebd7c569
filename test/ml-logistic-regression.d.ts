declare module "ml-logistic-regression" {
  import type { Matrix } from "ml-matrix";

  /** Only what the peer test asks of it; the package brings no types. */
  export default class LogisticRegression {
    constructor(options: { readonly numSteps: number; readonly learningRate: number });
    train(features: Matrix, labels: Matrix): void;
    readonly classifiers: readonly { readonly weights: Matrix }[];
  }
}
