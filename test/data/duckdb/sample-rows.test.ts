import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDuckDb } from "../../../src/data/duckdb/open-duckdb.js";
import { openSession } from "../../../src/data/duckdb/session.js";
import { scratch } from "../scratch.js";

it("samples the same rows on any number of threads, of one file or of many", async () => {
  const folder = scratch();
  mkdirSync(join(folder, "many"));
  {
    await using session = await openSession({});
    const rows = (from: number, to: number) =>
      `SELECT range AS v, 'k' || range AS w FROM range(${from}, ${to})`;
    const options = "(FORMAT parquet, ROW_GROUP_SIZE 8192)";
    await session.run(`COPY (${rows(0, 90_000)}) TO '${join(folder, "one.parquet")}' ${options}`);
    for (const [i, start] of [0, 30_000, 60_000].entries()) {
      const target = join(folder, "many", `${i}.parquet`);
      await session.run(`COPY (${rows(start, start + 30_000)}) TO '${target}' ${options}`);
    }
  }
  const sample = async (source: string, threads: number) => {
    await using engine = await openDuckDb({ stdin: nothing(), threads });
    const table = await engine.open({ source, missingValues: [] });
    return await engine.sampleRows(
      table,
      [
        { name: "v", as: "number" },
        { name: "w", as: "text" },
      ],
      500,
      7,
    );
  };
  const one = await sample(join(folder, "one.parquet"), 1);
  expect(one.rows).toBeGreaterThan(400);
  expect(await sample(join(folder, "one.parquet"), 4)).toEqual(one);
  expect(await sample(join(folder, "many"), 4)).toEqual(one);
});

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Nothing comes in.
}
