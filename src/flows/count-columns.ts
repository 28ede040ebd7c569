import type { ColumnCounts, NumericCounts, SideCounts } from "../drift/column-counts.js";
import type { PlannedColumn } from "../drift/column-plan.js";
import type {
  CategoryCounts,
  DataEngine,
  EngineTable,
  Reduction,
  ReductionAnswer,
} from "../ports/data-engine.js";
import { truthCounts } from "../drift/truth-counts.js";
import { countByBins } from "./count-by-bins.js";
import { countsByValue } from "../drift/counts-by-value.js";
import type { CountingPlan } from "./plan-counting.js";

/** More categories than this are not compared. */
export const MOST_CATEGORIES = 2 ** 20;
/** More distinct numbers than this are counted by bins instead. */
export const MOST_VALUES = 2 ** 22;

/** Reference and current table. */
export type Tables = readonly [EngineTable, EngineTable];

/**
 * Let the engine count columns of both tables: numbers by value or by bins, as planned, all else by
 * category.
 *
 * @returns for each column its counts, or why there are none as words; null for one that is skipped
 */
export async function countColumns(
  engine: DataEngine,
  tables: Tables,
  planned: readonly PlannedColumn[],
  howToCount: CountingPlan,
): Promise<(ColumnCounts | string | null)[]> {
  const wanted = planned.filter(({ skip }) => skip === null);
  const atOnce = wanted.filter((plan) => howToCount.get(plan)?.by !== "bins");
  const requests = atOnce.flatMap((plan) => tables.map((table) => countRequest(plan, table)));
  const answers = requests.length === 0 ? [] : await engine.reduce(requests);
  const counted = new Map<PlannedColumn, ColumnCounts | string>();
  for (const plan of wanted) {
    const i = atOnce.indexOf(plan);
    const both = i === -1 ? null : ([answers[2 * i]!, answers[2 * i + 1]!] as const);
    counted.set(plan, await together(engine, tables, plan, both, howToCount));
  }
  return planned.map((plan) => counted.get(plan) ?? null);
}

type CountRequest = Extract<Reduction, { kind: "values" | "categories"; parts?: undefined }>;
type CountAnswer = ReductionAnswer<CountRequest>;

function countRequest({ name, kind }: PlannedColumn, table: EngineTable): CountRequest {
  return kind === "numeric" || kind === "boolean"
    ? { kind: "values", table, column: name, limit: MOST_VALUES }
    : { kind: "categories", table, column: name, limit: MOST_CATEGORIES };
}

/** Both sides of one column, or why they could not be counted. */
async function together(
  engine: DataEngine,
  tables: Tables,
  plan: PlannedColumn,
  both: readonly [CountAnswer, CountAnswer] | null,
  howToCount: CountingPlan,
): Promise<ColumnCounts | string> {
  const [before, after] = both ?? [null, null];
  if (before === null || after === null) {
    return countByBins({ engine, tables, column: plan.name }, howToCount.get(plan)!);
  }
  const truths = (answer: Exclude<CountAnswer, null>) =>
    "values" in answer ? truthCounts(answer) : answer;
  const [one, other] = plan.kind === "boolean" ? [truths(before), truths(after)] : [before, after];
  if ("categories" in one && "categories" in other) return byCategory(tables, one, other);
  if ("categories" in one || "categories" in other) return "counted in two ways";
  return countsByValue(tables, [one, other]) satisfies NumericCounts;
}

interface HasRows {
  readonly rows: number;
}

/** Both sides of a column of categories, or why they are not compared. */
export function byCategory(
  tables: readonly [HasRows, HasRows],
  before: CategoryCounts,
  after: CategoryCounts,
): ColumnCounts | string {
  const most = Math.max(before.rest.categories, after.rest.categories);
  if (most > 0) return `more than ${MOST_CATEGORIES} categories`;
  return {
    by: "category",
    reference: categorySide(tables[0], before),
    current: categorySide(tables[1], after),
    categories: [before.categories, after.categories],
  };
}

function categorySide({ rows }: HasRows, { categories }: CategoryCounts): SideCounts {
  const present = categories.reduce((sum, { count }) => sum + count, 0);
  return { rows, present, distinct: categories.length };
}
