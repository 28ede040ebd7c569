import { normalQuantile } from "../stats/distributions/normal.js";
import type { BinNode } from "./bin-tree.js";

/** The two ways in which numbers most often change: all larger or smaller, or further apart. */
export type ContrastName = "location" | "scale";

/**
 * How the scores of the nodes of a tree are best weighted against a small shift, or a small change of
 * spread, of a normal variable cut into these bins; other shapes are seen through their ranks.
 *
 *     node a|m|b: q = (F_b − F_m) / (F_b − F_a), weight ∝ √(F_b − F_a) · q' / √(q (1 − q))
 *     q' = ((g_m − g_b)(F_b − F_a) − (F_b − F_m)(g_a − g_b)) / (F_b − F_a)²
 *     g = φ(x) for location, x φ(x) for scale, at the normal quantiles x of the shares F below the edges
 *
 * Against the scores of unbinned data they keep .945 and .639 of the information with 8 bins of equal
 * share, .861 and .368 with 4.
 *
 * @param tree its nodes
 * @param shares of all bins that the nodes speak of, at their places; they need not add up to 1, and
 *   those of bins outside of the tree do not matter
 * @returns a unit vector over the nodes; undefined where no node can see such a change
 */
export function contrast(
  name: ContrastName,
  tree: readonly BinNode[],
  shares: ArrayLike<number>,
): Float64Array | undefined {
  const below = sharesBelow(tree, shares);
  const densities = below.map((share) => {
    const x = normalQuantile(share);
    const density = Math.exp((-x * x) / 2); // its constant goes when the vector is scaled
    return density === 0 ? 0 : name === "location" ? density : x * density;
  });
  const weights = Float64Array.from(tree, ({ from, middle, to }) => {
    const [fa, fm, fb] = [below[from]!, below[middle]!, below[to]!];
    const [ga, gm, gb] = [densities[from]!, densities[middle]!, densities[to]!];
    const [all, right] = [fb - fa, fb - fm];
    if (!(right > 0 && fm > fa)) return 0; // one side is empty: nothing is expected of it
    const slope = ((gm - gb) * all - right * (ga - gb)) / (all * all);
    return (Math.sqrt(all) * slope) / Math.sqrt((right / all) * ((fm - fa) / all));
  });
  const norm = Math.hypot(...weights);
  return norm > 1e-9 ? weights.map((weight) => weight / norm) : undefined;
}

/** The share of what the tree holds below each place: 0 at its first bin, 1 past its last. */
function sharesBelow(tree: readonly BinNode[], shares: ArrayLike<number>): Float64Array {
  const first = Math.min(...tree.map(({ from }) => from));
  const past = Math.max(...tree.map(({ to }) => to));
  const sums = new Float64Array(past + 1);
  for (let bin = first; bin < past; bin++) sums[bin + 1] = sums[bin]! + shares[bin]!;
  const all = sums[past]!;
  return sums.map((sum) => (all > 0 ? Math.min(1, sum / all) : 0));
}
