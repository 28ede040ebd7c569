import { expect, it } from "vitest";
import type { SoftMap } from "../../../src/core/monotone-map.js";
import {
  ladderOfBins,
  ladderOfValues,
  spliced,
} from "../../../src/drift/resolution/span-ladder.js";

it("lets no span reach beyond the values that stand next to it, where a map overflows", () => {
  const map: SoftMap = { kind: "soft", center: 0, width: 9e307, halfBins: 8 };
  // What is farther from the center than the largest double less the width is in the last bin.
  const counted = (counts: number[]) => ({
    bins: Float64Array.of(8, 12, 16),
    counts: Float64Array.from(counts),
    sums: Float64Array.of(0, 8e307, Infinity),
  });
  const rough = ladderOfBins({ map, within: [] }, 0, [counted([1, 1, 2]), counted([1, 1, 2])]);
  expect(rough.high[1]).toBeGreaterThan(9.1e307);
  const last = ladderOfValues(
    {
      values: Float64Array.of(9.1e307, 1e308),
      x: Float64Array.of(1, 1),
      y: Float64Array.of(0, 2),
      m: 2,
      n: 2,
    },
    0,
  );
  const { low, high } = spliced(rough, new Map([[2, last]]));
  expect(high[1]).toBe(9.1e307);
  expect([low[2], high[2], low[3]]).toEqual([9.1e307, 9.1e307, 1e308]);
});
