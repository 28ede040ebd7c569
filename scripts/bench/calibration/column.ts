import type { Random } from "../../../src/core/random.js";
import type { ColumnCounts } from "../../../src/drift/column-counts.js";
import { countsByValue } from "../../../src/drift/counts-by-value.js";
import type { WeighedColumn } from "../../../src/drift/judge-columns.js";
import { evidentlyScore, weighColumn } from "../../../src/drift/weigh-column.js";
import { countValues, type ValueCounts } from "../../../src/stats/pooled-counts.js";

export const LIMITS = { alpha: 0.05, material: 0.05, psiAlert: 0.2 };

/** One side of a made-up column: its values, and how many rows have none. */
export interface Side {
  readonly values: Float64Array;
  readonly missing: number;
}

/** Draw a side; each row is missing with a chance. */
export function drawSide(
  rows: number,
  next: () => number,
  { random, missing = 0 }: { readonly random: Random; readonly missing?: number },
): Side {
  let absent = 0;
  if (missing > 0) for (let i = 0; i < rows; i++) if (random() < missing) absent += 1;
  return { values: Float64Array.from({ length: rows - absent }, next), missing: absent };
}

/** The one place that knows how the flow hands a column over to the judgement. */
export function countedColumn(
  as: "numbers" | "categories",
  both: readonly [Side, Side],
): ColumnCounts {
  const [x, y] = both.map(({ values }) => countValues("column", values)) as [
    ValueCounts,
    ValueCounts,
  ];
  const rows = both.map(({ values, missing }) => ({ rows: values.length + missing }));
  const byValue = countsByValue([rows[0]!, rows[1]!], [x, y]);
  if (as === "numbers") return byValue;
  const { reference, current } = byValue;
  return { by: "category", reference, current, categories: [categories(x), categories(y)] };
}

function categories({ values, counts }: ValueCounts) {
  return Array.from(values, (value, k) => ({ name: String(value), count: counts[k]! }));
}

/** All that the policies look at; the nulls of the distances, which they do not, are left small. */
export function weighedColumn(name: string, counts: ColumnCounts, random: Random): WeighedColumn {
  const kind = counts.by === "value" ? "numeric" : "categorical";
  const plan = { name, kind, role: "feature", forced: false, skip: null } as const;
  const findings = weighColumn(plan, counts, { random, ...LIMITS, redraws: 19 });
  return { plan, counts, skip: null, findings, evidently: evidentlyScore(counts) };
}
