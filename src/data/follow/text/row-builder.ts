import type { Column, Table } from "../../../core/table.js";
import type { ColumnRequest } from "../../../ports/column-request.js";
import { columnBuilder, type ColumnBuilder } from "./column-builder.js";

/** What to take from every row. */
export interface RowWish {
  readonly columns: readonly ColumnRequest[];
  /** The column of event time. */
  readonly time: string;
  readonly missingValues: readonly string[];
}

/** Some rows, and where each of them ends. */
export interface BuiltRows {
  readonly times: Float64Array;
  readonly table: Table;
  /** The place after each row, as the scanner counts. */
  readonly ends: readonly number[];
}

/** Collects rows: the columns that were asked for, and event time. */
export class RowBuilder {
  readonly builders: readonly { readonly name: string; readonly builder: ColumnBuilder }[];
  private readonly timeBuilder: ColumnBuilder;
  private ends: number[] = [];

  constructor({ columns, time, missingValues }: RowWish) {
    const builders = columns.map((column) => {
      return { name: column.name, builder: columnBuilder(column, missingValues) };
    });
    this.timeBuilder = columnBuilder({ name: time, as: "time" }, missingValues);
    this.builders = [...builders, { name: time, builder: this.timeBuilder }];
  }

  get rows(): number {
    return this.ends.length;
  }

  /** @param end the place after the row whose fields have been added, one to each builder */
  endRow(end: number): void {
    this.ends.push(end);
  }

  /** The rows so far; the next one will be the first again. */
  take(): BuiltRows {
    const { ends } = this;
    this.ends = [];
    const columns: Column[] = this.builders.map(({ builder }) => builder.take());
    const times = columns.pop()!;
    if (times.kind === "text") throw new TypeError("event time is no text");
    return { times: times.values, table: { rows: ends.length, columns }, ends };
  }
}
