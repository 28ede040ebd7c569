import { numbersOf, textsOf } from "./answer-column.js";
import type { DuckDbSession } from "./session.js";
import { sqlList } from "./sql-text.js";

/** The columns of a Parquet file by name, each with a text that is equal where the types are. */
export type ParquetSchema = ReadonlyMap<string, string>;

/** The schemas of files, in their order: one query for thousands of them. */
export async function parquetSchemas(
  session: DuckDbSession,
  paths: readonly string[],
): Promise<ParquetSchema[]> {
  const answer = await session.query(
    `SELECT file_name, name, concat_ws(' ', type, duckdb_type, converted_type, logical_type),
       coalesce(num_children, 0)::DOUBLE
     FROM parquet_schema(${sqlList(paths)}) ORDER BY file_name, column_id`,
  );
  const [files, names, types] = [textsOf(answer, 0), textsOf(answer, 1), textsOf(answer, 2)];
  const children = numbersOf(answer, 3);
  const schemas = new Map<string | null, Map<string, string>>();
  for (let row = 0; row < files.length;) {
    const schema = new Map<string, string>();
    schemas.set(files[row] ?? null, schema);
    let columns = children[row++]!; // of the root, under which the columns stand in depth-first order
    for (; columns > 0; columns--) {
      const name = names[row] ?? "";
      const parts: string[] = [];
      for (let open = 1; open > 0; open--, row++) {
        parts.push(types[row] ?? "");
        open += children[row]!;
      }
      schema.set(name, parts.join("; "));
    }
  }
  return paths.map((path) => schemas.get(path)!);
}

/** Are the types of all files the same? Their columns may come in any order. */
export function areAlike([first, ...more]: readonly ParquetSchema[]): boolean {
  return more.every((schema) =>
    [...schema].every(([name, signature]) => first?.get(name) === signature),
  );
}
