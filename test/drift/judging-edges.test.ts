import fc from "fast-check";
import { expect, it } from "vitest";
import { countValues, poolSamples } from "../../src/stats/pooled-counts.js";
import { quantileEdges } from "../../src/stats/binning/quantile-edges.js";
import { nextBelow } from "../../src/core/double-order.js";
import { psiEdges } from "../../src/drift/weigh-numeric.js";
import { ladderOfCounts } from "../../src/stats/ladder/ladder.js";
import { judgingEdges } from "../../src/drift/judging-edges.js";

const edgesOf = (values: number[]) => {
  const counted = countValues("x", values);
  return judgingEdges(counted, quantileEdges(counted, 10));
};

it("gives an atom a bin of its own", () => {
  expect(Array.from(edgesOf([7, 7, 7]))).toEqual([nextBelow(7), 7]);
  const zeros = edgesOf([0, 0, 0, 0, 0, 0, 0, 1, 2, 3]);
  expect(Array.from(zeros.slice(0, 2))).toEqual([-Number.MIN_VALUE, 0]);
});

it("leaves a column without atoms as it is", () => {
  const values = Array.from({ length: 100 }, (_, i) => i);
  expect(edgesOf(values)).toEqual(quantileEdges(countValues("x", values), 10));
});

it("has bins that do not depend on which table is the reference", () => {
  const sample = fc.array(fc.nat(30), { minLength: 1 });
  fc.assert(
    fc.property(sample, sample, (x, y) => {
      const { judging } = psiEdges(ladderOfCounts(poolSamples(x, y)));
      expect(psiEdges(ladderOfCounts(poolSamples(y, x))).judging).toEqual(judging);
      expect(judging).toEqual(edgesOf([...x, ...y]));
    }),
  );
});

it("finds the next double below", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const below = nextBelow(value);
      const middle = below / 2 + value / 2;
      return below < value && (middle === below || middle === value || middle === 0);
    }),
  );
});
