import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import type { BinnedColumn } from "../../../src/model/trees/binned-column.js";
import { boostedScores, fitBoostedTrees } from "../../../src/model/trees/boosted-trees.js";
import { logLoss } from "../../../src/stats/scores/log-loss.js";
import { rocAuc } from "../../../src/stats/scores/roc-auc.js";

const random = seededRandom(5);
const ROWS = 600;

/** A column of so many bins, filled at random; bin 0 stays for missing values. */
function drawn(bins: number, ordered = true): BinnedColumn {
  const codes = Uint8Array.from({ length: ROWS }, () => 1 + Math.floor(random() * (bins - 1)));
  return { name: "x", codes, bins, ordered };
}

const columns = [drawn(9), drawn(9), drawn(5, false)];
const labelsBy = (rule: (row: number) => boolean) =>
  Uint8Array.from({ length: ROWS }, (_, row) => Number(rule(row)));
const code = (column: number, row: number) => columns[column]!.codes[row]!;
const noisy = labelsBy((row) => code(0, row) + 4 * random() > 6.5);
const crossed = labelsBy((row) => code(0, row) > 4 !== code(1, row) > 4);

it("takes one Newton step in a single leaf-wise tree", () => {
  const one = { trees: 1, depth: 1, shrinkage: 0.5, lambda: 2, minChildWeight: 0 };
  const halves = { name: "x", bins: 3, ordered: true, codes: Uint8Array.of(1, 1, 1, 2, 2, 2) };
  const model = fitBoostedTrees({ columns: [halves], labels: [0, 0, 1, 1, 1, 0] }, one);
  // p = ½ everywhere: G = ½ (rows of 0) − ½ (rows of 1), H = ¼ a row.
  const step = (-0.5 * (0.5 * 2 - 0.5)) / (0.75 + 2);
  const scores = boostedScores(model, [halves]);
  expect(model.base).toBe(0);
  [step, step, step, -step, -step, -step].forEach((score, row) => {
    expect(scores[row]).toBeCloseTo(score, 14);
  });
});

it("lowers the loss on its own rows with every tree", () => {
  const { base, trees } = fitBoostedTrees({ columns, labels: noisy }, { trees: 30 });
  const losses = Array.from({ length: 31 }, (_, n) => {
    const scores = boostedScores({ base, trees: trees.slice(0, n) }, columns);
    return logLoss(
      noisy,
      scores.map((score) => 1 / (1 + Math.exp(-score))),
    );
  });
  losses.slice(1).forEach((loss, n) => {
    expect(loss).toBeLessThan(losses[n]!);
  });
});

it("sees how two columns act together from a depth of 2 on", () => {
  const auc = (depth: number) =>
    rocAuc(
      crossed,
      boostedScores(fitBoostedTrees({ columns, labels: crossed }, { depth }), columns),
    );
  expect(auc(2)).toBe(1);
  expect(auc(1)).toBeLessThan(0.75);
});

it("parts categories by what they do, whatever their order, and missing values", () => {
  const kinds = { ...drawn(9, false) };
  kinds.codes.forEach((_, row) => {
    if (row % 7 === 0) kinds.codes[row] = 0;
  });
  const labels = Uint8Array.from(kinds.codes, (bin) => Number([0, 2, 5, 8].includes(bin)));
  const model = fitBoostedTrees({ columns: [kinds], labels }, { trees: 1, depth: 1 });
  expect(rocAuc(labels, boostedScores(model, [kinds]))).toBe(1);
});

it("counts a row of weight 2 twice", () => {
  const weights = Float64Array.from({ length: ROWS }, (_, row) => 1 + (row % 2));
  const rows = Int32Array.from({ length: 1.5 * ROWS }, (_, i) =>
    i < ROWS ? i : 2 * (i - ROWS) + 1,
  );
  const twice = columns.map((column) => ({
    ...column,
    codes: Uint8Array.from(rows, (row) => column.codes[row]!),
  }));
  const options = { trees: 5 };
  const weighted = fitBoostedTrees({ columns, labels: noisy, weights }, options);
  const repeated = fitBoostedTrees(
    { columns: twice, labels: rows.map((row) => noisy[row]!) },
    options,
  );
  const expected = boostedScores(repeated, columns);
  boostedScores(weighted, columns).forEach((score, row) => {
    expect(score).toBeCloseTo(expected[row]!, 9);
  });
});

it("learns from a share of the rows and columns, the same for the same seed", () => {
  const options = { trees: 20, rowShare: 0.5, columnShare: 0.6 };
  const fit = (seed: number) =>
    fitBoostedTrees({ columns, labels: noisy }, options, seededRandom(seed));
  expect(fit(1)).toEqual(fit(1));
  expect(fit(1)).not.toEqual(fit(2));
  expect(rocAuc(noisy, boostedScores(fit(1), columns))).toBeGreaterThan(0.8);
});

it("changes nothing that it is given", () => {
  const before = columns.map(({ codes }) => codes.slice());
  fitBoostedTrees({ columns, labels: Object.freeze([...noisy]) }, { trees: 2 });
  columns.forEach(({ codes }, i) => {
    expect(codes).toEqual(before[i]);
  });
});

it("stays finite where two classes part without an overlap and nothing is penalised", () => {
  const labels = labelsBy((row) => code(0, row) > 4);
  const free = { trees: 400, shrinkage: 1, lambda: 0, minChildWeight: 0 };
  const scores = boostedScores(fitBoostedTrees({ columns, labels }, free), columns);
  expect(scores.every(Number.isFinite)).toBe(true);
  expect(rocAuc(labels, scores)).toBe(1);
});

it("needs two classes, and options within their ranges", () => {
  const fit =
    (options: object, labels = noisy) =>
    () =>
      fitBoostedTrees({ columns, labels }, options);
  expect(fit({}, new Uint8Array(ROWS))).toThrow("only one class occurs");
  expect(fit({ depth: 0 })).toThrow(expect.objectContaining({ where: "depth" }));
  expect(fit({ shrinkage: 0 })).toThrow("shrinkage is 0");
  expect(fit({ rowShare: 1.5 })).toThrow("rowShare is 1.5");
  expect(fit({ lambda: Number.NaN })).toThrow("lambda is NaN");
});
