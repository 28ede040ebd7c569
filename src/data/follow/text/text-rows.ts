import { CsvFields } from "./csv-fields.js";
import type { ColumnBuilder } from "./column-builder.js";
import type { RowBuilder } from "./row-builder.js";
import type { TextShape } from "./text-shape.js";
import { textOfBytes } from "./bytes-text.js";

/** A line that is no row, and why. */
export type BadLine = "length" | "quotes" | "object" | "open";

/** Goes through the lines of a text, whole ones only. */
export interface TextRows {
  /**
   * Take the rows between two places, the first of which is the beginning of a line.
   *
   * @param isWhole nothing will come after `to`: a last line without an end is a line
   * @returns the place after the last whole line; `from` where there is none
   */
  scan(bytes: Uint8Array, from: number, to: number, isWhole: boolean): number;
}

/**
 * @param onBadLine told of each line that is left out
 */
export function textRows(
  shape: TextShape,
  rows: RowBuilder,
  onBadLine: (why: BadLine) => void,
): TextRows {
  return shape.kind === "jsonl"
    ? new JsonRows(rows, onBadLine)
    : new CsvRows(shape, rows, onBadLine);
}

class CsvRows implements TextRows {
  private readonly fields: CsvFields;
  private readonly width: number;
  /** Which field goes where, and what the file does not have. */
  private readonly targets: { place: number; builder: ColumnBuilder }[] = [];
  private readonly absent: ColumnBuilder[] = [];

  constructor(
    { delimiter, names }: TextShape & { kind: "csv" },
    private readonly rows: RowBuilder,
    private readonly onBadLine: (why: BadLine) => void,
  ) {
    this.fields = new CsvFields(delimiter);
    this.width = names.length;
    const places = new Map(names.map((name, place) => [name, place]));
    for (const { name, builder } of rows.builders) {
      const place = places.get(name);
      if (place === undefined) this.absent.push(builder);
      else this.targets.push({ place, builder });
    }
  }

  scan(bytes: Uint8Array, from: number, to: number, isWhole: boolean): number {
    const { fields } = this;
    let at = from;
    while (at < to) {
      const end = fields.scan(bytes, at, to, isWhole);
      if (end < 0) {
        if (!isWhole) break;
        // A quote that is never closed would take all that follows with it: only its line is lost.
        const line = bytes.indexOf(10, at);
        at = line < 0 || line >= to ? to : line + 1;
        this.onBadLine("open");
        continue;
      }
      at = end;
      if (fields.isBlank) continue;
      if (fields.isMalformed) this.onBadLine("quotes");
      else if (fields.count !== this.width) this.onBadLine("length");
      else this.add(bytes, end);
    }
    return at;
  }

  private add(bytes: Uint8Array, end: number): void {
    const { starts, ends, isEscaped } = this.fields;
    for (const { place, builder } of this.targets) {
      const [start, stop] = [starts[place]!, ends[place]!];
      if (isEscaped[place] === 0) builder.addBytes(bytes, start, stop);
      else builder.addText(textOfBytes(bytes, start, stop).replaceAll('""', '"'));
    }
    for (const builder of this.absent) builder.addText(null);
    this.rows.endRow(end);
  }
}

class JsonRows implements TextRows {
  constructor(
    private readonly rows: RowBuilder,
    private readonly onBadLine: (why: BadLine) => void,
  ) {}

  scan(bytes: Uint8Array, from: number, to: number, isWhole: boolean): number {
    let at = from;
    while (at < to) {
      const found = bytes.indexOf(10, at);
      const isEnded = found >= 0 && found < to;
      if (!isEnded && !isWhole) break;
      const end = isEnded ? found + 1 : to;
      this.add(textOfBytes(bytes, at, end).trim(), end);
      at = end;
    }
    return at;
  }

  private add(line: string, end: number): void {
    if (line === "") return;
    const row = jsonObject(line);
    if (row === null) {
      this.onBadLine("object");
      return;
    }
    for (const { name, builder } of this.rows.builders) {
      builder.addText(Object.hasOwn(row, name) ? jsonField(row[name]) : null);
    }
    this.rows.endRow(end);
  }
}

/** The object of a line of JSON Lines; null where it is none. */
export function jsonObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** A value of JSON as the text of a field; null where there is none. */
export function jsonField(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Some lines that are left out, in words. */
export function badLineWords(why: BadLine, count: number): string {
  const [lines, were] = count === 1 ? ["1 line", "was"] : [`${count} lines`, "were"];
  const what = {
    length: "of another number of fields than the header",
    quotes: "with text after a closing quote",
    open: "with a quote that is never closed",
    object: "that hold no object",
  }[why];
  return `${lines} ${what} ${were} left out`;
}
