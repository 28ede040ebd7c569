import { appendFileSync, copyFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDuckDb } from "../../../src/data/duckdb/open-duckdb.js";
import { openSession } from "../../../src/data/duckdb/session.js";
import { scratch } from "../scratch.js";

it.each<[string, RegExp, (path: string, other: string) => void]>([
  [
    "appended to",
    /has changed while/,
    (path) => {
      appendFileSync(path, "more");
    },
  ],
  [
    "replaced",
    /has changed while/,
    (path, other) => {
      copyFileSync(other, `${path}.new`);
      renameSync(`${path}.new`, path);
    },
  ],
  [
    "overwritten",
    /has changed while/,
    (path) => {
      writeFileSync(path, "nothing");
    },
  ],
  [
    "deleted",
    /has gone while/,
    (path) => {
      rmSync(path);
    },
  ],
])("refuses to count a Parquet file that was %s", async (_, what, change) => {
  const folder = scratch();
  const [path, other] = [join(folder, "a.parquet"), join(folder, "b.parquet")];
  {
    await using session = await openSession({});
    await session.run(`COPY (SELECT range AS v FROM range(99)) TO '${path}' (FORMAT parquet)`);
    await session.run(`COPY (SELECT range + 1 AS v FROM range(99)) TO '${other}' (FORMAT parquet)`);
  }
  await using engine = await openDuckDb({ stdin: nothing() });
  const table = await engine.open({ source: path, missingValues: [] });
  const count = () => engine.reduce([{ kind: "values", table, column: "v", limit: 1000 }]);
  expect((await count())[0]?.counts).toHaveLength(99);
  change(path, other);
  await expect(count()).rejects.toMatchObject({
    name: "InputError",
    message: expect.stringMatching(what) as string,
    where: path,
  });
  await expect(engine.parts(table, { by: "rows", size: 9 })).rejects.toThrow(what);
  await expect(engine.sampleRows(table, [{ name: "v", as: "number" }], 9, 1)).rejects.toThrow(what);
});

it("counts what it has read of a text file, whatever becomes of the file", async () => {
  const source = join(scratch(), "data.csv");
  writeFileSync(source, "id,v\na,1\nb,2\n");
  await using engine = await openDuckDb({ stdin: nothing() });
  const table = await engine.open({ source, missingValues: [] });
  appendFileSync(source, "c,3\n");
  const [values] = await engine.reduce([{ kind: "values", table, column: "v", limit: 9 }]);
  expect(values?.counts).toHaveLength(2);
  // The texts of numbers are read once more, and those of other rows would not fit.
  const again = engine.reduce([{ kind: "categories", table, column: "v", limit: 9 }]);
  await expect(again).rejects.toThrow(/data\.csv has changed while it was read/);
});

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Nothing comes in.
}
