import { join } from "node:path";
import { expect, it } from "vitest";
import { neverStops } from "../../../src/core/checkpoint.js";
import { openDuckDb } from "../../../src/data/duckdb/open-duckdb.js";
import { openSession } from "../../../src/data/duckdb/session.js";
import { textsOf } from "../../../src/data/duckdb/answer-column.js";
import { localFiles } from "../../../src/data/local-files.js";
import { tableWriter } from "../../../src/data/table-writer.js";
import { injectDrift } from "../../../src/flows/inject/inject-drift.js";
import { parseInjections } from "../../../src/synth/inject/parse-injection.js";
import { scratch } from "../../data/scratch.js";

const COLUMNS = `i::TINYINT tiny, (i / 7)::DECIMAL(9,3) price, DATE '2026-01-01' + i::INT AS day,
  TIMESTAMPTZ '2026-01-01 00:00:00+00' + INTERVAL (i) HOUR AS at,
  TIMESTAMP_NS '2026-01-01 00:00:00.123456789' nanos, (i / 3)::FLOAT single,
  CASE WHEN i % 4 > 0 THEN i % 2 = 0 END flag, [i, i + 1] pair, {'x': i, 'y': 'a,b'} nested,
  lpad(i::VARCHAR, 5, '0') code, i / 9.0::DOUBLE measure, 9007199254740993 + i big`;

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Nothing comes in.
}

/** Inject into a Parquet file of every sort of column; answers with SQL over both files. */
async function injected(specs: string) {
  const folder = scratch();
  const [before, after] = [join(folder, "before.parquet"), join(folder, "after.parquet")];
  await using session = await openSession({});
  const query = async (sql: string) => {
    const answer = await session.query(sql);
    return textsOf(answer, 0);
  };
  await session.run(`COPY (SELECT ${COLUMNS} FROM range(100) r(i)) TO '${before}'`);
  await using reader = await openDuckDb({ stdin: nothing() });
  const files = localFiles({ stdin: nothing() });
  await injectDrift(
    {
      ...{ source: before, missingValues: ["NA"], numeric: [], categorical: [] },
      ...{ injections: parseInjections(specs), start: { share: 0 }, rowShare: 1, seed: 1 },
      ...{ out: after, outFormat: "parquet", truth: null },
    },
    {
      ...{ reader, files, checkpoint: neverStops, onProgress: () => undefined },
      openWriter: async (columns) => tableWriter("parquet", await files.create(after), columns),
    },
  );
  const typesOf = (path: string) =>
    query(`SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM '${path}')`);
  const lost = await query(
    `SELECT count(*)::VARCHAR FROM (SELECT * EXCLUDE measure FROM '${before}' EXCEPT ALL
      SELECT * EXCLUDE measure FROM '${after}')`,
  );
  return { types: await Promise.all([typesOf(before), typesOf(after)]), lost };
}

it("keeps the types of a Parquet file, and every value of the columns that it leaves alone", async () => {
  const { types, lost } = await injected("shift:measure:1sd");
  expect(types[1]).toEqual(types[0]);
  expect(lost).toEqual(["0"]);
});

it("widens the type of a column that gets new values, and of no other", async () => {
  const { types } = await injected(
    "shift:tiny:+200,scale:price:1000000,swap:flag:0.1,missing:nested:0.1,correlation:at~big:=0.5",
  );
  const changed = types[1].filter((type, i) => type !== types[0][i]);
  expect(changed).toEqual(["tiny BIGINT", "price DOUBLE"]);
});
