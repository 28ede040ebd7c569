import fc from "fast-check";
import { expect, it } from "vitest";
import { pairedHodgesLehmann } from "../../../src/stats/effects/paired-hodges-lehmann.js";
import { wilcoxon } from "../../../src/stats/tests/wilcoxon.js";

const differences = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 15 });

it("is the median of the Walsh averages", () => {
  fc.assert(
    fc.property(differences, (values) => {
      const averages = Float64Array.from(
        values.flatMap((a, i) => values.slice(i).map((b) => (a + b) / 2)),
      ).sort();
      const middle = averages[(averages.length - 1) >> 1]! + averages[averages.length >> 1]!;
      const zeros = values.map(() => 0);
      expect(pairedHodgesLehmann(values, zeros).estimate).toBe(middle / 2);
    }),
  );
});

// Hollander & Wolfe (1973), table 3.1, depression scale; R 4.2.2: wilcox.test(x, y, paired = TRUE,
// conf.int = TRUE) gives V = 40, p = 0.03906, estimate 0.46, interval 0.01 to 0.786.
const before = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
const after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];

it("agrees with R on the depression scale of Hollander and Wolfe", () => {
  const { estimate, low, high, method, confidence } = pairedHodgesLehmann(before, after);
  expect([estimate, low, high].map((v) => Number(v.toFixed(6)))).toEqual([0.46, 0.01, 0.786]);
  expect(method).toBe("exact");
  expect(confidence).toBeCloseTo(1 - 2 * (10 / 512), 12);
  expect(wilcoxon(before, after).statistic).toBe(40);
  expect(wilcoxon(before, after).pValue).toBeCloseTo(0.0390625, 12);
});

it("ends at the outermost averages when the pairs are few, and says what that covers", () => {
  expect(pairedHodgesLehmann([1, 3], [0, 0])).toMatchObject({ low: 1, high: 3, confidence: 0.5 });
});

it("uses the normal limit for many pairs", () => {
  const x = Array.from({ length: 900 }, (_, i) => i);
  const { method, low, high, estimate } = pairedHodgesLehmann(
    x,
    x.map(() => 0),
  );
  expect(method).toBe("rank-normal");
  expect(estimate).toBe(449.5);
  expect(low + high).toBeCloseTo(899, 9);
});

it("refuses samples of different length, NaN, and infinities on both sides", () => {
  expect(() => pairedHodgesLehmann([1], [])).toThrow(/x has 1 values and y has 0/);
  expect(() => pairedHodgesLehmann([Number.NaN], [1])).toThrow(/NaN/);
  expect(() => pairedHodgesLehmann([Infinity, -Infinity], [0, 0])).toThrow(
    expect.objectContaining({ name: "UndefinedError" }),
  );
});
