import type { Column } from "../../../core/table.js";
import type { ColumnRequest } from "../../../ports/column-request.js";
import { momentReader } from "./field-moment.js";
import { numberReader, type NumberReader } from "./field-number.js";
import { TextBuilder } from "./text-builder.js";

/** Collects the values of one column, row by row. */
export interface ColumnBuilder {
  addBytes(bytes: Uint8Array, start: number, end: number): void;
  /** @param text null where there is no value */
  addText(text: string | null): void;
  /** The rows so far; the next one will be the first again. */
  take(): Column;
}

/** A builder of what was asked for: what cannot be read as that is missing. */
export function columnBuilder(
  { name, as }: ColumnRequest,
  missingValues: readonly string[],
): ColumnBuilder {
  if (as === "text") return new TextBuilder(name, missingValues);
  const reader = as === "number" ? numberReader(missingValues) : momentReader(missingValues);
  return new NumberBuilder(name, as, reader);
}

const FIRST_ROWS = 1024;

class NumberBuilder implements ColumnBuilder {
  private rows = 0;
  private values = new Float64Array(FIRST_ROWS);

  constructor(
    private readonly name: string,
    private readonly kind: "number" | "time",
    private readonly reader: NumberReader,
  ) {}

  addBytes(bytes: Uint8Array, start: number, end: number): void {
    this.add(this.reader.ofBytes(bytes, start, end));
  }

  addText(text: string | null): void {
    this.add(text === null ? NaN : this.reader.ofText(text));
  }

  take(): Column {
    const { name, kind, values, rows } = this;
    this.values = new Float64Array(Math.max(FIRST_ROWS, rows));
    this.rows = 0;
    return { kind, name, values: values.subarray(0, rows) };
  }

  private add(value: number): void {
    if (this.rows === this.values.length) {
      const longer = new Float64Array(2 * this.rows);
      longer.set(this.values);
      this.values = longer;
    }
    this.values[this.rows++] = value;
  }
}
