import type { DataFinding, TableRequest } from "../../ports/data-engine.js";
import { guessColumns, resolveType, type GuessedColumn } from "../columns/guess-columns.js";
import { numbersOf, textsOf } from "./answer-column.js";
import { fieldSql, type FieldSql } from "./field-sql.js";
import type { Relation } from "./relation.js";
import type { DuckDbSession } from "./session.js";
import type { StoredColumn, StoredTable, StoredValues } from "./stored-table.js";
import type { LoadedText, TextLoader } from "./text-loader.js";
import { keepsText, numbersExpression, storedFields, typeChecks } from "./text-plan.js";

/** So many columns are named in a message. */
const COLUMNS_TOLD = 3;
/** So many columns to one query: the database takes time in the square of them to plan it. */
const COLUMNS_AT_ONCE = 25;

/**
 * Read text columns as what they are. A guess from the first rows says how to store each; counts over
 * all rows then say what it is. Where the guess was wrong, the column is read once more, as text.
 *
 * @param sample the first records, fields in the order of `names`
 */
export async function readTextColumns(
  session: DuckDbSession,
  loader: TextLoader,
  names: readonly string[],
  sample: readonly (readonly string[])[],
  request: TableRequest,
): Promise<{ readonly table: StoredTable; readonly findings: readonly DataFinding[] }> {
  const sql = fieldSql(request.missingValues);
  const { plans, from, rows } = await loadPlanned(
    loader,
    guessColumns(names, sample, request),
    sql,
  );
  const against = await countChecks(session, from, plans, sql);
  const columns = new Map<string, StoredColumn>();
  plans.forEach((plan, i) => {
    const type = resolveType(plan, against[i]!);
    const expression = numbersExpression(plan, type, sql);
    const numbers = expression === null ? null : { from, expression };
    const unreadable = plan.isAskedNumber ? (against[i]![0] ?? 0) : 0;
    columns.set(plan.name, { type, storedAs: "text", numbers, unreadable });
  });
  const texts = textReader(loader, from, plans, sql);
  await texts(names.filter((name) => columns.get(name)?.type === "text"));
  const unreadable = plans.flatMap(({ name, index }) => {
    const { unreadable: count } = columns.get(name)!;
    return count > 0 ? [{ name, index, count }] : [];
  });
  const findings = await tellUnreadable(session, from, unreadable, sql);
  return {
    table: { rows, columns, texts, files: [] },
    findings: findings.map((finding) => ({ ...finding, where: request.source })),
  };
}

/** Read as planned; and without strictness, where that was too much to ask. */
async function loadPlanned(
  loader: TextLoader,
  plans: readonly GuessedColumn[],
  sql: FieldSql,
): Promise<LoadedText & { readonly plans: readonly GuessedColumn[] }> {
  if (plans.some(({ isStrict }) => isStrict)) {
    const loaded = await loader.loadStrictly(storedFields(plans, sql));
    if (loaded !== null) return { ...loaded, plans };
  }
  const loose = plans.map((plan) => ({ ...plan, isStrict: false }));
  return { ...(await loader.load(storedFields(loose, sql))), plans: loose };
}

/** One finding for all texts in columns that were asked for as numbers: who, how often, an example. */
async function tellUnreadable(
  session: DuckDbSession,
  from: Relation,
  columns: readonly { readonly name: string; readonly index: number; readonly count: number }[],
  sql: FieldSql,
): Promise<Omit<DataFinding, "where">[]> {
  if (columns.length === 0) return [];
  const told = columns.slice(0, COLUMNS_TOLD);
  const firsts = told.map(({ index: i }) => `first(r${i}) FILTER (${sql.isPresent(`r${i}`)})`);
  const answer = await session.query(`SELECT ${firsts.join(", ")} FROM ${from.sql}`);
  const examples = told.map((_, i) => `"${shortened(textsOf(answer, i)[0] ?? "")}"`);
  const count = columns.reduce((sum, column) => sum + column.count, 0);
  const [only] = columns;
  if (only !== undefined && columns.length === 1) {
    const values = count === 1 ? "1 value" : `${count} values`;
    const are = count === 1 ? "is no number" : "are no numbers";
    const what = `${values} of column "${only.name}" ${are}, the first is ${examples[0]!}`;
    return [{ what, count }];
  }
  const list = told.map(
    ({ name, count: times }, i) => `${name} (${times}, such as ${examples[i]!})`,
  );
  const rest = columns.length - told.length;
  const more = rest > 0 ? [...list, `${rest} more`] : list;
  const what = `${count} values in ${columns.length} columns are no numbers: ${more.join(", ")}`;
  return [{ what, count }];
}

/** Counts of what speaks against each type, for every column. */
async function countChecks(
  session: DuckDbSession,
  from: Relation,
  plans: readonly GuessedColumn[],
  sql: FieldSql,
): Promise<number[][]> {
  const counts: number[][] = [];
  for (let start = 0; start < plans.length; start += COLUMNS_AT_ONCE) {
    const some = plans.slice(start, start + COLUMNS_AT_ONCE);
    const checks = some.map((plan) => typeChecks(plan, sql));
    const select = checks.flat().map((check) => `count(*) FILTER (${check})::DOUBLE`);
    const query = `SELECT ${select.join(", ")} FROM ${from.sql}`;
    const answer = select.length === 0 ? [] : await session.query(query);
    let next = 0;
    for (const list of checks) counts.push(list.map(() => numbersOf(answer, next++)[0] ?? 0));
  }
  return counts;
}

/** The texts of columns: as they were stored, or read once more from the files. */
function textReader(
  loader: TextLoader,
  from: Relation,
  plans: readonly GuessedColumn[],
  sql: FieldSql,
): StoredTable["texts"] {
  const known = new Map<string, StoredValues>();
  for (const plan of plans.filter(keepsText)) {
    known.set(plan.name, { from, expression: `t${plan.index}` });
  }
  return async (names) => {
    const wanted = new Set(names);
    const lacking = plans.filter(({ name }) => wanted.has(name) && !known.has(name));
    if (lacking.length > 0) {
      const { from: again } = await loader.load({
        inner: (field) => lacking.map(({ index }) => `${field(index)} AS f${index}`),
        outer: lacking.map(({ index }) => `${sql.text(`f${index}`)} AS t${index}`),
      });
      for (const { name, index } of lacking) {
        known.set(name, { from: again, expression: `t${index}` });
      }
    }
    return known;
  };
}

/** Text for a message: one line, not too long. */
function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 40)}...` : line;
}
