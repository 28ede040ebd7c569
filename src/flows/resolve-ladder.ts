import { doubleKey } from "../core/double-order.js";
import { binEnds, monotoneBin, type BitLattice } from "../core/monotone-map.js";
import type { ValueCounts } from "../core/value-counts.js";
import { atomsOf } from "../drift/atoms.js";
import {
  cellsOfBins,
  cellsOfValues,
  ladderOfCells,
  type SpanCell,
  type SpanGroup,
} from "../drift/resolution/span-cells.js";
import { wantedSpans } from "../drift/resolution/wanted-spans.js";
import { ksOfLadder } from "../stats/ladder/ks-of-ladder.js";
import { withoutCells, type CellInsides, type Ladder } from "../stats/ladder/ladder.js";
import { lookInside, unknownInsides } from "../stats/ladder/look-inside.js";
import { wassersteinOfLadder } from "../stats/ladder/wasserstein-of-ladder.js";
import { poolCounts, type PooledCounts } from "../stats/pooled-counts.js";
import type { DataEngine, EngineTable } from "../ports/data-engine.js";

/** How much to do at once: it decides memory and speed, never what comes out but for `scansForDistance`. */
export interface ResolutionLimits {
  /** Rows whose values are looked at in one scan. */
  readonly rowsAtOnce: number;
  /** A span of more rows than that is taken value by value only if it has no more values than this. */
  readonly fewValues: number;
  /** Binary digits of the number of cells that a span of too many values is cut into. */
  readonly zoomBits: number;
  /** Scans for the sake of Wasserstein-1 alone; what is open after them is its error. */
  readonly scansForDistance: number;
}

const USUAL: ResolutionLimits = {
  rowsAtOnce: 2 ** 20,
  fewValues: 2 ** 16,
  zoomBits: 16,
  scansForDistance: 4,
};

export interface LadderSource {
  readonly engine: DataEngine;
  /** Reference and current table. */
  readonly tables: readonly [EngineTable, EngineTable];
  readonly column: string;
  readonly limits?: ResolutionLimits;
}

export interface ResolvedLadder {
  readonly ladder: Ladder;
  /** Absent where no value is an atom. */
  readonly withoutAtoms?: Ladder;
  /** Scans of both tables that it took. */
  readonly scans: number;
}

/**
 * Look into the spans of a ladder until quantiles, the bins of the verdict, atoms and the
 * Kolmogorov-Smirnov gap are exact: first those that have to be known value by value, then those that
 * may hide a larger gap, the most promising first. Their values are forgotten again, so memory does not
 * grow with the tables. A span of very many rows is cut by leading bits, so no data can keep it whole.
 *
 * @param cells of bins, ascending
 */
export async function resolveLadder(
  source: LadderSource,
  start: readonly SpanCell[],
  center: number,
): Promise<ResolvedLadder> {
  const { rowsAtOnce, scansForDistance } = source.limits ?? USUAL;
  let cells = start;
  let ladder = ladderOfCells(cells, center);
  let scans = 0;
  for (;;) {
    const wanted = atOnce(cells, wantedSpans(ladder, cells), rowsAtOnce);
    if (wanted.length === 0) break;
    cells = await takeApart(source, cells, wanted, center);
    ladder = ladderOfCells(cells, center);
    scans += 1;
  }
  const atoms = atomsOf(ladder);
  const looked = withInsides(ladder);
  const rest = atoms.length === 0 ? null : withInsides(withoutCells(ladder, new Set(atoms)));
  const both = rest ? [looked, rest] : [looked];
  for (let spare = scansForDistance; ;) {
    let open = both.flatMap((one) => [...ksOfLadder(one).open]);
    if (open.length === 0 && spare-- > 0) open = [...wassersteinOfLadder(looked).open];
    const next = atOnce(cells, [...new Set(open)], rowsAtOnce);
    if (next.length === 0) break;
    if (rowsOf(cells[next[0]!]!) > rowsAtOnce) {
      // Too many rows for one look: it becomes finer cells, and all facts are gathered anew.
      const finer = await takeApart(source, cells, next, center);
      const again = await resolveLadder(source, finer, center);
      return { ...again, scans: scans + 1 + again.scans };
    }
    await lookInto(source, cells, next, both);
    scans += 1;
  }
  return { ladder: looked, ...(rest && { withoutAtoms: rest }), scans };
}

type LookedLadder = Ladder & { readonly inside: CellInsides };

function withInsides(ladder: Ladder): LookedLadder {
  return { ...ladder, inside: unknownInsides(ladder.x.length) };
}

function rowsOf({ x, y }: SpanCell): number {
  return x + y;
}

/** The first of some spans that one scan can fetch: of one group, and not too many rows. */
function atOnce(
  cells: readonly SpanCell[],
  places: readonly number[],
  rowsAtOnce: number,
): number[] {
  const [first] = places;
  if (first === undefined) return [];
  const { group } = cells[first]!.span!;
  let rows = 0;
  const taken: number[] = [];
  for (const k of places) {
    if (cells[k]!.span!.group !== group) continue;
    rows += rowsOf(cells[k]!);
    if (taken.length > 0 && rows > rowsAtOnce) break;
    taken.push(k);
  }
  return taken;
}

/** Put the values of some spans in their place, or finer spans where there are too many. */
async function takeApart(
  source: LadderSource,
  cells: readonly SpanCell[],
  places: readonly number[],
  center: number,
): Promise<SpanCell[]> {
  const [first] = places;
  const one = cells[first!]!;
  const { rowsAtOnce, fewValues } = source.limits ?? USUAL;
  const isHeavy = rowsOf(one) > rowsAtOnce;
  const found = await valuesOf(source, cells, places, isHeavy ? fewValues : rowsAtOnce);
  const parts =
    found === null
      ? new Map([[first!, await zoom(source, one, center)]])
      : new Map([...found].map(([k, values]) => [k, cellsOfValues(values, center)]));
  return cells.flatMap((cell, k) => parts.get(k) ?? [cell]);
}

/** The values of some spans of one group, by place; null where one side has more than `limit`. */
async function valuesOf(
  { engine, tables, column }: LadderSource,
  cells: readonly SpanCell[],
  places: readonly number[],
  limit: number,
): Promise<Map<number, PooledCounts> | null> {
  const { group } = cells[places[0]!]!.span!;
  const bins = places.map((k) => cells[k]!.span!.bin);
  const within = [...group.within, { map: group.map, bins }];
  const [reference, current] = await engine.reduce([
    { kind: "values", table: tables[0], column, limit, within },
    { kind: "values", table: tables[1], column, limit, within },
  ]);
  if (reference === null || current === null) return null;
  const [x, y] = [byBin(group, reference), byBin(group, current)];
  return new Map(
    places.map((k) => {
      const { bin } = cells[k]!.span!;
      return [k, poolCounts(x.get(bin) ?? NOTHING, y.get(bin) ?? NOTHING)];
    }),
  );
}

const NOTHING: ValueCounts = { values: new Float64Array(0), counts: new Float64Array(0) };

/** Cut ascending values where the bin changes. */
function byBin({ map }: SpanGroup, { values, counts }: ValueCounts): Map<number, ValueCounts> {
  const parts = new Map<number, ValueCounts>();
  for (let from = 0; from < values.length;) {
    const bin = monotoneBin(map, values[from]!);
    let to = from + 1;
    while (to < values.length && monotoneBin(map, values[to]!) === bin) to += 1;
    parts.set(bin, { values: values.subarray(from, to), counts: counts.subarray(from, to) });
    from = to;
  }
  return parts;
}

/** One span as the cells of a lattice, finer than it by some bits. */
async function zoom(
  { engine, tables, column, limits = USUAL }: LadderSource,
  { span }: SpanCell,
  center: number,
): Promise<SpanCell[]> {
  const { group, bin } = span!;
  const within = [...group.within, { map: group.map, bins: [bin] }];
  const [low, high] = endsOf(within);
  const map = latticeOver(low, high, limits.zoomBits);
  const [reference, current] = await engine.reduce([
    { kind: "bins", table: tables[0], column, map, within },
    { kind: "bins", table: tables[1], column, map, within },
  ]);
  const cells = cellsOfBins({ map, within }, center, [reference, current]);
  // A lattice does not end where the span does: its cells must not reach beyond.
  const clipped = (cell: SpanCell) => ({
    ...cell,
    low: Math.max(cell.low, low),
    high: Math.min(cell.high, high),
  });
  return cells.map((cell) => (cell.span === null ? cell : clipped(cell)));
}

/** Where the values lie that are in the first bin of each of some sets. */
function endsOf(within: SpanGroup["within"]): readonly [number, number] {
  const ends = within.map(({ map, bins }) => binEnds(map, bins[0]!));
  return [Math.max(...ends.map(([low]) => low)), Math.min(...ends.map(([, high]) => high))];
}

/** A lattice of at most about 2^cellBits cells between two places. */
function latticeOver(low: number, high: number, cellBits: number): BitLattice {
  const width = doubleKey(high) - doubleKey(low);
  const spare = Math.max(0, width.toString(2).length - cellBits);
  const center = Math.min(Math.max(low, -Number.MAX_VALUE), Number.MAX_VALUE);
  return { kind: "lattice", bits: 64 - spare, center };
}

/** Note what the values of some spans say, in every ladder, and forget them. */
async function lookInto(
  source: LadderSource,
  cells: readonly SpanCell[],
  places: readonly number[],
  ladders: readonly LookedLadder[],
): Promise<void> {
  const found = await valuesOf(source, cells, places, (source.limits ?? USUAL).rowsAtOnce);
  for (const ladder of ladders) {
    const wanted = new Set(places);
    let [x, y] = [0, 0];
    for (let k = 0; k < cells.length; k++) {
      if (wanted.has(k)) lookInside(ladder, k, found!.get(k)!, { x, y });
      x += ladder.x[k]!;
      y += ladder.y[k]!;
    }
  }
}
