/** The bin of a missing value, in every column. */
export const MISSING_BIN = 0;
/** The most bins of a column of numbers, that of missing values included: a code is one byte. */
export const MOST_BINS = 256;

/** The bin of each row; two bytes where there are more than 256 bins. */
export type BinCodes = Uint8Array | Uint16Array;

/** A column as trees see it: for each row the bin that its value lies in. */
export interface BinnedColumn {
  readonly name: string;
  /** 0 where the value is missing, else 1 ≤ code < bins. */
  readonly codes: BinCodes;
  /** How many bins there are, that of missing values included. */
  readonly bins: number;
  /** Bins from 1 on ascend with the values; without it they are categories, in no order. */
  readonly ordered: boolean;
  /** Of categories: one is parted from all others, as if each were a 0/1 column, not any subset. */
  readonly oneByOne?: boolean;
}

/** Some rows of binned columns, in the order asked for. */
export function selectBinnedRows(
  columns: readonly BinnedColumn[],
  rows: Int32Array,
): BinnedColumn[] {
  return columns.map((column) => {
    const codes = codesOf(rows.length, column.bins);
    for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!;
    return { ...column, codes };
  });
}

/** Room for the codes of so many rows. */
export function codesOf(rows: number, bins: number): BinCodes {
  return bins > MOST_BINS ? new Uint16Array(rows) : new Uint8Array(rows);
}
