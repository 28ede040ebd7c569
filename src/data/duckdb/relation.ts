import { sqlList, sqlName } from "./sql-text.js";

/** Rows that the database can read, in one order that never changes. */
export interface Relation {
  /** What stands after FROM. */
  readonly sql: string;
  /** BIGINT, the place of a row from 0 on. */
  readonly rowNumber: string;
  /** Some neighbouring rows, as what stands after FROM: found without reading those before them. */
  slice(start: number, rows: number): string;
}

/** A table in memory. */
export function memoryTable(name: string): Relation {
  return {
    sql: sqlName(name),
    rowNumber: "rowid",
    slice: (start, rows) => rowsBetween(sqlName(name), "rowid", start, rows),
  };
}

/** A Parquet file and how many rows it has. */
export interface ParquetPart {
  readonly path: string;
  readonly rows: number;
}

const ROW_NUMBER = "file_row_number";
const FILE_INDEX = "file_index";
/** The same, counted by ourselves where a column of the files has the name of the former. */
const COUNTED = sqlName("row of the table");

/**
 * Parquet files, one after the other.
 *
 * @param names of their columns: one of them may hide the database's own number of a row
 * @param options of `read_parquet`, each after a comma
 */
export function parquetRelation(
  files: readonly ParquetPart[],
  names: Iterable<string>,
  options = "",
): Relation {
  const read = (some: readonly ParquetPart[]) =>
    `read_parquet(${sqlList(some.map(({ path }) => path))}${options})`;
  const ends: number[] = [];
  for (const { rows } of files) ends.push((ends.at(-1) ?? 0) + rows);
  const starts = ends.map((end, i) => end - files[i]!.rows);
  const hidden = [...names].some((name) => [ROW_NUMBER, FILE_INDEX].includes(name.toLowerCase()));
  const before = files.length === 1 ? "" : `[${starts.join(", ")}][${FILE_INDEX}::BIGINT + 1] + `;
  return {
    sql: hidden
      ? `(SELECT *, row_number() OVER () - 1 AS ${COUNTED} FROM ${read(files)})`
      : read(files),
    rowNumber: hidden ? COUNTED : `(${before}${ROW_NUMBER})`,
    slice: (start, rows) => {
      const first = ends.findIndex((end) => end > start);
      const last = ends.findIndex((end) => end >= start + rows);
      const touched = read(files.slice(first, last < 0 ? undefined : last + 1));
      const offset = start - starts[first]!;
      return first === last && !hidden
        ? rowsBetween(touched, ROW_NUMBER, offset, rows)
        : `(SELECT * FROM ${touched} LIMIT ${rows} OFFSET ${offset})`;
    },
  };
}

function rowsBetween(from: string, rowNumber: string, start: number, rows: number): string {
  return `(SELECT * FROM ${from} WHERE ${rowNumber} BETWEEN ${start} AND ${start + rows - 1})`;
}
