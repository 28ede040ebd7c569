import type { Column } from "../core/table.js";
import type { PendingFile } from "../ports/file-store.js";
import type { TableWriter, TextsAre, WrittenColumn } from "../ports/table-writer.js";
import { fieldTexts } from "./field-text.js";

/** So many rows are handed to the file at once. */
const ROWS_AT_ONCE = 10_000;

/**
 * A table as JSON Lines: one object a row, its keys in the order of the columns; a missing value is
 * null, an infinity (which JSON has no number for) the text "Infinity" or "-Infinity". Texts that are
 * numbers or booleans go without quotes, digit by digit, where JSON can write them so.
 */
export function jsonlWriter(file: PendingFile, columns: readonly WrittenColumn[]): TableWriter {
  return {
    write: async (batch) => {
      const keys = batch.columns.map(
        ({ name }, i) => `${i === 0 ? "" : ","}${JSON.stringify(name)}:`,
      );
      const fields = batch.columns.map((column, i) => jsonTexts(column, columns[i]?.textsAre));
      for (let start = 0; start < batch.rows; start += ROWS_AT_ONCE) {
        const end = Math.min(batch.rows, start + ROWS_AT_ONCE);
        let text = "";
        for (let row = start; row < end; row++) {
          text += "{";
          for (let i = 0; i < fields.length; i++) text += keys[i]! + (fields[i]!(row) ?? "null");
          text += "}\n";
        }
        await file.write(text);
      }
    },
    commit: () => file.commit(),
    discard: () => file.discard(),
  };
}

const BARE = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|true|false)$/i;

function jsonTexts(column: Column, textsAre?: TextsAre): (row: number) => string | null {
  const isBare = ["integer", "number", "boolean"].includes(textsAre?.type ?? "");
  const texts = fieldTexts(column, (text) =>
    isBare && BARE.test(text) ? text.toLowerCase() : JSON.stringify(text),
  );
  if (column.kind === "text") return texts;
  if (column.kind === "time") {
    return (row) => {
      const text = texts(row);
      return text === null ? null : `"${text}"`;
    };
  }
  return (row) => (Math.abs(column.values[row]!) === Infinity ? `"${texts(row)!}"` : texts(row));
}
