import type { Random } from "../../core/random.js";
import { randomOrder } from "../../stats/resampling/shuffle.js";
import { rocAuc } from "../../stats/scores/roc-auc.js";
import type { BinnedColumn } from "../trees/binned-column.js";
import { boostedScores, type BoostedTrees } from "../trees/boosted-trees.js";

/** Rows that the trees have not learnt from. */
export interface ScoredRows {
  readonly columns: readonly BinnedColumn[];
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
}

/**
 * How much the trees lean on each column: by how much the area under the ROC curve of held-out rows
 * drops when the values of that column alone are shuffled among them. Of columns that say the same,
 * each takes a part.
 *
 * @returns a difference of areas for each column: 0 where no tree asks it, a little below 0 by chance
 *
 * O(rows · trees that ask the column), for each column asked.
 * @see Breiman (2001), "Random forests", Machine Learning 45(1), section 10
 */
export function permutationImportance(
  { trees }: BoostedTrees,
  { columns, labels, scores }: ScoredRows,
  random: Random,
): Float64Array {
  const auc = rocAuc(labels, scores);
  return Float64Array.from(columns, (column, place) => {
    const asking = trees.filter((tree) => tree.column.includes(place));
    if (asking.length === 0) return 0;
    const { codes } = column;
    const shuffled = Uint8Array.from(randomOrder(codes.length, random), (row) => codes[row]!);
    const part = { base: 0, trees: asking };
    const before = boostedScores(part, columns);
    const after = boostedScores(part, columns.with(place, { ...column, codes: shuffled }));
    return (
      auc -
      rocAuc(
        labels,
        scores.map((score, row) => score - before[row]! + after[row]!),
      )
    );
  });
}
