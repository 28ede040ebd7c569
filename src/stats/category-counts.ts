/** How often two samples have each category that either has, in the order of the category names. */
export interface CategoryCounts {
  readonly categories: readonly string[];
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/**
 * Count categories, compared as text. Missing values are no category: leave them out, or give them
 * a name of their own.
 *
 * @returns categories by the order of their UTF-16 units, which no locale changes
 * @example countCategories(["b", "a"], ["b", "c"]).categories // ["a", "b", "c"]
 *
 * O(m + n + k log k) for k categories.
 */
export function countCategories(
  reference: Iterable<string>,
  current: Iterable<string>,
): CategoryCounts {
  const [before, after] = [tally(reference), tally(current)];
  const categories = [...new Set([...before.keys(), ...after.keys()])].sort();
  return {
    categories,
    reference: Float64Array.from(categories, (category) => before.get(category) ?? 0),
    current: Float64Array.from(categories, (category) => after.get(category) ?? 0),
  };
}

function tally(values: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
