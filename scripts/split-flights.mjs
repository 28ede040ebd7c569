// Splits the three million flights of vega-datasets by time: a Parquet file a month, and slices of
// two days of some months. The columns are those of the source; rows keep their order.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";

const source = fileURLToPath(
  new URL("../node_modules/vega-datasets/data/flights-3m.parquet", import.meta.url),
);
/** A month has five slices: two days from its 1st, 6th, 11th, ... on, some 33,000 flights each. */
const SLICE_DAYS = 2;
const SLICE_EVERY = 5;
const SLICES = 5;

/**
 * @param folder where `month/2001-01.parquet` and `slice/2001-05-1.parquet` go
 * @param sliced months that are cut into slices, too: ["2001-01"]
 * @returns the months, in order, with their numbers of rows
 */
export async function splitFlights(folder, sliced) {
  await mkdir(join(folder, "month"), { recursive: true });
  await mkdir(join(folder, "slice"), { recursive: true });
  const database = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await database.connect();
  const write = (where, file) =>
    connection.run(
      `copy (select * from '${source}' where ${where}) to '${join(folder, file)}' (format parquet)`,
    );
  const answer = await connection.runAndReadAll(
    `select strftime(date, '%Y-%m') as month, count(*)::double as rows from '${source}' group by 1 order by 1`,
  );
  const months = answer.getRows().map(([month, rows]) => ({ month, rows }));
  // Six flights carry the date 2001-07-01 00:00: the last ones of June, and no month of their own.
  const whole = months.filter(({ rows }) => rows > 1000);
  for (const { month } of whole) {
    const inMonth = `strftime(date, '%Y-%m') = '${month}'`;
    await write(inMonth, `month/${month}.parquet`);
    if (!sliced.includes(month)) continue;
    for (let slice = 1; slice <= SLICES; slice++) {
      const from = (slice - 1) * SLICE_EVERY;
      const to = from + SLICE_DAYS;
      await write(
        `${inMonth} and day(date) > ${from} and day(date) <= ${to}`,
        `slice/${month}-${slice}.parquet`,
      );
    }
  }
  connection.closeSync();
  database.closeSync();
  return whole;
}
