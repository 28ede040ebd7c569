import type { PartRule, TimeUnit } from "../../../ports/table-parts.js";
import { numbersOf } from "../answer-column.js";
import { requireFewParts } from "./most-parts.js";
import type { DuckDbSession } from "../session.js";
import type { Division } from "./stored-parts.js";
import type { StoredValues } from "../stored-table.js";

type TimeRule = Extract<PartRule, { by: "time" }>;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Units of one length in milliseconds, ... */
const LENGTHS: Partial<Record<TimeUnit, number>> = {
  minute: MINUTE,
  hour: 60 * MINUTE,
  day: DAY,
  week: 7 * DAY,
};
/** ... and those of so many months. */
const MONTHS: Partial<Record<TimeUnit, number>> = { month: 1, quarter: 3, year: 12 };
/** The first Monday of 1970 is its fifth day. */
const FIRST_MONDAY = 4 * DAY;

/** Spans of a calendar: how to number them in SQL, and where a number begins. */
interface Spans {
  /** DOUBLE, from t in milliseconds. */
  readonly number: string;
  readonly start: (number: number) => number;
}

/** @param times in milliseconds since 1970; NULL where there is none */
export async function divideByTime(
  session: DuckDbSession,
  rows: number,
  times: StoredValues,
  rule: TimeRule,
): Promise<Division> {
  const { number, start } = spansOf(rule);
  const key = number.replaceAll("$t", `(${times.expression})`);
  const counted = await session.query(
    `SELECT k, count(*)::DOUBLE FROM (SELECT ${key} AS k FROM ${times.from.sql})
     WHERE k IS NOT NULL GROUP BY k ORDER BY k`,
  );
  const [keys, counts] = [[...numbersOf(counted, 0)], numbersOf(counted, 1)];
  requireFewParts(keys.length, `spans of ${rule.every.count} ${rule.every.unit}`, "longer spans");
  const parts = keys.map((one, i) => {
    const from = isoTime(start(one));
    return { name: from, rows: counts[i]!, from, to: isoTime(start(one + 1)) };
  });
  const lost = rows - parts.reduce((sum, part) => sum + part.rows, 0);
  const why = `no time in column "${rule.column}"`;
  return {
    parts,
    leftOut: lost > 0 ? [{ rows: lost, why }] : [],
    stored: { from: times.from, key, isIn: "k IS NOT NULL", keys },
  };
}

function spansOf({ every: { count, unit } }: TimeRule): Spans {
  const months = (MONTHS[unit] ?? 0) * count;
  if (months > 0) {
    const since = "datediff('month', TIMESTAMP '1970-01-01', make_timestamp(($t * 1000)::BIGINT))";
    return {
      number: `floor(${since} / ${months}::DOUBLE)`,
      start: (number) => Date.UTC(1970, number * months),
    };
  }
  const length = LENGTHS[unit]! * count;
  const origin = unit === "week" ? FIRST_MONDAY : 0;
  return {
    number: `floor(($t - ${origin}) / ${length}::DOUBLE)`,
    start: (number) => number * length + origin,
  };
}

/** Whole seconds without a fraction: 2024-05-01T00:00:00Z. */
function isoTime(milliseconds: number): string {
  const moment = new Date(milliseconds);
  if (Number.isNaN(moment.getTime())) return String(milliseconds); // past the year 275,760
  return moment.toISOString().replace(".000Z", "Z");
}
