import { InputError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";

/** How far a row of probabilities may be from adding up to 1: rounded to three decimals, say. */
const SLACK = 1e-2;

/**
 * Check rows of a true class and a probability for each class.
 *
 * @param classes n ≥ 1 class numbers, 0 to k − 1
 * @param probabilities n rows of k ≥ 2 probabilities
 * @returns k
 * @throws {InputError} when the two differ in length or nothing is there, a class is not the number
 *   of a column, a probability lies outside [0, 1], or a row does not add up to 1 within 0.01
 */
export function checkClassProbabilities(classes: Sample, probabilities: readonly Sample[]): number {
  const n = classes.length;
  const k = probabilities[0]?.length ?? 0;
  if (n !== probabilities.length || n === 0) {
    throw new InputError(`${n} classes for ${probabilities.length} rows of probabilities`, {
      fix: "give one row of probabilities for each class, and at least one",
    });
  }
  probabilities.forEach((row, i) => {
    if (row.length !== k || k < 2) {
      throw new InputError(`row ${i} holds ${row.length} probabilities, the first ${k}`, {
        where: `probabilities[${i}]`,
        fix: "give one probability for each of at least two classes",
      });
    }
    const own = classes[i]!;
    if (!(Number.isInteger(own) && own >= 0 && own < k)) {
      throw new InputError(`class ${own} is not the number of a column`, {
        where: `classes[${i}]`,
        fix: `give class numbers from 0 to ${k - 1}`,
      });
    }
    checkRow(row, i);
  });
  return k;
}

function checkRow(row: Sample, i: number): void {
  const copy = Float64Array.from(row);
  const sum = copy.reduce((total, p) => total + p);
  const outside = copy.findIndex((p) => !(p >= 0 && p <= 1));
  if (outside !== -1 || Math.abs(sum - 1) > SLACK) {
    const what =
      outside === -1
        ? `row ${i} adds up to ${sum}`
        : `probability ${copy[outside]!} lies outside [0, 1]`;
    throw new InputError(what, {
      where: `probabilities[${i}]${outside === -1 ? "" : `[${outside}]`}`,
      fix: "give probabilities that add up to 1 in each row",
    });
  }
}
