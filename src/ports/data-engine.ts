import type { MonotoneMap } from "../core/monotone-map.js";
import type { Table } from "../core/table.js";
import type { ValueCounts } from "../core/value-counts.js";
import type { ColumnRequest } from "./column-request.js";
import type { ColumnType, DataFinding, EngineColumn, EngineTable } from "./engine-table.js";
import type { PartRule, TableParts } from "./table-parts.js";

export type { ColumnRequest, ColumnType, DataFinding, EngineColumn, EngineTable, MonotoneMap };
export type { PartRule, TablePart, TableParts } from "./table-parts.js";

export const dataFormats = ["csv", "tsv", "jsonl", "parquet"] as const;
export type DataFormat = (typeof dataFormats)[number];

export interface TableRequest {
  /** A file, a folder, a glob, or "-" for what comes in on stdin. */
  readonly source: string;
  /** Known from the content and the name where it is not given. */
  readonly format?: DataFormat;
  /** Texts that stand for "no value"; an empty field always does. */
  readonly missingValues: readonly string[];
  /** Columns to read as numbers, whatever they look like: what is not one counts as unreadable. */
  readonly numeric?: readonly string[];
  /** Columns to read as the text in the file, whatever they look like. */
  readonly categorical?: readonly string[];
}

/** Where a value of a number column is missing, and why. */
export interface MissingCounts {
  /** No value, an empty field, or one of the texts that stand for that. */
  readonly absent: number;
  /** Not a number. Floating-point columns of Parquet can hold them, and so can the text "NaN". */
  readonly notANumber: number;
  /** A text that is no number in a column that was asked for as numbers. */
  readonly unreadable: number;
}

export interface NumberSummary {
  readonly minimum: number;
  readonly maximum: number;
  /** Mean and variance (n − 1) of the finite values; null where too few are. */
  readonly mean: number | null;
  readonly variance: number | null;
  readonly infinite: number;
}

export interface ColumnSummary {
  readonly column: string;
  /** Values that are there: rows less all that is missing. */
  readonly present: number;
  readonly missing: MissingCounts;
  /** Distinct values: exact up to a few thousand, past that an estimate within some percent. */
  readonly distinct: number;
  /**
   * Of number and timestamp columns with a value (times in milliseconds since 1970 UTC); infinities
   * count for minimum and maximum only.
   */
  readonly numbers: NumberSummary | null;
}

/** Counts per bin of a monotone map: only occupied bins, ascending. */
export interface BinCounts {
  readonly bins: Float64Array;
  readonly counts: Float64Array;
  /** Sums of the values less the center of the map, and of the squares of that. */
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** Some bins of a map: the values in them. */
export interface BinSet {
  readonly map: MonotoneMap;
  readonly bins: readonly number[];
}

/** Only the values that lie in all of these; all values, where it is not given. */
interface Within {
  readonly within?: readonly BinSet[];
}

/** What some rows of a number column look like: it decides how to count, never what comes out. */
export interface Glance {
  readonly column: string;
  /** Finite; 0 where no value was seen. */
  readonly median: number;
  /** Distance of the quartiles, finite; 0 where they are equal. */
  readonly quartileDistance: number;
  /** How many distinct values the whole column may have. */
  readonly distinct: number;
  /** Only whole numbers were seen. */
  readonly isWhole: boolean;
}

export interface CategoryCounts {
  /** The most frequent categories, at most as many as asked for; ties by name. */
  readonly categories: readonly { readonly name: string; readonly count: number }[];
  /** Rows whose category is not among them, and how many categories those are. */
  readonly rest: { readonly rows: number; readonly categories: number };
}

/**
 * Counts of the numbers of a column: of a number, timestamp (milliseconds since 1970 UTC) or boolean
 * (0 and 1) column. Infinities are values; what is missing is not.
 */
type NumberReduction<Kind extends string, More> = More & {
  readonly kind: Kind;
  readonly table: EngineTable;
  readonly column: string;
};

/**
 * Counts of all rows together, or of each part of the table by itself, in the same scan. The limit of
 * `values` then holds for all parts together, that of `categories` for each.
 */
type WholeOrParts<R> = (R & { readonly parts?: undefined }) | (R & { readonly parts: TableParts });

/**
 * Counts in bins that are known beforehand, of all values that are there. `edges`, ascending: bin i holds the numbers with i
 * of them at or below, and −Infinity counts as the least finite number. `levels`: bin i holds the text
 * levels[i], as in the file; the last bin all others.
 */
type GivenBins =
  | NumberReduction<"edges", { readonly edges: readonly number[] }>
  | {
      readonly kind: "levels";
      readonly table: EngineTable;
      readonly column: string;
      readonly levels: readonly string[];
    };

/** One thing to count. An engine answers a list of them at once, and decides how to scan. */
export type Reduction =
  | { readonly kind: "summary"; readonly table: EngineTable; readonly columns: readonly string[] }
  | { readonly kind: "glance"; readonly table: EngineTable; readonly columns: readonly string[] }
  | WholeOrParts<NumberReduction<"values", { readonly limit: number } & Within>>
  | WholeOrParts<NumberReduction<"bins", { readonly map: MonotoneMap } & Within>>
  | WholeOrParts<{
      readonly kind: "categories";
      readonly table: EngineTable;
      readonly column: string;
      readonly limit: number;
    }>
  | GivenBins;

/**
 * Value counts are `null` where there are more distinct values than the limit. With parts, answers come
 * as lists, in the order of the parts.
 */
export type ReductionAnswer<R extends Reduction> = R extends { kind: "summary" }
  ? readonly ColumnSummary[]
  : R extends { kind: "glance" }
    ? readonly Glance[]
    : R extends GivenBins
      ? Float64Array
      : R extends { parts: TableParts }
        ? readonly CountAnswer<R>[]
        : CountAnswer<R>;

type CountAnswer<R extends Reduction> = R extends { kind: "values" }
  ? ValueCounts | null
  : R extends { kind: "bins" }
    ? BinCounts
    : CategoryCounts;

/** Is told now and then how much of a call is done, from 0 to 1, as far as the engine knows. */
export type Watch = (share: number) => void;

/**
 * Reduces tables to counts, wherever they lie. But for a sample of rows it never hands over a column:
 * what leaves it are summaries and counts, so that the same judgement runs on one machine or on a
 * cluster.
 */
export interface DataEngine extends AsyncDisposable {
  readonly name: string;
  /**
   * Make a table known: find its files, their format and the types of the columns.
   *
   * @throws {InputError} when there is nothing to read, or it cannot be read as a table
   */
  open(request: TableRequest, watch?: Watch): Promise<EngineTable>;
  /** Answers in the order of the requests. Counts are exact integers. */
  reduce<const R extends readonly Reduction[]>(
    requests: R,
    watch?: Watch,
  ): Promise<{ [I in keyof R]: ReductionAnswer<R[I]> }>;
  /**
   * Divide a table into parts, each of which reductions can count by itself.
   *
   * @throws {InputError} when the column of the rule cannot divide it, or there would be more than
   * 5,000 parts
   */
  parts(table: EngineTable, rule: PartRule): Promise<TableParts>;
  /**
   * About n whole rows of a table, or all where it has no more. A hash of the place of a row and the
   * seed chooses it, so that the same rows come out of the same table, on any number of threads.
   *
   * @param columns what cannot be read as what was asked for is missing
   * @param n ≥ 1; the number of rows varies about it as √n does
   * @param seed a whole number
   * @returns rows in the order of the table, columns in that of the request
   */
  sampleRows(
    table: EngineTable,
    columns: readonly ColumnRequest[],
    n: number,
    seed: number,
  ): Promise<Table>;
}
