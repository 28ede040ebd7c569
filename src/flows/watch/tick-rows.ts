import type { Column } from "../../core/table.js";
import type { WindowColumn } from "../../drift/watch/compare-windows.js";

/** What a watcher reads of a column: its numbers, or how many rows have each text. */
export type WatchedKind = "number" | "text";

/**
 * The rows of one tick, column by column. Of texts only their number is kept, of numbers all: windows
 * of them are compared value by value.
 */
export class TickRows {
  rows = 0;
  private readonly columns: readonly (GrowingNumbers | CountedTexts)[];

  constructor(kinds: readonly WatchedKind[]) {
    this.columns = kinds.map((kind) =>
      kind === "number" ? new GrowingNumbers() : new CountedTexts(),
    );
  }

  /** Add a row of columns that are of the kinds of the tick. */
  add(columns: readonly Column[], row: number): void {
    this.rows += 1;
    for (let j = 0; j < columns.length; j++) {
      const [column, own] = [columns[j]!, this.columns[j]!];
      if (column.kind === "text") (own as CountedTexts).add(column.levels[column.codes[row]!]);
      else (own as GrowingNumbers).add(column.values[row]!);
    }
  }

  /** The values of a column, without those that are missing. */
  column(j: number): WindowColumn {
    return this.columns[j]!.values;
  }

  missing(j: number): number {
    return this.columns[j]!.missing;
  }
}

class GrowingNumbers {
  missing = 0;
  private present = 0;
  private buffer = new Float64Array(16);

  get values(): Float64Array {
    return this.buffer.subarray(0, this.present);
  }

  add(value: number): void {
    if (Number.isNaN(value)) {
      this.missing += 1;
      return;
    }
    if (this.present === this.buffer.length) {
      const larger = new Float64Array(2 * this.present);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.present++] = value;
  }
}

class CountedTexts {
  missing = 0;
  readonly values = new Map<string, number>();

  /** @param text undefined where it is missing */
  add(text: string | undefined): void {
    if (text === undefined) this.missing += 1;
    else this.values.set(text, (this.values.get(text) ?? 0) + 1);
  }
}

/** A column over several ticks, as one. */
export function overTicks(ticks: readonly TickRows[], j: number, kind: WatchedKind): WindowColumn {
  const parts = ticks.map((tick) => tick.column(j));
  return kind === "number" ? joined(parts as Float64Array[]) : pooled(parts as CountMap[]);
}

type CountMap = ReadonlyMap<string, number>;

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function pooled(parts: readonly CountMap[]): CountMap {
  const all = new Map<string, number>();
  for (const part of parts) {
    for (const [text, count] of part) all.set(text, (all.get(text) ?? 0) + count);
  }
  return all;
}
