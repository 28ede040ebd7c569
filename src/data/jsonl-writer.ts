import type { Column } from "../core/table.js";
import type { PendingFile } from "../ports/file-store.js";
import type { TableWriter } from "../ports/table-writer.js";
import { fieldTexts } from "./field-text.js";

/** So many rows are handed to the file at once. */
const ROWS_AT_ONCE = 10_000;

/**
 * A table as JSON Lines: one object a row, its keys in the order of the columns; a missing value is
 * null, an infinity (which JSON has no number for) the text "Infinity" or "-Infinity".
 */
export function jsonlWriter(file: PendingFile): TableWriter {
  return {
    write: async (batch) => {
      const keys = batch.columns.map(
        ({ name }, i) => `${i === 0 ? "" : ","}${JSON.stringify(name)}:`,
      );
      const fields = batch.columns.map(jsonTexts);
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

function jsonTexts(column: Column): (row: number) => string | null {
  const texts = fieldTexts(column, (text) => JSON.stringify(text));
  if (column.kind === "text") return texts;
  if (column.kind === "time") {
    return (row) => {
      const text = texts(row);
      return text === null ? null : `"${text}"`;
    };
  }
  return (row) => (Math.abs(column.values[row]!) === Infinity ? `"${texts(row)!}"` : texts(row));
}
