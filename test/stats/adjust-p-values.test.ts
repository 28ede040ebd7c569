import fc from "fast-check";
import { expect, it } from "vitest";
import { adjust } from "../../src/flows/statistics/adjust.js";
import { ADJUSTMENTS, adjustPValues, type Adjustment } from "../../src/stats/adjust-p-values.js";
import { agreesWithOracle } from "../oracle.js";

agreesWithOracle("p_adjust", (question) => adjust.answer(question), [
  ...ADJUSTMENTS,
  "rejected_at_0.05",
  "family_size",
]);

// Hundredths, so that ties abound.
const pValue = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const family = fc.array(fc.option(pValue, { freq: 5 }), { maxLength: 12 });

it("never falls below p, and orders the methods by their strength", () => {
  fc.assert(
    fc.property(family, (p) => {
      const by = Object.fromEntries(
        ADJUSTMENTS.map((method) => [method, adjustPValues(p, method)]),
      ) as Record<Adjustment, (number | null)[]>;
      return p.every((value, i) => {
        if (value === null) return ADJUSTMENTS.every((method) => by[method][i] === null);
        const [bonferroni, holm, hochberg, hommel, bh, byy] = ADJUSTMENTS.map(
          (method) => by[method][i]! + 1e-15, // one rounding apart is equal
        );
        const exact = [holm! - bonferroni!, hochberg! - holm!, hommel! - hochberg!, bh! - byy!];
        return exact.every((step) => step < 1e-14) && hommel! >= value && bh! >= value;
      });
    }),
  );
});

it("is the closed test that it stands for, over all families of members", () => {
  const small = fc.array(pValue, { minLength: 1, maxLength: 6 });
  const closed = (p: number[], local: (subset: number[]) => number) =>
    p.map((_, i) => {
      let worst = 0;
      for (let bits = 0; bits < 2 ** p.length; bits++) {
        if ((bits >> i) % 2 === 0) continue;
        const subset = p.filter((_, j) => (bits >> j) % 2 === 1).sort((a, b) => a - b);
        worst = Math.max(worst, local(subset));
      }
      return Math.min(1, worst);
    });
  const near = (got: (number | null)[], want: number[]) =>
    got.every((value, i) => Math.abs(value! - want[i]!) < 1e-14);
  fc.assert(
    fc.property(small, (p) => {
      const simes = closed(p, (s) => Math.min(...s.map((v, j) => (s.length * v) / (j + 1))));
      const holm = closed(p, (s) => s.length * s[0]!);
      return near(adjustPValues(p, "hommel"), simes) && near(adjustPValues(p, "holm"), holm);
    }),
  );
});

it("finds with BH what the step-up procedure finds", () => {
  fc.assert(
    fc.property(fc.array(pValue, { minLength: 1 }), pValue, (p, alpha) => {
      const sorted = [...p].sort((a, b) => a - b);
      const most = sorted.findLastIndex((v, i) => (p.length / (i + 1)) * v <= alpha);
      const found = adjustPValues(p, "BH").filter((value) => value! <= alpha).length;
      return found === most + 1 || alpha === 1;
    }),
  );
});

it("does not care for the order of the family, and leaves it as it was", () => {
  fc.assert(
    fc.property(family, fc.constantFrom(...ADJUSTMENTS), (p, method) => {
      const there = adjustPValues(Object.freeze(p), method);
      expect(adjustPValues([...p].reverse(), method).reverse()).toEqual(there);
    }),
  );
});

it("refuses what is no p-value, and says which", () => {
  const call = () => adjustPValues([0.5, 1.2], "BH");
  expect(call).toThrow(expect.objectContaining({ name: "InputError", where: "p[1]" }));
  expect(() => adjustPValues([Number.NaN], "holm")).toThrow(/NaN is not a p-value/);
});
