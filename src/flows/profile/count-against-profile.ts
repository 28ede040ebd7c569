import type { ColumnCounts } from "../../drift/column-counts.js";
import type { PlannedColumn } from "../../drift/column-plan.js";
import { compareCategories } from "../../drift/profile/compare-categories.js";
import { compareNumbers } from "../../drift/profile/compare-numbers.js";
import { EVERY_BIT } from "../../drift/profile/lattice-cells.js";
import { factsOfNothing, type NumberFacts } from "../../drift/profile/profile-numbers.js";
import type { TableProfile } from "../../drift/profile/table-profile.js";
import { truthCounts } from "../../drift/truth-counts.js";
import type { CategoryCount } from "../../drift/column-counts.js";
import type { DataEngine, EngineTable, Reduction } from "../../ports/data-engine.js";
import type { ComparedPair, ComparedTable } from "./compared-table.js";
import { countNumbers } from "./count-numbers.js";

/** What one table has in a column: of a profile what it keeps, else what is counted now. */
interface SideColumn {
  readonly rows: number;
  readonly present: number;
  readonly distinct: number | null;
  readonly content:
    | { readonly kind: "numbers"; readonly facts: NumberFacts }
    | { readonly kind: "categories"; readonly counted: KeptCategories }
    | { readonly kind: "none" | "times" | "withheld" };
}

interface KeptCategories {
  readonly categories: readonly CategoryCount[];
  readonly rest: { readonly rows: number };
}

/** More categories than this are not compared. */
const MOST_CATEGORIES = 2 ** 20;

/**
 * The counts of columns of which a profile is one side at least. Rows are counted on the lattice of the
 * profile, so that both sides share their cells.
 *
 * @returns for each column its counts, or why there are none as words; null for one that is skipped
 */
export async function countAgainstProfile(
  engine: Pick<DataEngine, "reduce">,
  [reference, current]: ComparedPair,
  planned: readonly PlannedColumn[],
): Promise<(ColumnCounts | string | null)[]> {
  const wanted = planned.filter(({ skip }) => skip === null);
  const before = await sideOf(engine, reference, current.profile, wanted);
  const after = await sideOf(engine, current, reference.profile, wanted);
  return planned.map((plan) => {
    const [one, other] = [before.get(plan.name), after.get(plan.name)];
    return one === undefined || other === undefined ? null : together(plan, one, other);
  });
}

async function sideOf(
  engine: Pick<DataEngine, "reduce">,
  { table, profile }: ComparedTable,
  other: TableProfile | null,
  wanted: readonly PlannedColumn[],
): Promise<ReadonlyMap<string, SideColumn>> {
  if (profile !== null) return keptColumns(profile);
  const isNumeric = ({ kind }: PlannedColumn) => kind === "numeric";
  return new Map([
    ...(await numbersNow(engine, table, other, wanted.filter(isNumeric))),
    ...(await categoriesNow(
      engine,
      table,
      wanted.filter((plan) => !isNumeric(plan)),
    )),
  ]);
}

function keptColumns({ rows, columns }: TableProfile): Map<string, SideColumn> {
  return new Map(
    columns.map(({ name, present, distinct, content }) => [
      name,
      { rows, present, distinct, content: keptContent(content) },
    ]),
  );
}

function keptContent(content: TableProfile["columns"][number]["content"]): SideColumn["content"] {
  if (content.kind === "numbers") return { kind: "numbers", facts: content };
  if (content.kind === "categories") return { kind: "categories", counted: content };
  return { kind: content.kind };
}

async function numbersNow(
  engine: Pick<DataEngine, "reduce">,
  table: EngineTable,
  other: TableProfile | null,
  planned: readonly PlannedColumn[],
): Promise<[string, SideColumn][]> {
  if (planned.length === 0) return [];
  const names = planned.map(({ name }) => name);
  const [summaries] = await engine.reduce([{ kind: "summary", table, columns: names }]);
  const withValues = summaries.filter(({ present }) => present > 0);
  const bits = new Map(other?.columns.flatMap(latticeOf));
  const counted = await countNumbers(engine, table, withValues, bits);
  return summaries.map(({ column, present }) => {
    const found = counted.get(column);
    const content = found
      ? ({ kind: "numbers", facts: found.facts } as const)
      : ({ kind: "none" } as const);
    return [column, { rows: table.rows, present, distinct: found?.distinct ?? 0, content }];
  });
}

/** The leading bits by which a profile has counted a column; nothing where it keeps every value. */
function latticeOf({ name, content }: TableProfile["columns"][number]): [string, number][] {
  if (content.kind !== "numbers" || content.cells.bits === EVERY_BIT) return [];
  return [[name, content.cells.bits]];
}

type CountRequest = Extract<Reduction, { kind: "values" | "categories"; parts?: undefined }>;

async function categoriesNow(
  engine: Pick<DataEngine, "reduce">,
  table: EngineTable,
  planned: readonly PlannedColumn[],
): Promise<[string, SideColumn][]> {
  const requests = planned.map(({ name, kind }): CountRequest =>
    kind === "boolean"
      ? { kind: "values", table, column: name, limit: 2 }
      : { kind: "categories", table, column: name, limit: MOST_CATEGORIES },
  );
  const answers = requests.length === 0 ? [] : await engine.reduce(requests);
  return planned.map(({ name }, i) => {
    const answer = answers[i];
    if (!answer) throw new TypeError("a boolean column has two values");
    const counted = "values" in answer ? truthCounts(answer) : answer;
    const present = counted.categories.reduce((sum, { count }) => sum + count, counted.rest.rows);
    const distinct = counted.categories.length + counted.rest.categories;
    const content =
      present === 0 ? { kind: "none" as const } : { kind: "categories" as const, counted };
    return [name, { rows: table.rows, present, distinct, content }];
  });
}

function together(
  { name }: PlannedColumn,
  one: SideColumn,
  other: SideColumn,
): ColumnCounts | string {
  const kinds = new Set([one.content.kind, other.content.kind].filter((kind) => kind !== "none"));
  if (kinds.has("times") || kinds.has("withheld")) return "the profile keeps none of its values";
  if (kinds.size === 2)
    return `numbers on one side, categories on the other: profile it with --categorical ${name}`;
  if (kinds.has("numbers")) return compareNumbers(ofNumbers(one), ofNumbers(other));
  return compareCategories(ofCategories(one), ofCategories(other));
}

function ofNumbers({ content, ...side }: SideColumn) {
  return { ...side, facts: content.kind === "numbers" ? content.facts : factsOfNothing() };
}

function ofCategories({ content, ...side }: SideColumn) {
  const nothing: KeptCategories = { categories: [], rest: { rows: 0 } };
  return { ...side, counted: content.kind === "categories" ? content.counted : nothing };
}
