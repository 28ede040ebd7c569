import { logBinomialCoefficient } from "../stats/distributions/log-binomial-coefficient.js";
import { normalIsf, normalQuantile } from "../stats/distributions/normal.js";
import type { BinNode } from "./bin-tree.js";

/** Tails below it are taken for it: |z| stays below 30, which is more than any alarm needs. */
const SMALLEST_TAIL = 1e-190;

/**
 * Turns the counts of a batch into scores that are exactly independent and standard normal as long as
 * nothing changes, whatever the distribution of the data. At each node, given how many rows of the
 * batch came to it, the number of those on its right is hypergeometric once the totals that include
 * the batch are given; its randomised probability is uniform.
 *
 *     X ~ hypergeometric(marked R, others L, draws l + r)      R, L: totals right and left, batch included
 *     u = P(X < r) + V P(X = r),  z = Φ⁻¹(u)                   r, l: the batch
 *
 * Where only one count is possible, u = V: to skip the node would make what is seen depend on the totals.
 *
 * @see Vovk, Gammerman, Shafer (2005), "Algorithmic learning in a random world", chapter 8
 */
export class NodeScores {
  /** Of the last batch: standard normal and independent, over nodes and batches, without a change. */
  readonly z: Float64Array;
  /** 1 where the counts said something, 0 where z is chance alone: no rows, or all on one side. */
  readonly spoke: Uint8Array;
  readonly #tree: readonly BinNode[];
  readonly #ways: Float64Array; // ln of the ways to draw what came to a node
  readonly #all: Float64Array;
  readonly #few: Float64Array;

  /** @param tree nodes in preorder */
  constructor(tree: readonly BinNode[]) {
    const past = tree.reduce((most, { to }) => Math.max(most, to), 0);
    this.#tree = tree;
    this.z = new Float64Array(tree.length);
    this.spoke = new Uint8Array(tree.length);
    this.#ways = new Float64Array(tree.length);
    this.#all = new Float64Array(past + 1);
    this.#few = new Float64Array(past + 1);
  }

  /**
   * @param totals counts of all rows so far, those of the batch included
   * @param batch counts of the batch
   * @param chance the V of a node, in (0, 1), that no data has touched
   *
   * O(bins · standard deviation of a count).
   */
  score(totals: Float64Array, batch: Float64Array, chance: (node: number) => number): void {
    const [all, few, ways] = [this.#all, this.#few, this.#ways];
    sumUp(totals, all);
    sumUp(batch, few);
    ways[0] = logBinomialCoefficient(all[all.length - 1]!, few[few.length - 1]!);
    for (let i = 0; i < this.#tree.length; i++) {
      const { from, middle, to } = this.#tree[i]!;
      const left = all[middle]! - all[from]!;
      const right = all[to]! - all[middle]!;
      const l = few[middle]! - few[from]!;
      const r = few[to]! - few[middle]!;
      const waysLeft = logBinomialCoefficient(left, l);
      const waysRight = logBinomialCoefficient(right, r);
      // In preorder the left part begins at the next node, the right one after all of the left.
      if (middle - from > 1) ways[i + 1] = waysLeft;
      if (to - middle > 1) ways[i + middle - from] = waysRight;
      const isOpen = Math.max(0, l + r - left) < Math.min(l + r, right);
      const logP = waysRight + waysLeft - ways[i]!;
      this.spoke[i] = isOpen ? 1 : 0;
      this.z[i] = isOpen
        ? randomisedScore(r, right, left, l + r, logP, chance(i))
        : normalQuantile(chance(i));
    }
  }
}

/**
 * The score of one node: Φ⁻¹ of the randomised probability of a hypergeometric count. The smaller tail
 * is the one that is summed, so that scores far out keep their digits.
 *
 * @param x marked rows drawn, one of at least two possible counts
 * @param chance V in (0, 1)
 */
export function hypergeometricScore(
  x: number,
  {
    marked,
    others,
    draws,
  }: { readonly marked: number; readonly others: number; readonly draws: number },
  chance: number,
): number {
  const logP =
    logBinomialCoefficient(marked, x) +
    logBinomialCoefficient(others, draws - x) -
    logBinomialCoefficient(marked + others, draws);
  return randomisedScore(x, marked, others, draws, logP, chance);
}

function randomisedScore(
  x: number,
  marked: number,
  others: number,
  draws: number,
  logP: number,
  chance: number,
): number {
  const p = Math.exp(logP);
  if (x * (marked + others + 2) < (draws + 1) * (marked + 1)) {
    // x is at most the mode: downwards the terms fall.
    let [term, below] = [1, 0];
    for (let i = x; i > 0; i--) {
      term *= (i / (marked - i + 1)) * ((others - draws + i) / (draws - i + 1));
      below += term;
      if (term <= below * 1e-17) break;
    }
    return normalQuantile(asTail(p * (below + chance)));
  }
  let [term, above] = [1, 0];
  for (let i = x; i < draws; i++) {
    term *= ((marked - i) / (i + 1)) * ((draws - i) / (others - draws + i + 1));
    above += term;
    if (term <= above * 1e-17) break;
  }
  return normalIsf(asTail(p * (above + (1 - chance))));
}

function asTail(probability: number): number {
  return Math.min(1, Math.max(SMALLEST_TAIL, probability));
}

/** Sums of the counts below each place. */
function sumUp(counts: Float64Array, sums: Float64Array): void {
  for (let i = 0; i + 1 < sums.length; i++) sums[i + 1] = sums[i]! + counts[i]!;
}
