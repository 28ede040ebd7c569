import fc from "fast-check";

const count = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.nat(40) },
);
const something = (counts: readonly number[]) => counts.some((k) => k > 0);

/** Counts of two or three samples of unequal sizes over the same bins, zeros among them. */
export function countsOf(samples: number): fc.Arbitrary<number[][]> {
  return fc.integer({ min: 1, max: 8 }).chain((bins) => {
    const row = fc.array(count, { minLength: bins, maxLength: bins }).filter(something);
    return fc.array(row, { minLength: samples, maxLength: samples });
  });
}

/** Their shares, the plain way. */
export function plainShares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, k) => sum + k, 0);
  return counts.map((k) => k / total);
}
