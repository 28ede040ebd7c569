import { InputError } from "../core/errors.js";
import type { Random } from "../core/random.js";
import { shuffle } from "../stats/resampling/shuffle.js";

/**
 * Deal rows to k folds so that each has its share of every class: within a class the rows are
 * shuffled, then dealt like cards, the next class going on where the last one stopped. So for each
 * class the counts of two folds differ by at most 1, and so do the sizes of two folds.
 *
 * @param labels the class of each row, 0 ≤ label < classCount
 * @returns the fold of each row, 0 ≤ fold < k
 * @throws {InputError} when k < 2, or a class that occurs has fewer than k rows
 */
export function stratifiedFolds(
  labels: Int32Array,
  {
    k,
    classes,
    random,
  }: { readonly k: number; readonly classes: readonly string[]; readonly random: Random },
): Int32Array {
  if (!Number.isInteger(k) || k < 2) {
    throw new InputError(`${k} folds are not enough`, { where: "folds", fix: "give 2 or more" });
  }
  const folds = new Int32Array(labels.length);
  let next = 0;
  classes.forEach((name, label) => {
    const rows = rowsOf(labels, label);
    if (rows.length > 0 && rows.length < k) {
      throw new InputError(`class "${name}" has ${rows.length} rows, fewer than the ${k} folds`, {
        where: "labels",
        fix: rows.length < 2 ? "give more rows of that class" : `use ${rows.length} folds at most`,
      });
    }
    for (const row of shuffle(rows, random)) folds[row] = next++ % k;
  });
  return folds;
}

function rowsOf(labels: Int32Array, label: number): number[] {
  const rows: number[] = [];
  labels.forEach((value, row) => {
    if (value === label) rows.push(row);
  });
  return rows;
}
