import type { ValueCounts } from "../core/value-counts.js";
import type { CategoryCount } from "./column-counts.js";

/** Counts of 0 and 1 as those of the categories false and true, however a file spells them. */
export function truthCounts({ values, counts }: ValueCounts): {
  readonly categories: readonly CategoryCount[];
  readonly rest: { readonly rows: number; readonly categories: number };
} {
  const categories = Array.from(values, (value, i) => ({
    name: String(value !== 0),
    count: counts[i]!,
  }));
  return { categories, rest: { rows: 0, categories: 0 } };
}
