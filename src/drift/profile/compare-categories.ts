import type { CategoricalCounts, CategoryCount } from "../column-counts.js";
import type { CountedCategories } from "./profile-categories.js";

/** The categories of a column of one table: from a profile, or counted. */
export interface CategoriesOfSide {
  readonly rows: number;
  readonly present: number;
  readonly distinct: number | null;
  readonly counted: Pick<CountedCategories, "categories"> & {
    readonly rest: { readonly rows: number };
  };
}

/** What stands for all categories that one of the two tables does not keep by name. */
export const REST = "(all others)";

/**
 * Two columns of categories next to each other. What one of the two keeps by name may be among the rest of
 * the other, so it joins the rest on both sides.
 */
export function compareCategories(
  one: CategoriesOfSide,
  other: CategoriesOfSide,
): CategoricalCounts {
  const isKept = [one, other].map(keeper) as [(name: string) => boolean, (name: string) => boolean];
  const isNamed = (name: string) => isKept[0](name) && isKept[1](name);
  return {
    by: "category",
    reference: sideOf(one),
    current: sideOf(other),
    categories: [named(one, isNamed), named(other, isNamed)],
  };
}

/** Whether a side tells how many rows have a category: by name, or that there is none. */
function keeper({ counted }: CategoriesOfSide): (name: string) => boolean {
  const names = new Set(counted.categories.map(({ name }) => name));
  return (name) => counted.rest.rows === 0 || names.has(name);
}

function named(
  { counted }: CategoriesOfSide,
  isNamed: (name: string) => boolean,
): readonly CategoryCount[] {
  const { categories, rest } = counted;
  const kept = categories.filter(({ name }) => isNamed(name));
  const count = categories.reduce(
    (sum, category) => (isNamed(category.name) ? sum : sum + category.count),
    rest.rows,
  );
  return count === 0 ? kept : [...kept, { name: REST, count }];
}

function sideOf({ rows, present, distinct, counted }: CategoriesOfSide) {
  return { rows, present, distinct: distinct ?? counted.categories.length };
}
