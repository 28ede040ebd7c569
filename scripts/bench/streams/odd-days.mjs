import { DuckDBInstance } from "@duckdb/node-api";

const DAY_MS = 86_400_000;

/**
 * Days on which a person would say that something was going on: 3 % more or fewer flights than is usual on that day of
 * the week, fewer than 10 % or more than 30 % of them late, or one of the twenty largest airports with a fifth
 * more or less than its usual share.
 *
 * @param path flights as Parquet
 * @returns the odd days and all days, as "2001-01-29"
 */
export async function oddDays(path) {
  const database = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await database.connect();
  const answer = await connection.runAndReadAll(`
    with flight as (select date::date as day, * from '${path}'),
    largest as (select origin from flight group by 1 order by count(*) desc, 1 limit 20),
    whole as (select day, count(*)::double as flights, avg((delay > 15)::int) as late
      from flight group by 1 having count(*) > 1000),
    airport as (select day, origin, count(*) / any_value(flights) as part
      from flight join whole using (day) where origin in (from largest) group by all),
    apart as (select day, abs(part / median(part) over (partition by origin, dayofweek(day)) - 1) as gap
      from airport),
    usual as (select *, median(flights) over (partition by dayofweek(day)) as expected from whole)
    select day::varchar, abs(any_value(flights / expected) - 1) > 0.03
      or any_value(late) not between 0.1 and 0.3 or max(gap) > 0.2
    from usual join apart using (day) group by 1 order by 1`);
  const days = answer.getRows();
  connection.closeSync();
  database.closeSync();
  return {
    odd: new Set(days.flatMap(([day, isOdd]) => (isOdd ? [day] : []))),
    all: days.map(([day]) => day),
  };
}

/** Whether a moment lies on an odd day, or on the day after one. */
export function isNearOdd(moment, odd) {
  const at = Date.parse(moment);
  return [at, at - DAY_MS].some((time) => odd.has(new Date(time).toISOString().slice(0, 10)));
}
