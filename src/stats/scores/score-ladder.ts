import { UndefinedError } from "../../core/errors.js";
import type { Sample } from "../../core/sample.js";
import { type PooledCounts, poolSamples } from "../pooled-counts.js";
import { checkBinary } from "./check-binary.js";

/**
 * The scores of both classes on one ladder: every distinct score, ascending, with the number of
 * positives (`x`) and negatives (`y`) that have it. Ranks and curves read it off in one walk, and tied
 * scores stay together.
 *
 * @param labels n labels, 1 for the positive class, 0 for the other
 * @param scores n scores, higher for the positive class
 * @throws {InputError} when the lengths differ, a label is neither 0 nor 1, or a score is NaN
 * @throws {UndefinedError} when only one class occurs
 *
 * O(n log n).
 */
export function scoreLadder(labels: Sample, scores: Sample): PooledCounts {
  const { positives, negatives } = byClass(labels, scores);
  return poolSamples(positives, negatives);
}

/** The scores of the positive rows and of the others, each in the order of the rows. */
export function byClass(
  labels: Sample,
  scores: Sample,
): { readonly positives: Float64Array; readonly negatives: Float64Array } {
  checkBinary(labels, scores);
  const ofClass = (label: number) =>
    Float64Array.from(scores).filter((_, row) => labels[row] === label);
  const [positives, negatives] = [ofClass(1), ofClass(0)];
  if (positives.length === 0 || negatives.length === 0) {
    throw new UndefinedError("a ranking of two classes is undefined: only one class occurs", {
      fix: "score rows of both classes",
    });
  }
  return { positives, negatives };
}
