import { byName } from "./profile-categories.js";
import type { CategoryContent } from "./table-profile.js";

/**
 * The categories of two tables put together. What one table keeps by name may be among the rest of the
 * other: then its number is not known, and it joins the rest.
 */
export function mergeCategories(one: CategoryContent, other: CategoryContent): CategoryContent {
  const [a, b] = [named(one), named(other)];
  const names = [...new Set([...a.keys(), ...b.keys()])];
  const isKnown = (name: string) =>
    (a.has(name) || one.rest.rows === 0) && (b.has(name) || other.rest.rows === 0);
  const tally = names.map((name) => ({
    name,
    count: (a.get(name)?.count ?? 0) + (b.get(name)?.count ?? 0),
    setup: (a.get(name)?.setup ?? 0) + (b.get(name)?.setup ?? 0),
  }));
  const kept = tally.filter(({ name }) => isKnown(name)).sort(byName);
  const joined = tally.filter(({ name }) => !isKnown(name));
  const rows = joined.reduce((sum, { count }) => sum + count, one.rest.rows + other.rest.rows);
  const rest = joined.reduce((sum, { setup }) => sum + setup, one.setup.rest + other.setup.rest);
  return {
    kind: "categories",
    categories: kept.map(({ name, count }) => ({ name, count })),
    rest: { rows, categories: rows === 0 ? 0 : null },
    setup: {
      missing: one.setup.missing + other.setup.missing,
      counts: Float64Array.from(kept, ({ setup }) => setup),
      rest,
    },
  };
}

function named({ categories, setup }: CategoryContent) {
  return new Map(
    categories.map(({ name, count }, k) => [name, { count, setup: setup.counts[k]! }]),
  );
}
