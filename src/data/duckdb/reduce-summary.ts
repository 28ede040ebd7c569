import type { ColumnSummary, NumberSummary } from "../../ports/data-engine.js";
import { numbersOf } from "./answer-column.js";
import type { DuckDbSession } from "./session.js";
import { sqlNumber } from "./sql-text.js";
import type { StoredColumn, StoredTable, StoredValues } from "./stored-table.js";

/** So many columns to one query: more make its text long, fewer its scans many. */
const COLUMNS_AT_ONCE = 200;
/** Of the distinct values one in so many is counted, chosen by its hash, ... */
const DISTINCT_SAMPLE = 32;
/** ... and all of them where there were so few among those. */
const FEW_SAMPLED = 256;
/** Squares and sums of values below this do not overflow. */
const TAME = 1e150;

interface Wanted {
  readonly name: string;
  readonly column: StoredColumn;
  readonly values: StoredValues;
}

/** Summaries of columns, in the order of `names`: one scan for many of them. */
export async function summaries(
  session: DuckDbSession,
  table: StoredTable,
  names: readonly string[],
): Promise<ColumnSummary[]> {
  const columns = names.map((name) => ({ name, column: table.columns.get(name)! }));
  const texts = await table.texts(
    columns.flatMap(({ name, column }) => (column.numbers === null ? [name] : [])),
  );
  const wanted = columns.map(({ name, column }) => {
    return { name, column, values: column.numbers ?? texts.get(name)! };
  });
  const answers = new Map<string, ColumnSummary>();
  for (const from of new Set(wanted.map(({ values }) => values.from))) {
    const here = wanted.filter(({ values }) => values.from === from);
    for (let start = 0; start < here.length; start += COLUMNS_AT_ONCE) {
      const some = here.slice(start, start + COLUMNS_AT_ONCE);
      for (const summary of await summarize(session, from, some, table.rows)) {
        answers.set(summary.column, summary);
      }
    }
  }
  return names.map((name) => answers.get(name)!);
}

async function summarize(
  session: DuckDbSession,
  from: string,
  wanted: readonly Wanted[],
  rows: number,
): Promise<ColumnSummary[]> {
  const aggregates = wanted.map(({ column }, i) =>
    column.numbers === null ? textAggregates(`v${i}`) : numberAggregates(`v${i}`),
  );
  const columns = wanted.map(({ values }, i) => `${values.expression} AS v${i}`);
  const relation = `(SELECT ${columns.join(", ")} FROM ${from})`;
  const answer = await session.query(`SELECT ${aggregates.flat().join(", ")} FROM ${relation}`);
  let next = 0;
  const facts = aggregates.map((list) => list.map(() => numbersOf(answer, next++)[0] ?? 0));
  const distinct = await countDistinct(session, relation, wanted, facts);
  const summaries: ColumnSummary[] = [];
  for (const [i, { name, column, values }] of wanted.entries()) {
    const [there = 0, , notANumber = 0] = facts[i]!;
    const absent = rows - there - column.unreadable;
    const present = there - notANumber;
    summaries.push({
      column: name,
      present,
      missing: { absent, notANumber, unreadable: column.unreadable },
      distinct: distinct[i]!,
      numbers:
        column.numbers === null || column.type === "boolean" || present === 0
          ? null
          : await numberSummary(session, values, facts[i]!),
    });
  }
  return summaries;
}

function textAggregates(v: string): string[] {
  return [`count(${v})::DOUBLE`, sampledDistinct(v, `${v} IS NOT NULL`)];
}

function numberAggregates(v: string): string[] {
  return [
    `count(${v})::DOUBLE`,
    sampledDistinct(v, `NOT isnan(${v})`),
    `count(*) FILTER (isnan(${v}))::DOUBLE`,
    `min(${v}) FILTER (NOT isnan(${v}))`,
    `max(${v}) FILTER (NOT isnan(${v}))`,
    `count(*) FILTER (isinf(${v}))::DOUBLE`,
    `count(*) FILTER (abs(${v}) < ${TAME})::DOUBLE`,
    `avg(${v}) FILTER (abs(${v}) < ${TAME})`,
    `var_samp(${v}) FILTER (abs(${v}) < ${TAME})`,
  ];
}

function sampledDistinct(v: string, condition: string): string {
  return `count(DISTINCT ${v}) FILTER (${condition} AND hash(${v}) % ${DISTINCT_SAMPLE} = 0)::DOUBLE`;
}

/** Exact where few values were sampled, else the sample scaled up: good to a few percent. */
async function countDistinct(
  session: DuckDbSession,
  relation: string,
  wanted: readonly Wanted[],
  facts: readonly (readonly number[])[],
): Promise<number[]> {
  const distinct = facts.map(([, sampled = 0]) => sampled * DISTINCT_SAMPLE);
  const few = facts.flatMap(([, sampled = 0], i) => (sampled < FEW_SAMPLED ? [i] : []));
  if (few.length === 0) return distinct;
  const counts = few.map((i) => {
    const isThere = wanted[i]!.column.numbers === null ? "TRUE" : `NOT isnan(v${i})`;
    return `count(DISTINCT v${i}) FILTER (${isThere})::DOUBLE`;
  });
  const answer = await session.query(`SELECT ${counts.join(", ")} FROM ${relation}`);
  few.forEach((i, place) => {
    distinct[i] = numbersOf(answer, place)[0] ?? 0;
  });
  return distinct;
}

async function numberSummary(
  session: DuckDbSession,
  values: StoredValues,
  facts: readonly number[],
): Promise<NumberSummary> {
  const [there = 0, , notANumber = 0, minimum = 0, maximum = 0, infinite = 0, tame = 0] = facts;
  const finite = there - notANumber - infinite;
  let [mean = 0, variance = 0] = facts.slice(7);
  if (tame < finite) [mean, variance] = await scaledMoments(session, values);
  return {
    minimum: minimum + 0, // −0 and 0 are one value
    maximum: maximum + 0,
    mean: finite > 0 ? mean : null,
    variance: finite > 1 && Number.isFinite(variance) ? variance : null,
    infinite,
  };
}

/** Mean and variance of values near the end of the doubles, where plain sums overflow. */
async function scaledMoments(session: DuckDbSession, { from, expression }: StoredValues) {
  const relation = `(SELECT ${expression} AS v FROM ${from}) WHERE isfinite(v)`;
  const largest = numbersOf(await session.query(`SELECT max(abs(v)) FROM ${relation}`), 0)[0] ?? 1;
  const scaled = `v / ${sqlNumber(largest)}`;
  const answer = await session.query(`SELECT avg(${scaled}), var_samp(${scaled}) FROM ${relation}`);
  const [mean = 0, variance = 0] = [0, 1].map((i) => numbersOf(answer, i)[0]);
  return [mean * largest, variance * largest * largest] as const;
}
