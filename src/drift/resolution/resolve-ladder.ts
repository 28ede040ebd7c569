import { doubleKey } from "../../core/double-order.js";
import {
  binEnds,
  monotoneBin,
  type BitLattice,
  type MonotoneMap,
} from "../../core/monotone-map.js";
import type { ValueCounts } from "../../core/value-counts.js";
import { ksOfLadder } from "../../stats/ladder/ks-of-ladder.js";
import { withoutCells, type CellInsides, type Ladder } from "../../stats/ladder/ladder.js";
import { emptyInsides, lookInside, unknownInsides } from "../../stats/ladder/look-inside.js";
import { wassersteinOfLadder } from "../../stats/ladder/wasserstein-of-ladder.js";
import { poolCounts, type PooledCounts } from "../../stats/pooled-counts.js";
import { atomsOf } from "../atoms.js";
import {
  ladderOfBins,
  ladderOfValues,
  spliced,
  type CountedBins,
  type SpanGroup,
  type SpanLadder,
} from "./span-ladder.js";
import { wantedSpans } from "./wanted-spans.js";

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

export const USUAL_LIMITS: ResolutionLimits = {
  rowsAtOnce: 2 ** 21,
  fewValues: 2 ** 16,
  zoomBits: 16,
  scansForDistance: 4,
};

/** What has to be counted in both tables to go on: the values, or finer bins, of some spans. */
export type SpanQuestion =
  | { readonly kind: "values"; readonly within: SpanGroup["within"]; readonly limit: number }
  | { readonly kind: "bins"; readonly within: SpanGroup["within"]; readonly map: MonotoneMap };

/** Of the reference and the current table; value counts are null where there are more than the limit. */
export type SpanAnswer =
  | { readonly kind: "values"; readonly sides: readonly [ValueCounts | null, ValueCounts | null] }
  | { readonly kind: "bins"; readonly sides: readonly [CountedBins, CountedBins] };

/** A computation that asks as it goes. */
export type Asking<Result> = Generator<SpanQuestion, Result, SpanAnswer>;

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
 * @param areSame both samples are known to be of the same values
 */
export function* resolveLadder(
  start: SpanLadder,
  limits: ResolutionLimits = USUAL_LIMITS,
  areSame = false,
): Asking<ResolvedLadder> {
  const { rowsAtOnce, scansForDistance } = limits;
  let ladder = start;
  let scans = 0;
  for (;;) {
    const wanted = atOnce(ladder, wantedSpans(ladder), rowsAtOnce);
    if (wanted.length === 0) break;
    ladder = yield* takeApart(ladder, wanted, limits);
    scans += 1;
  }
  const atoms = atomsOf(ladder);
  const looked = withInsides(ladder, areSame);
  const rest =
    atoms.length === 0 ? null : withInsides(withoutCells(ladder, new Set(atoms)), areSame);
  const both = rest ? [looked, rest] : [looked];
  for (let spare = scansForDistance; ;) {
    const open = new Set(both.flatMap((one) => [...ksOfLadder(one).open]));
    const forDistance = spare > 0 ? wassersteinOfLadder(looked).open : [];
    if (open.size === 0) spare -= 1;
    const next = atOnce(ladder, [...new Set([...open, ...forDistance])], rowsAtOnce);
    if (next.length === 0) break;
    if (rowsOf(ladder, next[0]!) > rowsAtOnce) {
      // Too many rows for one look: it becomes finer cells, and all facts are gathered anew.
      const again = yield* resolveLadder(yield* takeApart(ladder, next, limits), limits);
      return { ...again, scans: scans + 1 + again.scans };
    }
    yield* lookInto(ladder, next, both, rowsAtOnce);
    scans += 1;
  }
  return { ladder: looked, ...(rest && { withoutAtoms: rest }), scans };
}

type LookedLadder = Ladder & { readonly inside: CellInsides };

function withInsides(ladder: Ladder, areSame: boolean): LookedLadder {
  const inside = (areSame ? emptyInsides : unknownInsides)(ladder.x.length);
  return { ...ladder, inside };
}

function rowsOf({ x, y }: Ladder, k: number): number {
  return x[k]! + y[k]!;
}

function groupOf({ groups, group }: SpanLadder, k: number): SpanGroup {
  return groups[group[k]!]!;
}

/** The first of some spans that one scan can fetch: of one group, and not too many rows. */
function atOnce(ladder: SpanLadder, places: readonly number[], rowsAtOnce: number): number[] {
  const [first] = places;
  if (first === undefined) return [];
  let rows = 0;
  const taken: number[] = [];
  for (const k of places) {
    if (ladder.group[k] !== ladder.group[first]) continue;
    rows += rowsOf(ladder, k);
    if (taken.length > 0 && rows > rowsAtOnce) break;
    taken.push(k);
  }
  return taken;
}

/** Put the values of some spans in their place, or finer spans where there are too many. */
function* takeApart(
  ladder: SpanLadder,
  places: readonly number[],
  { rowsAtOnce, fewValues, zoomBits }: ResolutionLimits,
): Asking<SpanLadder> {
  const [first] = places as [number];
  const isHeavy = rowsOf(ladder, first) > rowsAtOnce;
  const found = yield* valuesOf(ladder, places, isHeavy ? fewValues : rowsAtOnce);
  const parts =
    found === null
      ? [[first, yield* zoom(ladder, first, zoomBits)] as const]
      : [...found].map(([k, values]) => [k, ladderOfValues(values, ladder.center)] as const);
  return spliced(ladder, new Map(parts));
}

/** The values of some spans of one group, by place; null where one side has more than `limit`. */
function* valuesOf(
  ladder: SpanLadder,
  places: readonly number[],
  limit: number,
): Asking<Map<number, PooledCounts> | null> {
  const group = groupOf(ladder, places[0]!);
  const bins = places.map((k) => ladder.bin[k]!);
  const within = [...group.within, { map: group.map, bins }];
  const answer = yield { kind: "values", within, limit };
  const [reference, current] = sidesOf(answer, "values");
  if (reference === null || current === null) return null;
  const [x, y] = [byBin(group, reference), byBin(group, current)];
  return new Map(
    places.map((k, i) => {
      return [k, poolCounts(x.get(bins[i]!) ?? NOTHING, y.get(bins[i]!) ?? NOTHING)];
    }),
  );
}

function sidesOf<Kind extends SpanAnswer["kind"]>(answer: SpanAnswer, kind: Kind) {
  if (answer.kind !== kind) throw new TypeError(`asked for ${kind}, answered with ${answer.kind}`);
  return answer.sides as Extract<SpanAnswer, { kind: Kind }>["sides"];
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
function* zoom(ladder: SpanLadder, k: number, zoomBits: number): Asking<SpanLadder> {
  const group = groupOf(ladder, k);
  const within = [...group.within, { map: group.map, bins: [ladder.bin[k]!] }];
  const [low, high] = endsOf(within);
  const map = latticeOver(low, high, zoomBits);
  const counted = sidesOf(yield { kind: "bins", map, within }, "bins");
  const finer = ladderOfBins({ map, within }, ladder.center, counted);
  // A lattice does not end where the span does: its cells must not reach beyond.
  const clipped = (ends: Float64Array) =>
    ends.map((end, cell) => (finer.spans[cell] === 1 ? Math.min(Math.max(end, low), high) : end));
  return { ...finer, low: clipped(finer.low), high: clipped(finer.high) };
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
function* lookInto(
  ladder: SpanLadder,
  places: readonly number[],
  ladders: readonly LookedLadder[],
  rowsAtOnce: number,
): Asking<void> {
  const found = yield* valuesOf(ladder, places, rowsAtOnce);
  const ascending = [...places].sort((a, b) => a - b);
  for (const one of ladders) {
    let [k, x, y] = [0, 0, 0];
    for (const place of ascending) {
      for (; k < place; k++) {
        x += one.x[k]!;
        y += one.y[k]!;
      }
      lookInside(one, place, found!.get(place)!, { x, y });
    }
  }
}
