import { numbersOf, textsOf } from "./answer-column.js";
import type { ParquetPart } from "./relation.js";
import type { DuckDbSession } from "./session.js";
import { sqlList } from "./sql-text.js";

/** How many rows Parquet files have, by their own word. */
export async function parquetParts(
  session: DuckDbSession,
  paths: readonly string[],
): Promise<ParquetPart[]> {
  const answer = await session.query(
    `SELECT file_name, num_rows::DOUBLE FROM parquet_file_metadata(${sqlList(paths)})`,
  );
  const counts = numbersOf(answer, 1);
  const rows = new Map(textsOf(answer, 0).map((path, i) => [path, counts[i]!]));
  return paths.map((path) => ({ path, rows: rows.get(path)! }));
}
