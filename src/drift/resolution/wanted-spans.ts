import { isOneValue, pooledRows } from "../../stats/ladder/ladder.js";
import { heavyCells } from "../atoms.js";
import { PROBABILITIES } from "../column-moments.js";
import { PSI_BINS, psiEdges } from "../weigh-numeric.js";
import { isWithin, type SpanLadder } from "./span-ladder.js";

/** The shares at which quantiles of type 7 cut bins, and those at which they are told, too. */
const CUTS = Array.from({ length: PSI_BINS - 1 }, (_, i) => (i + 1) / PSI_BINS);
const SHARES = [...PROBABILITIES.map(Number), ...CUTS];

/**
 * The spans that have to be known value by value: they hold a quantile that is told, or an edge of the
 * bins that the verdict is reached over, or so many rows that there may be an atom among them.
 *
 * @returns places of cells; none where all of this is known
 */
export function wantedSpans(ladder: SpanLadder): number[] {
  const spans = (places: Iterable<number>) =>
    [...new Set(places)].filter((k) => !isOneValue(ladder, k));
  const wanted = spans([
    ...heavyCells(ladder),
    ...rankCells(ladder.x, ladder.m),
    ...rankCells(ladder.y, ladder.n),
    ...rankCells(pooledRows(ladder), ladder.m + ladder.n, CUTS),
  ]);
  if (wanted.length > 0) return wanted; // edges lie where the quantiles do
  const { customary, judging } = psiEdges(ladder);
  const edges = [...new Set([...customary, ...judging])];
  return spans(edges.flatMap((edge) => cellAround(ladder, edge)));
}

/** The cells that hold the values around each share of a side, or of both together. */
function rankCells(counts: Float64Array, total: number, shares = SHARES): number[] {
  if (total === 0) return [];
  const ranks = new Set<number>();
  for (const share of shares) {
    const rank = Math.floor((total - 1) * share);
    // A neighbour more on each side: the place of a quantile is rounded before it is cut.
    for (const near of [rank - 1, rank, rank + 1, rank + 2]) {
      ranks.add(Math.min(Math.max(near, 0), total - 1));
    }
  }
  const cells: number[] = [];
  let [k, upTo] = [-1, 0];
  for (const rank of [...ranks].sort((a, b) => a - b)) {
    while (upTo <= rank) upTo += counts[++k]!;
    cells.push(k);
  }
  return cells;
}

/** The span that an edge lies in, if there is one: by its bin, as the ends of spans are vague. */
function cellAround(ladder: SpanLadder, edge: number): number[] {
  const { low } = ladder;
  let [from, to] = [0, low.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (low[middle]! <= edge) from = middle + 1;
    else to = middle;
  }
  return [from - 2, from - 1, from].filter((k) => k in low && isWithin(ladder, k, edge));
}
