import { isoSeconds } from "../../core/clock.js";
import type { Column } from "../../core/table.js";
import { mean } from "../../stats/descriptive/moments.js";
import { quantileOfCounts } from "../../stats/descriptive/quantile.js";
import { countValues } from "../../stats/pooled-counts.js";
import { spreadOf } from "./column-numbers.js";

/** So many categories are summed up one by one. */
const CATEGORIES_SHOWN = 10;

/** What a column looks like, by the names of the truth file; null where there is no answer. */
export interface ColumnSummary {
  readonly rows: number;
  readonly missing: number;
  readonly [measure: string]: unknown;
}

/** A column in a few figures, to be set beside those after a change. */
export function columnSummary(column: Column): ColumnSummary {
  if (column.kind === "text") return categories(column.codes, column.levels);
  const finite = column.values.filter(Number.isFinite);
  const rows = column.values.length;
  const missing = column.values.reduce((count, value) => count + Number(Number.isNaN(value)), 0);
  if (column.kind === "time") {
    const iso = (time: number | undefined) =>
      time === undefined ? null : isoSeconds(new Date(time));
    const sorted = finite.sort();
    return { rows, missing, earliest: iso(sorted[0]), latest: iso(sorted.at(-1)) };
  }
  if (finite.length === 0) return { rows, missing, mean: null, sd: null };
  const { values, counts } = countValues(column.name, finite);
  const at = quantileOfCounts({ values, counts });
  return {
    ...{ rows, missing, distinct: values.length, mean: mean(finite), sd: spreadOf(finite) },
    ...{ minimum: at(0), q25: at(0.25), median: at(0.5), q75: at(0.75), maximum: at(1) },
  };
}

function categories(codes: Int32Array, levels: readonly string[]): ColumnSummary {
  const counts = new Map<string, number>();
  let missing = 0;
  for (const code of codes) {
    const name = levels[code];
    if (name === undefined) missing += 1;
    else counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const top = byCount.slice(0, CATEGORIES_SHOWN);
  return {
    ...{ rows: codes.length, missing, distinct: counts.size },
    categories: Object.fromEntries(top),
  };
}
