import type { Column, Table } from "../../../src/core/table.js";
import type { EngineColumn } from "../../../src/ports/engine-table.js";
import type { RowChunk, RowSource, SourcePosition } from "../../../src/ports/row-source.js";

/** A row: its time in milliseconds, and its values by column; null is missing. */
export type SourceRow = readonly [time: number, ...values: (number | string | null)[]];

/** A source in memory that grows while it is watched; positions are numbers of rows. */
export class MemorySource implements RowSource {
  readonly name = "memory";
  hasEnded = false;
  readonly rows: SourceRow[] = [];
  private read_: number;
  private readonly head: number;

  constructor(
    private readonly names: readonly string[],
    private readonly chunkRows = 7,
    position?: SourcePosition | null,
  ) {
    const { from = 0, head = 0 } = (position ?? {}) as { from?: number; head?: number };
    this.read_ = from;
    this.head = head;
  }

  columns(): Promise<readonly EngineColumn[] | null> {
    const first = this.rows[0];
    if (first === undefined) return Promise.resolve(null);
    return Promise.resolve(
      this.names.map((name, i) => {
        const type = typeof first[i + 1] === "number" ? "number" : "text";
        return { name, type, storedAs: type };
      }),
    );
  }

  async *read(columns: readonly { name: string; as: Column["kind"] }[]): AsyncIterable<RowChunk> {
    while (this.read_ < this.rows.length) {
      const isAgain = this.read_ < this.head;
      const end = Math.min(
        this.read_ + this.chunkRows,
        isAgain ? this.head : Infinity,
        this.rows.length,
      );
      const rows = this.rows.slice(this.read_, end);
      this.read_ = end;
      await Promise.resolve();
      const times = Float64Array.from(rows, ([time]) => time);
      yield { times, table: this.table(rows, columns), origin: "memory", isAgain };
    }
  }

  position(from: number): SourcePosition {
    const first = this.rows.findIndex(([time]) => time >= from);
    return { from: first === -1 ? this.read_ : Math.min(first, this.read_), head: this.read_ };
  }

  findings() {
    return [];
  }

  async [Symbol.asyncDispose]() {
    // nothing is open
  }

  private table(
    rows: readonly SourceRow[],
    columns: readonly { name: string; as: Column["kind"] }[],
  ): Table {
    return {
      rows: rows.length,
      columns: columns.map(({ name, as }): Column => {
        const values = rows.map((row) => row[1 + this.names.indexOf(name)] ?? null);
        if (as !== "text") {
          return {
            kind: as,
            name,
            values: Float64Array.from(values, (value) => (value === null ? NaN : Number(value))),
          };
        }
        const levels = [...new Set(values.filter((value) => value !== null).map(String))];
        const codes = Int32Array.from(values, (value) =>
          value === null ? -1 : levels.indexOf(String(value)),
        );
        return { kind: "text", name, codes, levels };
      }),
    };
  }
}
