import type { Column, TextColumn } from "../../core/table.js";
import type { TextsAre, WrittenColumn } from "../../ports/table-writer.js";
import type { SourceColumn } from "./read-source.js";

/** A column of the result: its texts, and what a file that has types is to make of them. */
export interface ResultColumn {
  readonly texts: TextColumn;
  readonly written: WrittenColumn;
}

/** What an injection has made of a column. */
export interface ChangedColumn {
  readonly column: Column;
  /** Of each row the row of the source whose cell it has; −1 where the cell was made. */
  readonly cells: Int32Array;
}

/**
 * A column for the output: every cell that is the source's has its very text.
 *
 * @param source the column as it was read
 * @param cells of each row the row of the source
 * @param changed of a column that an injection has touched
 * @param isTyped the file has types: a text for "no value" among numbers is then no value
 */
export function resultColumn(
  source: SourceColumn,
  sourceRows: Int32Array,
  changed: ChangedColumn | undefined,
  isTyped: boolean,
): ResultColumn {
  const made = changed && hasMadeValues(changed);
  const texts = withTexts(source.texts, sourceRows, changed);
  const textsAre = typeOfTexts({ ...source, texts }, made === true);
  const { name } = source;
  if (textsAre === undefined) return { texts, written: { name, kind: "text" } };
  const written: WrittenColumn = { name, kind: "text", textsAre };
  return { texts: isTyped ? withoutMissing(texts, source.isMissing) : texts, written };
}

function hasMadeValues({ column, cells }: ChangedColumn): boolean {
  const isThere = (row: number) =>
    column.kind === "text" ? column.codes[row]! >= 0 : !Number.isNaN(column.values[row]!);
  return cells.some((cell, row) => cell < 0 && isThere(row));
}

function withTexts(
  source: TextColumn,
  sourceRows: Int32Array,
  changed: ChangedColumn | undefined,
): TextColumn {
  if (changed === undefined) {
    return { ...source, codes: sourceRows.map((row) => source.codes[row]!) };
  }
  const levels = [...source.levels];
  const places = new Map(levels.map((level, place) => [level, place]));
  const codeOf = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, levels.length);
    return levels.push(text) - 1;
  };
  const { column, cells } = changed;
  const codes = cells.map((cell, row) => {
    if (cell >= 0) return source.codes[cell]!;
    const value = column.kind === "text" ? column.levels[column.codes[row]!] : column.values[row];
    return value === undefined || Number.isNaN(value) ? -1 : codeOf(String(value));
  });
  return { ...source, codes, levels };
}

/** What the texts are; undefined for texts. Digits that a number would lose make a text. */
function typeOfTexts(
  { texts, type, storedAs, isMissing }: SourceColumn,
  isMade: boolean,
): TextsAre | undefined {
  if (storedAs !== "text" && !isMade) return { type: type === "text" ? "other" : type, storedAs };
  if (type === "boolean" || type === "timestamp") return { type };
  if (type !== "number") return undefined;
  const levels = texts.levels.filter((_, i) => isMissing[i] !== true);
  if (levels.every((level) => /^-?(0|[1-9]\d{0,17})$/.test(level))) return { type: "integer" };
  const loses = levels.some((level) => /^[+-]?(0\d|\d{16,}$)/.test(level.trim()));
  return loses && storedAs === "text" ? undefined : { type: "number" };
}

function withoutMissing(texts: TextColumn, isMissing: readonly boolean[]): TextColumn {
  return { ...texts, codes: texts.codes.map((code) => (isMissing[code] === true ? -1 : code)) };
}
