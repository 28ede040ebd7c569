/** One question of the tree: of the rows in bins [from, to), how many lie in [middle, to)? */
export interface BinNode {
  readonly from: number;
  readonly middle: number;
  readonly to: number;
}

/**
 * The tree that halves a run of bins until each stands alone: [a, b) is split at ⌊(a + b) / 2⌋. With
 * the rows of a whole run given, the counts on the right at the nodes say all that the counts of the
 * bins say, and where rows are exchangeable they are independent.
 *
 * @param from first bin
 * @param to one past the last bin
 * @returns to − from − 1 nodes in preorder: a node, its left part, its right part
 */
export function halvedBins(from: number, to: number): readonly BinNode[] {
  if (to - from < 2) return [];
  const middle = Math.floor((from + to) / 2);
  return [{ from, middle, to }, ...halvedBins(from, middle), ...halvedBins(middle, to)];
}

/**
 * The tree of a column: bin 0 holds the rows without a value and is split off at the root, so that
 * missing rows are watched on their own and the rest of the tree sees values alone.
 *
 * @param bins how many bins there are, the missing one included; at least 2
 * @returns bins − 1 nodes in preorder; the first is missing | present
 */
export function columnTree(bins: number): readonly BinNode[] {
  return [{ from: 0, middle: 1, to: bins }, ...halvedBins(1, bins)];
}
