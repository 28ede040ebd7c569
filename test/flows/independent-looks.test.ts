import fc from "fast-check";
import { expect, it } from "vitest";
import { independentLooks } from "../../src/flows/independent-looks.js";

const moments = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 12 });

it("keeps looks that share no data, and as many as there can be", () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 6 }), (times, window) => {
      const kept = times.filter((_, i) => independentLooks(times, window)[i]).sort((a, b) => a - b);
      const apart = (list: readonly number[]) =>
        list.every((t, i) => i === 0 || t - list[i - 1]! >= 2 * window);
      expect(apart(kept)).toBe(true);
      const best = Array.from({ length: 2 ** times.length }, (_, picks) =>
        times.filter((_, i) => (picks >> i) & 1).sort((a, b) => a - b),
      ).reduce((most, list) => (apart(list) ? Math.max(most, list.length) : most), 0);
      expect(kept).toHaveLength(best);
    }),
    { numRuns: 40 },
  );
});

it("answers in the order of the times, whatever that is", () => {
  expect(independentLooks([20, 0, 9, 10], 5)).toEqual([true, true, false, true]);
  expect(independentLooks([], 5)).toEqual([]);
});
