import type { ColumnCounts, SideCounts } from "../drift/column-counts.js";
import type { PlannedColumn } from "../drift/column-plan.js";
import type { ValueCounts } from "../core/value-counts.js";
import type {
  CategoryCounts,
  DataEngine,
  EngineTable,
  Reduction,
  ReductionAnswer,
} from "../ports/data-engine.js";

/** More distinct numbers than this are not counted one by one: some 2 GB of counts. */
const MOST_VALUES = 2 ** 26;
/** More categories than this are not compared. */
const MOST_CATEGORIES = 2 ** 20;

/**
 * Let the engine count columns of both tables: by value where they are numeric, else by category.
 *
 * @returns for each column its counts, or why there are none as words; null for one that is skipped
 */
export async function countColumns(
  engine: DataEngine,
  tables: readonly [EngineTable, EngineTable],
  planned: readonly PlannedColumn[],
): Promise<(ColumnCounts | string | null)[]> {
  const wanted = planned.filter(({ skip }) => skip === null);
  if (wanted.length === 0) return planned.map(() => null);
  const requests = wanted.flatMap((plan) => tables.map((table) => countRequest(plan, table)));
  const answers = await engine.reduce(requests);
  const counted = new Map(
    wanted.map((plan, i) => {
      const both = [answers[2 * i]!, answers[2 * i + 1]!] as const;
      const named =
        plan.kind === "boolean" ? (both.map(truths) as [CountAnswer, CountAnswer]) : both;
      return [plan, together(tables, named)];
    }),
  );
  return planned.map((plan) => counted.get(plan) ?? null);
}

type CountRequest = Extract<Reduction, { kind: "values" | "categories" }>;

function countRequest({ name, kind }: PlannedColumn, table: EngineTable): CountRequest {
  return kind === "numeric" || kind === "boolean"
    ? { kind: "values", table, column: name, limit: MOST_VALUES }
    : { kind: "categories", table, column: name, limit: MOST_CATEGORIES };
}

type CountAnswer = ReductionAnswer<CountRequest>;

/** The counts of 0 and 1 as those of false and true, however the file spells them. */
function truths(answer: CountAnswer): CountAnswer {
  if (answer === null || "categories" in answer) return answer;
  const categories = Array.from(answer.values, (value, i) => ({
    name: String(value !== 0),
    count: answer.counts[i]!,
  }));
  return { categories, rest: { rows: 0, categories: 0 } };
}

/** Both sides of one column, or why they could not be counted. */
function together(
  tables: readonly [EngineTable, EngineTable],
  [before, after]: readonly [CountAnswer, CountAnswer],
): ColumnCounts | string {
  if (before === null || after === null) return `more than ${MOST_VALUES} distinct values`;
  if ("categories" in before && "categories" in after) {
    const most = Math.max(before.rest.categories, after.rest.categories);
    if (most > 0) return `more than ${MOST_CATEGORIES} categories`;
    return {
      by: "category",
      reference: categorySide(tables[0], before),
      current: categorySide(tables[1], after),
      categories: [before.categories, after.categories],
    };
  }
  if ("categories" in before || "categories" in after) return "counted in two ways";
  return {
    by: "value",
    reference: valueSide(tables[0], before),
    current: valueSide(tables[1], after),
    values: [before, after],
  };
}

function categorySide({ rows }: EngineTable, { categories }: CategoryCounts): SideCounts {
  const present = categories.reduce((sum, { count }) => sum + count, 0);
  return { rows, present, distinct: categories.length };
}

function valueSide({ rows }: EngineTable, { counts }: ValueCounts): SideCounts {
  return { rows, present: counts.reduce((sum, count) => sum + count, 0), distinct: counts.length };
}
