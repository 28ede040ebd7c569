import type { Random } from "../../core/random.js";
import {
  binFinder,
  binTotal,
  type CellValue,
  type ColumnBins,
  type ColumnKind,
} from "../../detect/column-bins.js";
import type { ColumnBatch } from "../../detect/column-detector.js";
import type { ReferenceRows } from "./reference-rows.js";

export type WatchedValues = ReferenceRows["columns"][number];

/** What becomes of a value: the one, or by chance the other. */
export interface ValueChange {
  readonly one: (value: number | string) => number | string;
  readonly other: (value: number | string) => number | string;
  /** Of the other. */
  readonly chance: number;
}

/** No bin has this number. */
const UNKNOWN = 255;

/**
 * The values of a column in the bins of a detector. The same rows are drawn over and over, so the bin of
 * each is found once, when it is first asked for.
 */
export class ColumnCells {
  readonly name: string;
  readonly kind: ColumnKind;
  private bins: ColumnBins | null = null;
  private place: (value: CellValue) => number = () => 0;
  private readonly one: Uint8Array;
  private readonly other: Uint8Array;

  /** @param change what every value goes through; null for none */
  constructor(
    private readonly column: WatchedValues,
    private readonly change: ValueChange | null = null,
    private readonly random: Random = () => 1,
  ) {
    this.name = column.name;
    this.kind = column.kind === "number" ? "number" : "category";
    const rows = column.kind === "number" ? column.values.length : column.codes.length;
    this.one = new Uint8Array(rows);
    this.other = new Uint8Array(change === null ? 0 : rows);
  }

  /** Rows as a detector wants them now: counted, once it has bins. */
  batch(bins: ColumnBins | null, rows: Int32Array): ColumnBatch {
    return bins === null
      ? { values: Array.from(rows, (row) => this.value(row)) }
      : { counts: this.counts(bins, rows) };
  }

  value(row: number): number | string | null {
    return this.valueOf(row, this.isOther());
  }

  /** How many of the rows lie in each bin. */
  counts(bins: ColumnBins, rows: Int32Array): Float64Array {
    if (this.bins !== bins) {
      this.bins = bins;
      this.place = binFinder(bins);
      this.one.fill(UNKNOWN);
      this.other.fill(UNKNOWN);
    }
    const counts = new Float64Array(binTotal(bins));
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const isOther = this.isOther();
      const cells = isOther ? this.other : this.one;
      let cell = cells[row]!;
      if (cell === UNKNOWN) cells[row] = cell = this.place(this.valueOf(row, isOther));
      counts[cell]! += 1;
    }
    return counts;
  }

  private isOther(): boolean {
    return this.change !== null && this.change.chance > 0 && this.random() < this.change.chance;
  }

  private valueOf(row: number, isOther: boolean): number | string | null {
    const value = plainValue(this.column, row);
    if (value === null || this.change === null) return value;
    return isOther ? this.change.other(value) : this.change.one(value);
  }
}

function plainValue(column: WatchedValues, row: number): number | string | null {
  if (column.kind === "text") return column.levels[column.codes[row]!] ?? null;
  const value = column.values[row]!;
  return Number.isNaN(value) ? null : value;
}
