import { expect, it } from "vitest";
import { neverStops } from "../../src/core/checkpoint.js";
import { UndefinedError } from "../../src/core/errors.js";
import { seededRandom } from "../../src/core/random.js";
import type { Column, Table } from "../../src/core/table.js";
import { domainClassifier } from "../../src/model/domain-classifier.js";
import { normalSampler } from "../../src/stats/resampling/normal-sampler.js";

/** Normal columns x, y, z, of which x and y have this correlation, and a category. */
function normals(rows: number, seed: number, rho = 0): Table {
  const normal = normalSampler(seededRandom(seed));
  const [x, y, z] = [0, 0, 0].map(() => new Float64Array(rows)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const codes = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    x[row] = normal();
    y[row] = rho * x[row]! + Math.sqrt(1 - rho * rho) * normal();
    z[row] = normal();
    codes[row] = normal() > 0.5 ? 1 : 0;
  }
  const numbers = Object.entries({ x, y, z }).map(([name, values]): Column => ({
    kind: "number",
    name,
    values,
  }));
  return { rows, columns: [...numbers, { kind: "text", name: "c", codes, levels: ["a", "b"] }] };
}

const judge = (reference: Table, current: Table, seed = 0) =>
  domainClassifier(reference, current, { random: seededRandom(seed), checkpoint: neverStops });

it("finds a change of correlation that no column shows, and the columns that carry it", async () => {
  const drift = await judge(normals(600, 1), normals(500, 2, 0.8));
  expect(drift.auc).toBeGreaterThan(0.65);
  expect(drift.p).toBeLessThan(1e-6);
  expect(drift.pMethod).toBe("normal");
  expect(drift).toMatchObject({ rowsReference: 600, rowsCurrent: 500 });
  expect(drift.folds).toHaveLength(5);
  const [first, second, third] = drift.columns;
  expect([first!.name, second!.name].sort()).toEqual(["x", "y"]);
  expect(second!.importance).toBeGreaterThan(5 * Math.abs(third!.importance));
});

it("finds a category that has become more frequent, and values that are missing now", async () => {
  const reference = normals(300, 3);
  const { rows, columns } = normals(300, 4);
  const current = columns.map((column): Column => {
    if (column.kind === "text") {
      return { ...column, codes: column.codes.map((code, row) => (row % 3 === 0 ? 1 : code)) };
    }
    const gone = (value: number, row: number) => (row % 4 === 0 ? Number.NaN : value);
    return column.name === "z" ? { ...column, values: column.values.map(gone) } : column;
  });
  const drift = await judge(reference, { rows, columns: current });
  expect(drift.p).toBeLessThan(1e-3);
  expect(
    drift.columns
      .slice(0, 2)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["c", "z"]);
});

it("says of tables of one law that they differ as often as it promises", async () => {
  const runs = 100;
  const p: number[] = [];
  for (let seed = 0; seed < runs; seed++) {
    const [reference, current] = [normals(70, 2 * seed + 100), normals(50, 2 * seed + 101)];
    const boosting = { trees: 5, depth: 2, minChildWeight: 2 };
    const options = { random: seededRandom(seed), checkpoint: neverStops, boosting };
    p.push((await domainClassifier(reference, current, options)).p);
  }
  // Binomial bounds that a right test passes 99.8 % of the time.
  const below = (level: number) => p.filter((value) => value <= level).length;
  expect(below(0.05)).toBeLessThanOrEqual(13);
  expect(below(0.2)).toBeGreaterThanOrEqual(8);
  expect(below(0.2)).toBeLessThanOrEqual(33);
  expect(below(0.5)).toBeGreaterThanOrEqual(35);
  expect(below(0.5)).toBeLessThanOrEqual(65);
});

it("finds nothing in a table and itself", async () => {
  const table = normals(200, 7);
  const { auc, p } = await judge(table, table);
  expect(auc).toBeLessThan(0.55);
  expect(p).toBeGreaterThan(0.1);
});

it("is the same for the same seed", async () => {
  const [reference, current] = [normals(120, 8), normals(90, 9, 0.5)];
  const once = await judge(reference, current, 4);
  expect(await judge(reference, current, 4)).toEqual(once);
  expect(await judge(reference, current, 5)).not.toEqual(once);
});

it("stops where it is asked to", async () => {
  const stop = () => Promise.reject(new Error("stopped"));
  const options = { random: seededRandom(1), checkpoint: stop };
  await expect(domainClassifier(normals(60, 1), normals(60, 2), options)).rejects.toThrow(
    "stopped",
  );
});

it("has no answer for few rows, or columns that are all the same", async () => {
  await expect(judge(normals(49, 1), normals(500, 2))).rejects.toThrow(
    "49 rows on one side are too few to learn from: 50 are needed",
  );
  const constant: Column = { kind: "number", name: "k", values: new Float64Array(60).fill(3) };
  const flat = { rows: 60, columns: [constant] };
  await expect(judge(flat, flat)).rejects.toThrow(UndefinedError);
});
