import fc from "fast-check";
import LogisticRegression from "ml-logistic-regression";
import { Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import { neverStops } from "../../../src/core/checkpoint.js";
import { seededRandom } from "../../../src/core/random.js";
import { selectRows } from "../../../src/core/select-rows.js";
import type { Table } from "../../../src/core/table.js";
import {
  applyPreparation,
  fitPreparation,
  preparationDefaults,
} from "../../../src/features/preparation.js";
import {
  fitLogisticRegression,
  loadLogisticRegression,
  type LogisticCoefficients,
} from "../../../src/model/logistic/logistic-regression.js";
import { numberColumn, tableOf, textColumn } from "../../read-table.js";

const spec = { ...preparationDefaults, numbers: ["x", "z"], categories: ["c"], times: [] };
const numbersOnly = { ...spec, categories: [] };

/** Rows whose class depends on x, z and c, with noise. */
function world(seed: number, rows: number, classCount: number) {
  const random = seededRandom(seed);
  const x = Array.from({ length: rows }, () => random() + random() - random());
  const z = Array.from({ length: rows }, () => 1000 * random());
  const c = Array.from({ length: rows }, () => "abcd"[Math.floor(4 * random())]!);
  const labels = Int32Array.from(x, (value, i) => {
    const score = value + z[i]! / 1000 + (c[i] === "a" ? 0.5 : 0) + random() - random();
    return Math.max(0, Math.min(classCount - 1, Math.floor(score + classCount / 2 - 0.5)));
  });
  return { table: tableOf(numberColumn("x", x), numberColumn("z", z), textColumn("c", c)), labels };
}

function fit(
  table: Table,
  labels: Int32Array,
  { c = 1, classCount = 2, features = spec, weights = new Float64Array(table.rows).fill(1) } = {},
) {
  const design = applyPreparation(fitPreparation(table, features), table);
  const training = { design, labels, classCount, weights };
  return fitLogisticRegression(training, c, neverStops);
}

const largestGap = (a: LogisticCoefficients, b: LogisticCoefficients) =>
  Math.max(
    ...a.intercepts.map((value, k) => Math.abs(value - b.intercepts[k]!)),
    ...a.weights.flatMap((row, k) => row.map((value, j) => Math.abs(value - b.weights[k]![j]!))),
  );

describe.each([2, 3])("with %i classes", (classCount) => {
  it("does not depend on the order of the rows", async () => {
    const { table, labels } = world(1, 300, classCount);
    const order = Int32Array.from(labels.keys()).reverse();
    const turned = labels.toReversed();
    const a = await fit(table, labels, { classCount });
    const b = await fit(selectRows(table, order), turned, { classCount });
    expect(largestGap(a, b)).toBeLessThan(1e-6);
  });

  it("takes a weight of 2 as the row twice", async () => {
    const { table, labels } = world(2, 200, classCount);
    const twice = Int32Array.from([...labels.keys(), ...Array(50).keys()]);
    // Prepared from the same rows, so that only the weights differ.
    const preparation = fitPreparation(table, spec);
    const design = applyPreparation(preparation, table);
    const weights = Float64Array.from(labels, (_, i) => (i < 50 ? 2 : 1));
    const weighted = await fitLogisticRegression(
      { design, labels, classCount, weights },
      1,
      neverStops,
    );
    const repeated = await fitLogisticRegression(
      {
        design: applyPreparation(preparation, selectRows(table, twice)),
        labels: Int32Array.from(twice, (row) => labels[row]!),
        classCount,
        weights: new Float64Array(twice.length).fill(1),
      },
      1,
      neverStops,
    );
    expect(largestGap(weighted, repeated)).toBeLessThan(1e-6);
  });

  it("is at the minimum: no step in any direction gains", async () => {
    const { table, labels } = world(3, 150, classCount);
    const result = await fit(table, labels, { classCount });
    const design = applyPreparation(fitPreparation(table, spec), table);
    const objective = (weights: readonly (readonly number[])[]) => {
      const model = loadLogisticRegression({ ...result, weights });
      const p = model.predictProbabilities(design);
      const loss = labels.reduce((sum, label, i) => sum - Math.log(p[label]![i]!), 0);
      return loss + weights.flat().reduce((sum, w) => sum + w * w, 0) / 2;
    };
    expect(objective(result.weights)).toBeCloseTo(result.objective, 8);
    result.weights[0]!.forEach((_, j) => {
      for (const step of [1e-3, -1e-3]) {
        const moved = result.weights.map((row, k) =>
          row.map((w, at) => (k === 0 && at === j ? w + step : w)),
        );
        expect(objective(moved)).toBeGreaterThan(result.objective);
      }
    });
  });

  it("survives JSON", async () => {
    const { table, labels } = world(4, 100, classCount);
    const design = applyPreparation(fitPreparation(table, spec), table);
    const result = await fit(table, labels, { classCount });
    const copy = JSON.parse(JSON.stringify(result)) as LogisticCoefficients;
    expect(loadLogisticRegression(copy).predictProbabilities(design)).toEqual(
      result.predictProbabilities(design),
    );
  });
});

it("changes nothing when a feature changes its unit", async () => {
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), async (scale) => {
      const { table, labels } = world(5, 120, 2);
      const columns = table.columns.map((column) =>
        column.name === "z" && column.kind === "number"
          ? { ...column, values: column.values.map((value) => value * scale - 3 * scale) }
          : column,
      );
      const a = await fit(table, labels);
      const b = await fit({ ...table, columns }, labels);
      expect(largestGap(a, b)).toBeLessThan(1e-6);
    }),
    { numRuns: 20 },
  );
});

it("gives the multinomial model of two classes the same probabilities", async () => {
  // Softmax of two classes splits a weight w into ±w/2: its penalty is half as strong.
  const { table, labels } = world(6, 200, 2);
  const design = applyPreparation(fitPreparation(table, spec), table);
  const binary = await fit(table, labels, { c: 1 });
  const three = await fit(table, labels, { c: 0.5, classCount: 3 });
  const [, p] = binary.predictProbabilities(design);
  const [, q] = three.predictProbabilities(design);
  // The third class has no rows; its intercept has no penalty and goes as low as it likes.
  expect(Math.max(...p!.map((value, i) => Math.abs(value - q![i]!)))).toBeLessThan(1e-3);
});

it("steps in where the classes can be parted, and says so", async () => {
  const table = tableOf(numberColumn("x", [1, 2, 3, 4]), numberColumn("z", [0, 1, 0, 1]));
  const labels = Int32Array.of(0, 0, 1, 1);
  const design = applyPreparation(fitPreparation(table, numbersOnly), table);
  const training = { design, labels, classCount: 2, weights: Float64Array.of(1, 1, 1, 1) };
  const result = await fitLogisticRegression(training, null, neverStops);
  expect(result.notes).toHaveLength(1);
  expect(result.notes[0]).toContain("give a class away");
  const [, p] = result.predictProbabilities(design);
  expect([...p!].map(Math.round)).toEqual([0, 0, 1, 1]);
});

it("sees classes that part in one direction only (quasi-separation)", async () => {
  const { table, labels } = world(7, 200, 2);
  const texts = Array.from(labels, (label, i) => (label === 1 && i % 3 === 0 ? "only-1" : "both"));
  const columns = [table.columns[0]!, textColumn("c", texts)];
  const features = { ...spec, numbers: ["x"], dropFirst: true };
  const prepared = fitPreparation({ ...table, columns }, features);
  const design = applyPreparation(prepared, { ...table, columns });
  const weights = new Float64Array(labels.length).fill(1);
  const training = { design, labels, classCount: 2, weights };
  const result = await fitLogisticRegression(training, null, neverStops);
  expect(result.notes.join()).toContain("give a class away");
});

it("holds columns that repeat others at 0 where there is no penalty", async () => {
  const { table, labels } = world(8, 200, 2);
  const twin = { ...table.columns[0]!, name: "z" };
  const single = await fitUnpenalised({ ...table, columns: [table.columns[0]!] }, ["x"], labels);
  const doubled = await fitUnpenalised(
    { ...table, columns: [table.columns[0]!, twin] },
    ["x", "z"],
    labels,
  );
  expect(doubled.weights[0]).toEqual([expect.closeTo(single.weights[0]![0]!, 8), 0]);
  expect(doubled.standardErrors![2]).toBeNaN();
});

function fitUnpenalised(table: Table, numbers: readonly string[], labels: Int32Array) {
  const design = applyPreparation(fitPreparation(table, { ...numbersOnly, numbers }), table);
  const weights = new Float64Array(labels.length).fill(1);
  return fitLogisticRegression({ design, labels, classCount: 2, weights }, null, neverStops);
}

it("has no answer for one class", async () => {
  const { table } = world(9, 10, 2);
  await expect(fit(table, new Int32Array(10))).rejects.toThrow(
    expect.objectContaining({ name: "UndefinedError" }),
  );
});

it("stops when its checkpoint says so", async () => {
  const { table, labels } = world(10, 50, 2);
  const design = applyPreparation(fitPreparation(table, spec), table);
  const training = { design, labels, classCount: 2, weights: new Float64Array(50).fill(1) };
  const stop = () => Promise.reject(new Error("stopped"));
  await expect(fitLogisticRegression(training, 1, stop)).rejects.toThrow("stopped");
});

// ml-logistic-regression has neither penalty nor intercept nor a stopping rule: on standardised
// data with a column of ones, a step that suits the size and enough steps it comes near the truth.
it("agrees with ml-logistic-regression on its terms", async () => {
  const { table, labels } = world(11, 200, 2);
  const design = applyPreparation(fitPreparation(table, numbersOnly), table);
  const rows = Array.from(labels, (_, i) => [1, ...design.numbers.map(({ values }) => values[i]!)]);
  const peer = new LogisticRegression({ numSteps: 3000, learningRate: 0.01 });
  peer.train(new Matrix(rows), Matrix.columnVector([...labels]));
  const ours = await fitUnpenalised(table, ["x", "z"], labels);
  // The first of its two one-against-rest classifiers takes class 0 as 0 and the rest as 1.
  const theirs = peer.classifiers[0]!.weights.to1DArray();
  const got = [ours.intercepts[0]!, ...ours.weights[0]!];
  got.forEach((value, j) => {
    expect(Math.abs(value - theirs[j]!)).toBeLessThan(1e-3);
  });
});
