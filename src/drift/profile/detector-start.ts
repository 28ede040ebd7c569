import { sum } from "../../core/sum.js";
import { addCells, cellEnds, coarser, totalOf, type LatticeCells } from "./lattice-cells.js";
import type { CategoryContent, ColumnProfile, NumberContent } from "./table-profile.js";
import { missingOf } from "./table-profile.js";

/** Bins of a column of numbers, and levels of a column of categories beside the one for all others. */
const BINS = 8;
const LEVELS = 15;

/** What a detector starts from: bins that the rows of the set-up made, and all other rows counted by them. */
export type DetectorStart = {
  /** Rows without a value, those of the set-up apart. */
  readonly missing: number;
  /** Rows by bin, those of the set-up apart. */
  readonly counts: readonly number[];
  /** Rows of the set-up. */
  readonly setupRows: number;
} & (
  | {
      readonly kind: "numbers";
      /** A value's bin is how many of them are at most it. */ readonly edges: readonly number[];
    }
  | {
      readonly kind: "categories";
      /** The last bin is for all others. */ readonly levels: readonly string[];
    }
);

/**
 * Edges (K = 8 quantiles, equal ones once) or levels (the 15 most frequent) from the rows of the set-up,
 * and the counts of all others: levels that are picked as the most frequent of the very rows that are
 * counted would be inflated by the choice. Edges lie where cells begin.
 *
 * @returns null for a column whose values are not kept
 * @see Vovk, Gammerman, Shafer (2005), "Algorithmic learning in a random world", chapter 8
 */
export function detectorStart(column: ColumnProfile): DetectorStart | null {
  const { content } = column;
  if (content.kind === "numbers") return ofNumbers(content, missingOf(column));
  if (content.kind === "categories") return ofCategories(content, missingOf(column));
  return null;
}

function ofNumbers({ cells, infinite, setup }: NumberContent, missing: number): DetectorStart {
  const all = coarser(cells, setup.cells.bits);
  const counted = addCells(all, {
    ...setup.cells,
    amounts: setup.cells.amounts.map((count) => -count),
  });
  const cuts = quantileCuts(setup.cells, setup.infinite);
  const counts = Array.from({ length: cuts.length + 1 }, () => 0);
  counted.places.forEach((place, k) => {
    counts[cuts.filter((cut) => cut <= place).length]! += counted.amounts[k]!;
  });
  counts[0]! += infinite[0] - setup.infinite[0];
  counts[cuts.length]! += infinite[1] - setup.infinite[1];
  return {
    kind: "numbers",
    edges: cuts.map((cut) => cellEnds(setup.cells.bits, cut)[0]),
    missing: missing - setup.missing,
    counts,
    setupRows: setup.missing + setup.infinite[0] + setup.infinite[1] + totalOf(setup.cells),
  };
}

/** The cells at whose beginning the share of rows below is nearest to each eighth. */
function quantileCuts(
  cells: LatticeCells,
  [below, above]: readonly [number, number],
): readonly number[] {
  const total = below + totalOf(cells) + above;
  const cuts = new Set<number>();
  for (let i = 1; i < BINS; i++) {
    let [upTo, nearest, cut] = [below, Infinity, -1];
    cells.places.forEach((_, k) => {
      const gap = Math.abs(upTo / total - i / BINS);
      if (upTo > 0 && gap < nearest) [nearest, cut] = [gap, k];
      upTo += cells.amounts[k]!;
    });
    if (cut !== -1) cuts.add(cells.places[cut]!);
  }
  return [...cuts].sort((a, b) => a - b);
}

function ofCategories(
  { categories, rest, setup }: CategoryContent,
  missing: number,
): DetectorStart {
  const seen = categories.map(({ name, count }, k) => ({ name, count, drawn: setup.counts[k]! }));
  const levels = seen
    .filter(({ drawn }) => drawn > 0)
    .sort((a, b) => b.drawn - a.drawn || (a.name < b.name ? -1 : 1))
    .slice(0, LEVELS);
  const counted = levels.map(({ count, drawn }) => count - drawn);
  const all = sum(seen.map(({ count, drawn }) => count - drawn)) + rest.rows - setup.rest;
  return {
    kind: "categories",
    levels: levels.map(({ name }) => name),
    missing: missing - setup.missing,
    counts: [...counted, all - sum(counted)],
    setupRows: setup.missing + setup.rest + sum(seen.map(({ drawn }) => drawn)),
  };
}
