import fc from "fast-check";
import { expect, it } from "vitest";
import { halvedBins } from "../../src/detect/bin-tree.js";
import { contrast } from "../../src/detect/contrasts.js";

const even = (bins: number) => new Array<number>(bins).fill(1);

it.each([
  ["location", 8, [0.82076, 0.344212, 0.193247, 0.085733, 0.344212, 0.085733, 0.193247]],
  ["scale", 8, [0, -0.536098, -0.458547, -0.048311, 0.536098, 0.048311, 0.458547]],
  ["location", 4, [0.860102, 0.360711, 0.360711]],
  ["scale", 4, [0, -0.707107, 0.707107]],
] as const)("gives the weights of %s for %i bins of equal share", (name, bins, wanted) => {
  const weights = contrast(name, halvedBins(0, bins), even(bins))!;
  weights.forEach((weight, i) => {
    expect(Math.abs(weight - wanted[i]!)).toBeLessThan(1e-6);
  });
});

it("is a unit vector for any shares, or there is none", () => {
  const shares = fc.array(fc.nat({ max: 50 }), { minLength: 2, maxLength: 16 });
  fc.assert(
    fc.property(shares, fc.constantFrom("location", "scale"), (counts, name) => {
      const weights = contrast(name, halvedBins(0, counts.length), counts);
      if (weights) expect(Math.hypot(...weights)).toBeCloseTo(1, 12);
      else expect(counts.filter((count) => count > 0).length).toBeLessThanOrEqual(2);
    }),
  );
});

it("does not mind bins outside of its tree", () => {
  const tree = halvedBins(1, 5);
  expect(contrast("location", tree, [9, 1, 1, 1, 1])).toEqual(
    contrast("location", halvedBins(0, 4), even(4)),
  );
});

it("expects nothing of a node with an empty side, and nothing at all of a constant column", () => {
  expect(contrast("location", halvedBins(0, 3), [0, 5, 5])![0]).toBe(0);
  expect(contrast("location", halvedBins(0, 3), [0, 10, 0])).toBeUndefined();
  expect(contrast("scale", halvedBins(0, 2), [5, 5])).toBeUndefined();
});
