import { InputError } from "../../core/errors.js";
import type { EngineColumn } from "../../ports/data-engine.js";
import type { FileContent } from "./file-content.js";

/** The columns of some files together, in the order in which they first come. */
export async function sourceColumns(contents: readonly FileContent[]): Promise<EngineColumn[]> {
  const columns = new Map<string, EngineColumn>();
  for (const content of contents) {
    for (const column of await content.columns()) {
      if (!columns.has(column.name)) columns.set(column.name, column);
    }
  }
  return [...columns.values()];
}

/**
 * Hold the column of event time against what it has to be: times, or numbers that stand for them.
 *
 * @throws {InputError} when it is not there, or something else
 */
export function requireTime(columns: readonly EngineColumn[], time: string, source: string): void {
  const column = columns.find(({ name }) => name === time);
  if (column === undefined) {
    const names = columns.slice(0, 20).map(({ name }) => name);
    const more = columns.length > names.length ? ", ..." : "";
    throw new InputError(`column "${time}" is missing from ${source}`, {
      where: `--time ${time} (the source has: ${names.join(", ")}${more})`,
      fix: "name the column that says when a row has come to be",
    });
  }
  if (column.type === "timestamp" || column.type === "number") return;
  throw new InputError(`column "${time}" holds no times`, {
    where: `--time ${time} (${column.type} in ${source})`,
    fix: "give a column of times such as 2026-01-31T12:00:00Z, or of seconds since 1970",
  });
}
