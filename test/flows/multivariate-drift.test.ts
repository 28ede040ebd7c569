import { expect, it } from "vitest";
import { neverStops } from "../../src/core/checkpoint.js";
import type { Column, Table } from "../../src/core/table.js";
import type { PlannedColumn } from "../../src/drift/column-plan.js";
import type { ColumnKind } from "../../src/drift/drift-result.js";
import { multivariateDrift } from "../../src/flows/multivariate-drift.js";
import type { EngineTable } from "../../src/ports/data-engine.js";
import type { ColumnRequest } from "../../src/ports/row-reader.js";

const plan = (name: string, kind: ColumnKind): PlannedColumn => {
  return { name, kind, role: "feature", forced: false, skip: null };
};
const side = (source: string): EngineTable => {
  return { source, rows: 80, sha256: null, columns: [], findings: [] };
};

/** An engine of which every column of every table is the same few values. */
function fakeEngine(rows = 80) {
  const asked: { columns: readonly ColumnRequest[]; n: number; seed: number }[] = [];
  const column = ({ name, as }: ColumnRequest): Column => {
    if (as === "text") {
      const codes = Int32Array.from({ length: rows }, (_, row) => row % 3);
      return { kind: as, name, codes, levels: ["a", "b", "c"] };
    }
    return { kind: as, name, values: Float64Array.from({ length: rows }, (_, row) => row % 5) };
  };
  const sampleRows = (
    _: EngineTable,
    columns: readonly ColumnRequest[],
    n: number,
    seed: number,
  ): Promise<Table> => {
    asked.push({ columns, n, seed });
    return Promise.resolve({ rows, columns: columns.map(column) });
  };
  return { sampleRows, asked };
}

const run = (engine: ReturnType<typeof fakeEngine>, columns: readonly PlannedColumn[]) =>
  multivariateDrift(engine, [side("may"), side("june")], columns, {
    seed: 3,
    checkpoint: neverStops,
  });

it("asks for numbers, booleans and categories as they are compared, of either side by itself", async () => {
  const engine = fakeEngine();
  const columns = [plan("n", "numeric"), plan("b", "boolean"), plan("c", "categorical")];
  const found = await run(engine, columns);
  expect(found).toMatchObject({ rowsReference: 80, rowsCurrent: 80 });
  expect(engine.asked.map(({ n, seed }) => [n, seed])).toEqual([
    [20_000, 3],
    [20_000, 4],
  ]);
  expect(engine.asked[0]!.columns.map(({ as }) => as)).toEqual(["number", "number", "text"]);
});

it("samples fewer rows where there are very many columns", async () => {
  const engine = fakeEngine(10);
  const columns = Array.from({ length: 4096 }, (_, i) => plan(`c${i}`, "numeric"));
  await run(engine, columns);
  expect(engine.asked[0]!.n).toBe(1024);
});

it("says in words why there is no answer", async () => {
  expect(await run(fakeEngine(49), [plan("n", "numeric")])).toMatch("49 rows on one side");
  expect(await run(fakeEngine(), [])).toBe("no column is compared");
});
