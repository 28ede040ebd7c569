import { InputError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import type { BinaryCounts } from "./binary-metrics.js";

/**
 * Rows of two classifiers, counted by kind: eight counts, that of the true class y and the predictions
 * a and b at 4 y + 2 a + b. All that scores made of confusion matrices can know of two models.
 */
export type PairedCells = Float64Array;

/**
 * Count the rows of two classifiers by kind.
 *
 * @param labels n ≥ 1 true classes, 0 or 1
 * @param a n predictions of the first, 0 or 1
 * @param b n predictions of the second, 0 or 1
 * @throws {InputError} when the lengths differ, nothing is there, or a value is neither 0 nor 1
 * @example pairedCells([1, 0], [1, 0], [0, 0]) // Float64Array.of(1, 0, 0, 0, 0, 0, 1, 0)
 */
export function pairedCells(labels: Sample, a: Sample, b: Sample): PairedCells {
  if (labels.length !== a.length || labels.length !== b.length) {
    throw new InputError(
      `${labels.length} labels for ${a.length} and ${b.length} predictions of two models`,
      { fix: "give one prediction of each model for each label" },
    );
  }
  if (labels.length === 0) {
    throw new InputError("there is no row to score", { fix: "give at least one row" });
  }
  const cells = new Float64Array(8);
  for (let row = 0; row < labels.length; row++) {
    for (const [name, column] of Object.entries({ labels, a, b })) {
      if (column[row] === 0 || column[row] === 1) continue;
      throw new InputError(`${name}[${row}] is ${column[row]!}, neither 0 nor 1`, {
        where: `${name}[${row}]`,
        fix: "mark the positive class with 1 and the other with 0",
      });
    }
    cells[4 * labels[row]! + 2 * a[row]! + b[row]!]! += 1;
  }
  return cells;
}

/** The confusion matrix of the first model. */
export function countsOfA(cells: PairedCells): BinaryCounts {
  return {
    trueNegatives: cells[0]! + cells[1]!,
    falsePositives: cells[2]! + cells[3]!,
    falseNegatives: cells[4]! + cells[5]!,
    truePositives: cells[6]! + cells[7]!,
  };
}

/** The confusion matrix of the second model. */
export function countsOfB(cells: PairedCells): BinaryCounts {
  return {
    trueNegatives: cells[0]! + cells[2]!,
    falsePositives: cells[1]! + cells[3]!,
    falseNegatives: cells[4]! + cells[6]!,
    truePositives: cells[5]! + cells[7]!,
  };
}
