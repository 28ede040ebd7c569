import { InputError } from "../core/errors.js";
import type { Column } from "../core/table.js";
import type { RowReader } from "../ports/row-reader.js";
import type { Question } from "./statistics/statistic.js";

/** A column of a data file, as `FILE:COLUMN` names it. */
export interface ColumnPlace {
  readonly argument: string;
  readonly file: string;
  readonly column: string;
}

/** Split `FILE:COLUMN` at its last colon. @throws {InputError} when either part is missing */
export function columnPlace(argument: string, place: string): ColumnPlace {
  const colon = place.lastIndexOf(":");
  const [file, column] = [place.slice(0, Math.max(0, colon)), place.slice(colon + 1)];
  if (file !== "" && column !== "") return { argument, file, column };
  throw new InputError(`"${place}" names no column`, {
    where: `--${argument}`,
    fix: "write FILE:COLUMN, such as may.csv:amount",
  });
}

/**
 * Make a question from columns of data files: numbers as arrays with null where a value is missing.
 * Where a statistic takes a contingency table and the columns hold categories, the table of their
 * counts takes their place.
 *
 * @param takes the arguments of the statistic, as its catalogue entry lists them
 */
export async function questionFromFiles(
  reader: RowReader,
  places: readonly ColumnPlace[],
  takes: string,
  missingValues: readonly string[],
): Promise<Question> {
  const columns: [string, Column][] = [];
  for (const { argument, file, column } of places) {
    const table = await reader.open({ source: file, missingValues });
    const known = table.columns.find(({ name }) => name === column);
    if (!known) {
      const has = table.columns.map(({ name }) => name).join(", ");
      throw new InputError(`column "${column}" is missing from ${file}`, {
        where: `--${argument} (the file has: ${has.slice(0, 300)})`,
        fix: "name one of its columns",
      });
    }
    const as = known.type === "number" ? "number" : "text";
    const read = await reader.read(table, [{ name: column, as }]);
    columns.push([argument, read.columns[0]!]);
  }
  if (/\btable\b/.test(takes))
    return { table: contingencyTable(columns.map(([, column]) => column)) };
  return Object.fromEntries(columns.map(([argument, column]) => [argument, valuesOf(column)]));
}

function valuesOf(column: Column): (number | string | null)[] {
  if (column.kind !== "text")
    return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
  return Array.from(column.codes, (code) => column.levels[code] ?? null);
}

/** Rows = columns of data, columns = all values that occur, sorted; missing values are left out. */
function contingencyTable(columns: readonly Column[]): number[][] {
  const counts = columns.map((column) => {
    const tally = new Map<string, number>();
    for (const value of valuesOf(column)) {
      if (value !== null) tally.set(String(value), (tally.get(String(value)) ?? 0) + 1);
    }
    return tally;
  });
  const values = [...new Set(counts.flatMap((tally) => [...tally.keys()]))].sort();
  return counts.map((tally) => values.map((value) => tally.get(value) ?? 0));
}
