import { expect, it } from "vitest";
import { seededRandom } from "../../../src/core/random.js";
import { boostedScores, fitBoostedTrees } from "../../../src/model/trees/boosted-trees.js";
import { permutationImportance } from "../../../src/model/domain/permutation-importance.js";

const random = seededRandom(2);
const ROWS = 500;
const column = (name: string) => ({
  name,
  bins: 6,
  ordered: true,
  codes: Uint8Array.from({ length: ROWS }, () => 1 + Math.floor(5 * random())),
});
const columns = [column("silent"), column("weak"), column("strong")];
const [, weak, strong] = columns;
const labels = Uint8Array.from({ length: ROWS }, (_, row) =>
  Number(weak!.codes[row]! + 4 * strong!.codes[row]! + 2 * random() > 16),
);
const trees = fitBoostedTrees({ columns, labels }, { trees: 20, depth: 2, minChildWeight: 20 });
const rows = { columns, labels, scores: boostedScores(trees, columns) };

it("is the larger the more the trees lean on a column, and 0 where none asks it", () => {
  const [none, some, most] = permutationImportance(trees, rows, seededRandom(1));
  expect(trees.trees.some((tree) => tree.column.includes(0))).toBe(false);
  expect(none).toBe(0);
  expect(some).toBeGreaterThan(0.005);
  expect(most).toBeGreaterThan(3 * some!);
});

it("is the same for the same seed, and changes nothing that it is given", () => {
  const before = columns.map(({ codes }) => codes.slice());
  const once = permutationImportance(trees, rows, seededRandom(1));
  expect(permutationImportance(trees, rows, seededRandom(1))).toEqual(once);
  expect(columns.map(({ codes }) => codes)).toEqual(before);
});
