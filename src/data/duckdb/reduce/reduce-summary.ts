import type { ColumnSummary, NumberSummary } from "../../../ports/data-engine.js";
import { numbersOf } from "../answer-column.js";
import type { Relation } from "../relation.js";
import type { DuckDbSession } from "../session.js";
import { sqlNumber } from "../sql-text.js";
import type { StoredColumn, StoredTable, StoredValues } from "../stored-table.js";

/** So many columns to one query: the database takes time in the square of them to plan it. */
const COLUMNS_AT_ONCE = 25;
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
  from: Relation,
  wanted: readonly Wanted[],
  rows: number,
): Promise<ColumnSummary[]> {
  const aggregates = wanted.map(({ column }, i) => {
    // Of so few rows all are counted below.
    const sampled =
      rows < FEW_SAMPLED * DISTINCT_SAMPLE
        ? "0::DOUBLE"
        : `count(DISTINCT CASE WHEN hash(v${i}) % ${DISTINCT_SAMPLE} = 0 THEN v${i} END)::DOUBLE`;
    return [`count(v${i})::DOUBLE`, sampled, ...(column.numbers === null ? [] : tameMoments(i))];
  });
  const values = wanted.map(({ values: { expression } }, i) => `${expression} AS v${i}`);
  const tame = wanted.flatMap(({ column }, i) =>
    column.numbers === null ? [] : [`CASE WHEN abs(v${i}) < ${TAME} THEN v${i} END AS w${i}`],
  );
  const relation = `(SELECT ${["*", ...tame].join(", ")} FROM (SELECT ${values.join(", ")} FROM ${from.sql}))`;
  const answer = await session.query(`SELECT ${aggregates.flat().join(", ")} FROM ${relation}`);
  let next = 0;
  const facts = aggregates.map((list) => list.map(() => numbersOf(answer, next++)[0] ?? 0));
  const distinct = await countDistinct(session, relation, wanted, facts);
  const summaries: ColumnSummary[] = [];
  for (const [i, one] of wanted.entries()) {
    const { name, column } = one;
    const [there = 0, , calm = 0, ...moments] = facts[i]!;
    const { unreadable } = column;
    const isNumber = column.numbers !== null;
    const { notANumber, ...numbers } =
      !isNumber || calm === there
        ? plainMoments(there, moments)
        : await wildMoments(session, one.values);
    const present = there - notANumber;
    const hasSummary = isNumber && column.type !== "boolean" && present > 0;
    summaries.push({
      column: name,
      present,
      missing: { absent: rows - there - unreadable, notANumber, unreadable },
      distinct: distinct[i]!,
      numbers: hasSummary ? numbers : null,
    });
  }
  return summaries;
}

type Moments = NumberSummary & { readonly notANumber: number };

/** Over the tame values alone; without FILTER, which costs more than all the rest. */
function tameMoments(i: number): string[] {
  const count = `count(w${i})::DOUBLE`;
  return [count, `min(w${i})`, `max(w${i})`, `avg(w${i})`, `var_samp(w${i})`];
}

function plainMoments(there: number, [minimum = 0, maximum = 0, mean = 0, variance = 0]: number[]) {
  return moments({ there, notANumber: 0, infinite: 0, minimum, maximum, mean, variance });
}

/** Of a column that holds NaN, infinities or values near the end of the doubles. */
async function wildMoments(
  session: DuckDbSession,
  { from, expression }: StoredValues,
): Promise<Moments> {
  const relation = `(SELECT ${expression} AS v FROM ${from.sql})`;
  const facts = await row(
    session,
    `SELECT count(v)::DOUBLE, count(*) FILTER (isnan(v))::DOUBLE, count(*) FILTER (isinf(v))::DOUBLE,
       min(v) FILTER (NOT isnan(v)), max(v) FILTER (NOT isnan(v)), max(abs(v)) FILTER (isfinite(v))
     FROM ${relation}`,
  );
  const [there = 0, notANumber = 0, infinite = 0, minimum = 0, maximum = 0, largest = 0] = facts;
  const scale = largest < TAME ? 1 : largest; // plain sums would overflow
  const scaled = `(v / ${sqlNumber(scale)}) FILTER (isfinite(v))`;
  const [mean = 0, variance = 0] = await row(
    session,
    `SELECT avg${scaled}, var_samp${scaled} FROM ${relation}`,
  );
  return moments({
    there,
    notANumber,
    infinite,
    minimum,
    maximum,
    mean: mean * scale,
    variance: variance * scale * scale,
  });
}

function moments(facts: {
  readonly there: number;
  readonly notANumber: number;
  readonly infinite: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly mean: number;
  readonly variance: number;
}): Moments {
  const { there, notANumber, infinite, minimum, maximum, mean, variance } = facts;
  const finite = there - notANumber - infinite;
  return {
    notANumber,
    minimum: minimum + 0, // −0 and 0 are one value
    maximum: maximum + 0,
    mean: finite > 0 ? mean : null,
    variance: finite > 1 && Number.isFinite(variance) ? variance : null,
    infinite,
  };
}

async function row(session: DuckDbSession, query: string): Promise<number[]> {
  const answer = await session.query(query);
  return answer.map((_, i) => numbersOf(answer, i)[0] ?? 0);
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
