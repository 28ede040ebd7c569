/** The bin of a missing value, in every column. */
export const MISSING_BIN = 0;
/** The most bins of a column, that of missing values included: a code is one byte. */
export const MOST_BINS = 256;

/** A column as trees see it: for each row the bin that its value lies in. */
export interface BinnedColumn {
  readonly name: string;
  /** 0 where the value is missing, else 1 ≤ code < bins. */
  readonly codes: Uint8Array;
  /** How many bins there are, that of missing values included; at most 256. */
  readonly bins: number;
  /** Bins from 1 on ascend with the values; without it they are categories, in no order. */
  readonly ordered: boolean;
}

/** Some rows of binned columns, in the order asked for. */
export function selectBinnedRows(
  columns: readonly BinnedColumn[],
  rows: Int32Array,
): BinnedColumn[] {
  return columns.map((column) => {
    const codes = new Uint8Array(rows.length);
    for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i]!]!;
    return { ...column, codes };
  });
}
