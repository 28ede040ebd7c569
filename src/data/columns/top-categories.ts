import type { CategoryCounts } from "../../ports/data-engine.js";

/** The most frequent of all categories of a column, and how much lies beyond them. */
export function topCategories(all: Category[], limit: number): CategoryCounts {
  const sorted = all.sort(mostFrequentFirst);
  const rest = sorted.slice(limit);
  return {
    categories: sorted.slice(0, limit),
    rest: { rows: rest.reduce((sum, { count }) => sum + count, 0), categories: rest.length },
  };
}

type Category = CategoryCounts["categories"][number];

/** Ties by name, in the order of the bytes of UTF-8, as the database has it. */
export function mostFrequentFirst(a: Category, b: Category): number {
  return b.count - a.count || byBytes(a.name, b.name);
}

function byBytes(a: string, b: string): number {
  // Units of UTF-16 have the same order but for pairs of them, which stand for the last of all.
  const isPlain = !/[\ud800-\udfff]/.test(a + b);
  if (isPlain) return a < b ? -1 : a > b ? 1 : 0;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
