import { seededRandom } from "../../core/random.js";
import {
  MOST_CATEGORIES,
  profileCategories,
  type CountedCategories,
} from "../../drift/profile/profile-categories.js";
import { profileNumbers } from "../../drift/profile/profile-numbers.js";
import type { ColumnContent, ColumnProfile } from "../../drift/profile/table-profile.js";
import { isRunning, isSpread } from "../../drift/reason-to-skip.js";
import { truthCounts } from "../../drift/truth-counts.js";
import type {
  ColumnSummary,
  DataEngine,
  EngineColumn,
  EngineTable,
  Reduction,
} from "../../ports/data-engine.js";
import type { ProfileRequest } from "../profile-table.js";
import { countNumbers, type CountedNumbers } from "./count-numbers.js";

/** A column, and what one scan of all columns told of it. */
export interface SummarisedColumn {
  readonly column: EngineColumn;
  readonly summary: ColumnSummary;
}

/** Profiles of some columns of a table, in their order. */
export async function profileColumns(
  engine: Pick<DataEngine, "reduce">,
  table: EngineTable,
  columns: readonly EngineColumn[],
  request: ProfileRequest,
): Promise<ColumnProfile[]> {
  const names = columns.map(({ name }) => name);
  const [summaries] = await engine.reduce([{ kind: "summary", table, columns: names }]);
  const known = columns.map((column, i) => ({ column, summary: summaries[i]! }));
  const withValues = known.filter(({ summary }) => summary.present > 0);
  const numbers = await countNumbers(
    engine,
    table,
    withValues.flatMap(({ column, summary }) => (column.type === "number" ? [summary] : [])),
  );
  const categories = await countCategories(
    engine,
    table,
    withValues.filter(({ column }) => column.type === "text" || column.type === "boolean"),
  );
  return known.map((one) => {
    const { name, type, storedAs } = one.column;
    const { present, missing, distinct } = one.summary;
    const counted = numbers.get(name) ?? categories.get(name);
    const found = contentOf(one, table.rows - present, counted, request);
    return { name, type, storedAs, present, missing, distinct, ...found };
  });
}

/** What is kept of the values of a column, and how many of them are distinct if that is known better. */
function contentOf(
  { column: { name, type }, summary: { present, numbers } }: SummarisedColumn,
  missing: number,
  counted: CountedNumbers | CountedCategories | undefined,
  { seed, forced, minCount }: ProfileRequest,
): { readonly content: ColumnContent; readonly distinct?: number } {
  if (present === 0) return { content: { kind: "none" } };
  if (type === "timestamp" && numbers !== null) {
    const { minimum, maximum } = numbers;
    return { content: { kind: "times", minimum, maximum } };
  }
  if (counted === undefined) return { content: { kind: "withheld", why: "nested" } };
  const isForced = forced.includes(name);
  const random = seededRandom(seed, name);
  if ("facts" in counted) {
    const { facts, distinct } = counted;
    return isRunning({ ...facts, present }) && !isForced
      ? { distinct, content: { kind: "withheld", why: "identifier" } }
      : { distinct, content: profileNumbers(facts, missing, random) };
  }
  const distinct = counted.categories.length + counted.rest.categories;
  return isSpread({ present, distinct }) && !isForced
    ? { distinct, content: { kind: "withheld", why: "text" } }
    : { distinct, content: profileCategories(counted, minCount, missing, random) };
}

type CountRequest = Extract<Reduction, { kind: "values" | "categories"; parts?: undefined }>;

async function countCategories(
  engine: Pick<DataEngine, "reduce">,
  table: EngineTable,
  columns: readonly SummarisedColumn[],
): Promise<ReadonlyMap<string, CountedCategories>> {
  const limit = MOST_CATEGORIES + 1;
  const requests = columns.map(({ column: { name, type } }): CountRequest =>
    type === "boolean"
      ? { kind: "values", table, column: name, limit: 2 }
      : { kind: "categories", table, column: name, limit },
  );
  const answers = requests.length === 0 ? [] : await engine.reduce(requests);
  return new Map(
    columns.map(({ column }, i) => {
      const answer = answers[i];
      if (!answer) throw new TypeError("a boolean column has two values");
      return [column.name, "values" in answer ? truthCounts(answer) : answer] as const;
    }),
  );
}
