import fc from "fast-check";
import { expect, it } from "vitest";
import { contingencyTable } from "../../../src/stats/contingency-table.js";
import { correctedCramersV, cramersV } from "../../../src/stats/effects/cramers-v.js";

const row = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 5, maxLength: 5 });

it("lies between 0 and 1, and its correction below it", () => {
  fc.assert(
    fc.property(row, row, row, (x, y, z) => {
      const table = contingencyTable([x, y, z]);
      const [plain, corrected] = [cramersV(table), correctedCramersV(table)];
      return plain <= 1 && corrected >= 0 && corrected <= plain;
    }),
  );
});

it("does not grow with the counts, where the proportions stay", () => {
  const small = contingencyTable([
    [3, 5, 2],
    [1, 2, 7],
  ]);
  const large = contingencyTable([
    [3e6, 5e6, 2e6],
    [1e6, 2e6, 7e6],
  ]);
  expect(cramersV(large)).toBeCloseTo(cramersV(small), 12);
  expect(correctedCramersV(large)).toBeCloseTo(cramersV(large), 6);
});

it("is 1 for samples that share no category", () => {
  const table = contingencyTable([
    [3, 7, 0],
    [0, 0, 5],
  ]);
  expect(cramersV(table)).toBe(1);
});

it("is undefined for one category, and its correction for single observations", () => {
  const undefinedError = expect.objectContaining({ name: "UndefinedError" }) as Error;
  expect(() => cramersV(contingencyTable([[3], [4]]))).toThrow(undefinedError);
  const single = contingencyTable([
    [1, 0],
    [0, 1],
  ]);
  expect(cramersV(single)).toBe(1);
  expect(() => correctedCramersV(single)).toThrow(undefinedError);
});
