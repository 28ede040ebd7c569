import { InputError } from "../../core/errors.js";
import type { Table, TextColumn } from "../../core/table.js";
import { findColumn } from "../../features/find-column.js";
import { MISSING_BIN, MOST_BINS, type BinnedColumn } from "./binned-column.js";
import { numberCodes, numberEdges } from "./number-edges.js";

/** How one column is cut into bins: all that was learnt from the rows at hand. */
export type ColumnBinning =
  | {
      readonly name: string;
      readonly kind: "number" | "time";
      /** Interior edges of right-closed bins, ascending. */
      readonly edges: Float64Array;
    }
  | {
      readonly name: string;
      readonly kind: "text";
      /** Levels with a bin of their own, the most frequent first. */
      readonly levels: readonly string[];
      /** There were more: they share one bin, and so will levels never seen. */
      readonly rest: boolean;
    };

/**
 * Learn how to cut the columns of a table into bins: numbers and times into about equally filled
 * ones, texts into the most frequent levels and the rest. Missing values have a bin of their own.
 *
 * @param most bins a column, that of missing values included: a whole number from 3 to 256
 * @throws {InputError} when `most` is not
 */
export function fitBinning({ columns }: Table, most = 64): ColumnBinning[] {
  if (!Number.isInteger(most) || most < 3 || most > MOST_BINS) {
    throw new InputError(`${most} bins cannot be had`, { where: "bins", fix: "give 3 to 256" });
  }
  return columns.map((column) => {
    const { name, kind } = column;
    if (kind !== "text") return { name, kind, edges: numberEdges(column.values, most - 1) };
    const levels = levelsByCount(column);
    const rest = levels.length > most - 1;
    return { name, kind, levels: rest ? levels.slice(0, most - 2) : levels, rest };
  });
}

/**
 * The bins of the rows of a table, column by column in the order of the binning. A level never seen
 * is one of the rest, or missing where there was none.
 *
 * @throws {InputError} when the table lacks a column, or has it with another kind
 */
export function applyBinning(binning: readonly ColumnBinning[], table: Table): BinnedColumn[] {
  return binning.map((one) => {
    const { name } = one;
    if (one.kind === "text") {
      const codes = levelCodes(findColumn(table, name, "text"), one);
      return { name, codes, bins: 1 + one.levels.length + Number(one.rest), ordered: false };
    }
    const { values } = findColumn(table, name, one.kind);
    const bins = one.edges.length + 2;
    return { name, codes: numberCodes(values, one.edges), bins, ordered: true };
  });
}

/** The levels that occur, the most frequent first; of equals the first by code unit. */
function levelsByCount({ levels, codes }: TextColumn): string[] {
  const counts = new Float64Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]! += 1;
  return levels
    .map((level, code) => ({ level, count: counts[code]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1))
    .map(({ level }) => level);
}

function levelCodes(
  column: TextColumn,
  { levels, rest }: ColumnBinning & { kind: "text" },
): Uint8Array {
  const bins = new Map(levels.map((level, i) => [level, i + 1]));
  const other = rest ? levels.length + 1 : MISSING_BIN;
  const moved = Uint8Array.from(column.levels, (level) => bins.get(level) ?? other);
  return Uint8Array.from(column.codes, (code) => (code < 0 ? MISSING_BIN : moved[code]!));
}
