import { binStart, monotoneBin, type MonotoneMap } from "../../core/monotone-map.js";
import { emptyLadder, type Ladder } from "../../stats/ladder/ladder.js";
import type { PooledCounts } from "../../stats/pooled-counts.js";

/** Counts per bin, as an engine gives them: sums are of the values less the center of the map. */
export interface CountedBins {
  readonly bins: Float64Array;
  readonly counts: Float64Array;
  readonly sums: Float64Array;
}

/** Bins of one map, within bins of others: how an engine finds the values of a span again. */
export interface SpanGroup {
  readonly map: MonotoneMap;
  readonly within: readonly { readonly map: MonotoneMap; readonly bins: readonly number[] }[];
}

/** A ladder that knows where its spans come from. */
export interface SpanLadder extends Ladder {
  readonly spans: Uint8Array;
  readonly groups: readonly SpanGroup[];
  /** For each span the place of its group, and its bin there; 0 where the cell is one value. */
  readonly group: Uint16Array;
  readonly bin: Float64Array;
}

/**
 * Put the bins of both samples side by side.
 *
 * @param center what sums are taken from in the ladder
 */
export function ladderOfBins(
  group: SpanGroup,
  center: number,
  [reference, current]: readonly [CountedBins, CountedBins],
): SpanLadder {
  const { map } = group;
  const moved = map.center - center;
  // A lattice of 64 bits has a cell for each value.
  const isValue = map.kind === "lattice" && map.bits === 64;
  const most = reference.bins.length + current.bins.length;
  const ladder = emptySpanLadder(most, center, [group]);
  let [i, j, k] = [0, 0, 0];
  for (; i < reference.bins.length || j < current.bins.length; k++) {
    const bin = Math.min(reference.bins[i] ?? Infinity, current.bins[j] ?? Infinity);
    ladder.low[k] = binStart(map, bin);
    ladder.high[k] = isValue ? ladder.low[k]! : binStart(map, bin + 1);
    ladder.spans[k] = isValue ? 0 : 1;
    ladder.bin[k] = bin;
    if (reference.bins[i] === bin) {
      ladder.x[k] = reference.counts[i]!;
      ladder.xSums[k] = reference.sums[i]! + reference.counts[i]! * moved;
      i += 1;
    }
    if (current.bins[j] === bin) {
      ladder.y[k] = current.counts[j]!;
      ladder.ySums[k] = current.sums[j]! + current.counts[j]! * moved;
      j += 1;
    }
  }
  return counted(cut(ladder, k));
}

/** Cells of one value each. */
export function ladderOfValues({ values, x, y }: PooledCounts, center: number): SpanLadder {
  const ladder = emptySpanLadder(values.length, center, []);
  ladder.low.set(values);
  ladder.high.set(values);
  ladder.x.set(x);
  ladder.y.set(y);
  for (let k = 0; k < values.length; k++) {
    if (x[k] !== 0) ladder.xSums[k] = x[k]! * (values[k]! - center);
    if (y[k] !== 0) ladder.ySums[k] = y[k]! * (values[k]! - center);
  }
  return counted(ladder);
}

/** The ladder with other cells in the place of some of its own. */
export function spliced(ladder: SpanLadder, parts: ReadonlyMap<number, SpanLadder>): SpanLadder {
  const groups = [...ladder.groups];
  const added = [...parts.values()].reduce((sum, part) => sum + part.x.length - 1, 0);
  const made = emptySpanLadder(ladder.x.length + added, ladder.center, groups);
  let [from, at] = [0, 0];
  const copy = (source: SpanLadder, start: number, end: number, firstGroup: number) => {
    for (const name of COLUMNS) made[name].set(source[name].subarray(start, end), at);
    if (firstGroup > 0) {
      for (let k = 0; k < end - start; k++) made.group[at + k]! += firstGroup;
    }
    at += end - start;
  };
  for (const [k, part] of [...parts].sort(([a], [b]) => a - b)) {
    copy(ladder, from, k, 0);
    copy(part, 0, part.x.length, part.groups.length > 0 ? groups.length : 0);
    groups.push(...part.groups);
    from = k + 1;
  }
  copy(ladder, from, ladder.x.length, 0);
  parted(made);
  return counted(made);
}

/**
 * Let no cell reach into the next. The ends of spans are known about, and not even that near the largest
 * double, where maps overflow; what is in their place since is known exactly.
 */
function parted({ low, high, spans, group }: SpanLadder): void {
  for (let k = 0; k + 1 < low.length; k++) {
    if (high[k]! <= low[k + 1]!) continue;
    const isFirm = spans[k] === 0 || (spans[k + 1] === 1 && group[k]! > group[k + 1]!);
    if (isFirm) low[k + 1] = high[k]!;
    else high[k] = low[k + 1]!;
  }
}

const COLUMNS = ["low", "high", "x", "y", "xSums", "ySums", "spans", "group", "bin"] as const;

/** Whether a value would lie in span k. */
export function isWithin(
  { spans, groups, group, bin }: SpanLadder,
  k: number,
  value: number,
): boolean {
  const from = groups[group[k]!];
  if (spans[k] === 0 || !from || monotoneBin(from.map, value) !== bin[k]) return false;
  return from.within.every(({ map, bins }) => bins.includes(monotoneBin(map, value)));
}

function emptySpanLadder(cells: number, center: number, groups: SpanGroup[]): SpanLadder {
  return {
    ...emptyLadder(cells, center),
    spans: new Uint8Array(cells),
    groups,
    group: new Uint16Array(cells),
    bin: new Float64Array(cells),
  };
}

/** The first cells of a ladder. */
function cut(ladder: SpanLadder, cells: number): SpanLadder {
  const { low, high, x, y, xSums, ySums, spans, group, bin } = ladder;
  return {
    ...ladder,
    low: low.slice(0, cells),
    high: high.slice(0, cells),
    x: x.slice(0, cells),
    y: y.slice(0, cells),
    xSums: xSums.slice(0, cells),
    ySums: ySums.slice(0, cells),
    spans: spans.slice(0, cells),
    group: group.slice(0, cells),
    bin: bin.slice(0, cells),
  };
}

/** The ladder with the sizes of its samples. */
function counted(ladder: SpanLadder): SpanLadder {
  let [m, n] = [0, 0];
  for (let k = 0; k < ladder.x.length; k++) {
    m += ladder.x[k]!;
    n += ladder.y[k]!;
  }
  return { ...ladder, m, n };
}
