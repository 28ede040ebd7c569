import { expect, it } from "vitest";
import type { PlannedColumn } from "../../src/drift/column-plan.js";
import { columnsWork, type ColumnsProgress } from "../../src/flows/drift-progress.js";
import type { DataEngine, Reduction, Watch } from "../../src/ports/data-engine.js";
import { memoryTable } from "./memory-engine.js";

const tables = [memoryTable([1, 2, 3, 4]), memoryTable([1, 2, 3, 4, 5, 6])] as const;
const column = (name: string, skip: string | null = null) =>
  ({ name, kind: "numeric", skip }) as PlannedColumn;

/** An engine that answers nothing, and says twice how far it is. */
const engine = {
  name: "fake",
  reduce: (requests: readonly Reduction[], watch?: Watch) => {
    for (const share of [0.5, 1]) watch?.(share);
    return Promise.resolve(requests.map(() => []));
  },
} as unknown as DataEngine;

function scan(name: string, within = false): Reduction[] {
  const more = within ? { within: [] } : {};
  return tables.map((table) => ({ kind: "values", table, column: name, limit: 9, ...more }));
}

function watchWork(planned: readonly PlannedColumn[]) {
  const told: ColumnsProgress[] = [];
  const work = columnsWork(tables, planned, (progress) => told.push(progress));
  return { told, work, watched: work.watched(engine) };
}

it("counts rows by the scans of all columns, and never goes back", async () => {
  const planned = [column("a"), column("id", "a time stamp"), column("b"), column("c")];
  const { told, work, watched } = watchWork(planned);
  for (const plan of planned) {
    work.begin([plan]);
    if (plan.skip === null) {
      await watched.reduce(scan(plan.name));
      if (plan.name !== "c") await watched.reduce(scan(plan.name, true));
    }
    work.judging(plan);
    work.judged(plan);
  }
  expect(told.map(({ doing, columns, rows }) => `${doing} ${columns.join(" ")} ${rows}`)).toEqual([
    // Nobody knows yet that a column takes two scans.
    ...["counting a 1", "counting a 3", "looking closer a 3", "looking closer a 3", "judging a 3"],
    ...["counting b 4", "counting b 5", "looking closer b 5", "looking closer b 6", "judging b 6"],
    ...["counting c 7", "counting c 8", "judging c 8"],
  ]);
  expect(told.at(-1)).toMatchObject({ judged: 2, of: 3, ofRows: 10 });
});

it("names the first and the last of columns that are counted together", async () => {
  const planned = ["a", "b", "c", "d"].map((name) => column(name));
  const { told, work, watched } = watchWork(planned);
  work.begin(planned.slice(0, 3));
  await watched.reduce(planned.slice(0, 3).flatMap(({ name }) => scan(name)));
  expect(told.map(({ columns, rows }) => [columns, rows])).toEqual([
    [["a", "c"], 3],
    [["a", "c"], 7],
  ]);
});

it("takes a glance for nothing, and a table without columns for done", async () => {
  const { told, work, watched } = watchWork([]);
  await watched.reduce([{ kind: "glance", table: tables[0], columns: ["a"] }]);
  work.tellingRowsApart();
  expect(told.map(({ rows }) => rows)).toEqual([10, 10, 10]);
  const one = watchWork([column("a")]);
  await one.watched.reduce([{ kind: "glance", table: tables[0], columns: ["a"] }]);
  expect(one.told.map(({ rows }) => rows)).toEqual([0, 0]);
});
