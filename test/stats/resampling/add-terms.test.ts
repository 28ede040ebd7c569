import fc from "fast-check";
import { expect, it } from "vitest";
import { addTerms } from "../../../src/stats/resampling/add-terms.js";

it("adds what adding the terms one by one does, whatever the range of the counts", () => {
  const counts = fc.array(fc.oneof(fc.nat(9), fc.nat(1e6)), { maxLength: 50 });
  fc.assert(
    fc.property(counts, (drawn) => {
      const sums = new Float64Array(drawn.length).fill(0.5);
      addTerms(sums, Int32Array.from(drawn), Math.sqrt);
      expect(Array.from(sums)).toEqual(drawn.map((count) => 0.5 + Math.sqrt(count)));
    }),
  );
});

it("takes the term of a count once", () => {
  let taken = 0;
  addTerms(new Float64Array(99), new Float64Array(99).fill(7), () => (taken += 1));
  expect(taken).toBe(1);
});
