import type { Random } from "../../core/random.js";
import { drawMultivariateHypergeometric } from "../../stats/resampling/draw-multivariate-hypergeometric.js";
import type { CategoryCount } from "../column-counts.js";
import type { CategoryContent } from "./table-profile.js";

/** Categories that a column keeps by name. */
export const MOST_CATEGORIES = 512;
/** Rows of the set-up: a detector's fifteen levels and the rest ask for 40 · 16. */
export const CATEGORY_SETUP_ROWS = 640;

/** Categories as an engine counts them: the most frequent, and how much lies beyond them. */
export interface CountedCategories {
  readonly categories: readonly CategoryCount[];
  readonly rest: { readonly rows: number; readonly categories: number };
}

/**
 * Keep the categories of at least so many rows by name, all others as their sum. Where too many are left,
 * the least number of rows is raised, so that which are kept depends on counts alone.
 *
 * @param counted the most frequent categories: more than 512 of them, or all
 */
export function profileCategories(
  { categories, rest }: CountedCategories,
  minCount: number,
  missing: number,
  random: Random,
): CategoryContent {
  const counts = categories.map(({ count }) => count).sort((a, b) => b - a);
  const least = Math.max(minCount, (counts[MOST_CATEGORIES] ?? 0) + 1);
  const kept = categories.filter(({ count }) => count >= least).sort(byName);
  const cut = categories.filter(({ count }) => count < least);
  const others = {
    rows: cut.reduce((sum, { count }) => sum + count, rest.rows),
    categories: rest.categories + cut.length,
  };
  const urn = [missing, others.rows, ...kept.map(({ count }) => count)];
  const rows = urn.reduce((sum, count) => sum + count, 0);
  const size = Math.min(CATEGORY_SETUP_ROWS, Math.floor(rows / 2));
  const [none = 0, beyond = 0, ...drawn] = drawMultivariateHypergeometric(urn, size, random);
  const setup = { missing: none, counts: Float64Array.from(drawn), rest: beyond };
  return { kind: "categories", categories: kept, rest: others, setup };
}

/** By the units of UTF-16, as no locale would change it. */
export function byName(a: CategoryCount, b: CategoryCount): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
