import fc from "fast-check";
import { expect, it } from "vitest";
import { comparePairs, compareSamples } from "../../../src/model/experiments/compare-samples.js";
import { judgeFamily } from "../../../src/model/experiments/judge-family.js";

const sample = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 8 });
const comparison = fc.tuple(sample, sample).map(([a, b]) => ({
  metric: "f1",
  scenarioA: "E1",
  scenarioB: "E2",
  paired: false,
  ...compareSamples(a, b, 0.95),
}));
const family = fc.array(comparison, { maxLength: 6 });
const adjustment = fc.constantFrom<"BH" | "BY">("BH", "BY");

it("calls nothing a difference that could not have been one", () => {
  fc.assert(
    fc.property(family, adjustment, (list, method) => {
      for (const { status, reachable, p, smallestP } of judgeFamily(list, method, 0.05)) {
        if (status === "difference") expect(reachable).toBe(true);
        if (status === "cannot-tell") expect(reachable).toBe(false);
        // Both are sums of the same chances, added up in another order.
        expect(p).toBeGreaterThanOrEqual(smallestP! * (1 - 1e-12));
      }
    }),
  );
});

it("asks a lone effect for alpha / family size", () => {
  const reached = (size: number) => {
    const none = compareSamples([1, 4, 5, 8], [2, 3, 6, 7], 0.95);
    const list = Array.from({ length: size }, () => ({ metric: "f1", scenarioA: "E1", scenarioB: "E2", paired: false, ...none })); // prettier-ignore
    return judgeFamily(list, "BH", 0.05)[0]!.reachable;
  };
  // 4 against 4 can give 2 / 70 = 0.0286.
  expect([reached(1), reached(2)]).toEqual([true, false]);
});

it("leaves a comparison without a p out of the family", () => {
  const head = { metric: "f1", scenarioA: "E1", scenarioB: "E2", paired: true };
  const equal = { ...head, ...comparePairs([1, 2], [1, 2], 0.95) };
  const apart = { ...head, ...comparePairs([5, 6, 7, 8, 9, 10], [1, 1, 1, 1, 1, 1], 0.95) };
  const [first, second] = judgeFamily([equal, apart], "BH", 0.05);
  expect(first).toMatchObject({
    p: null,
    status: "cannot-tell",
    reason: "every pair is equal",
  });
  expect(second).toMatchObject({ pAdjusted: 2 / 64, status: "difference" });
});
