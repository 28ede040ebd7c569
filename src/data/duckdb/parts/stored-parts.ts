import type { TablePart } from "../../../ports/table-parts.js";
import { numbersOf, textsOf, type AnswerColumn } from "../answer-column.js";
import type { Relation } from "../relation.js";
import type { StoredValues } from "../stored-table.js";

/** To which part a row belongs: an expression over a relation, and what it gives for each part. */
export interface StoredParts {
  readonly from: Relation;
  /** DOUBLE or VARCHAR; it may be a window. */
  readonly key: string;
  /** Which rows are in some part: a condition on the key as k. */
  readonly isIn: string;
  /** The key of each part, in the order of the parts; null for rows without a value. */
  readonly keys: readonly (number | string | null)[];
}

/** How a table divides. */
export interface Division {
  readonly parts: readonly TablePart[];
  readonly leftOut: readonly { readonly rows: number; readonly why: string }[];
  readonly stored: StoredParts;
}

/** What stands after FROM: the values as v, and with parts the key of each row as k. */
export function keyedValues({ from, expression }: StoredValues, parts?: StoredParts): string {
  if (parts === undefined) return `(SELECT ${expression} AS v FROM ${from.sql})`;
  const { key } = parts;
  const keyed =
    parts.from === from
      ? `(SELECT ${expression} AS v, ${key} AS k FROM ${from.sql})`
      : // Read from other files, but the same rows in the same order.
        `(SELECT v, k FROM (SELECT ${expression} AS v, ${from.rowNumber} AS place FROM ${from.sql})
           JOIN (SELECT ${key} AS k, ${parts.from.rowNumber} AS place FROM ${parts.from.sql}) USING (place))`;
  return `(SELECT v, k FROM ${keyed} WHERE ${parts.isIn})`;
}

/**
 * Where in an answer the rows of each part are: those of a part stand together.
 *
 * @param keys the column k of the answer
 * @returns start and end for each part; both 0 where there are none
 */
export function spansOfParts(
  { keys }: StoredParts,
  column: AnswerColumn | undefined,
): (readonly [start: number, end: number])[] {
  const found = column === undefined ? [] : keysOf(column);
  const spans = new Map<number | string | null, [number, number]>();
  for (let i = 0; i < found.length; i++) {
    const key = found[i] ?? null;
    const span = spans.get(key);
    if (span === undefined) spans.set(key, [i, i + 1]);
    else span[1] = i + 1;
  }
  return keys.map((key) => spans.get(key) ?? [0, 0]);
}

function keysOf(column: AnswerColumn): ArrayLike<number | string | null> {
  return column instanceof Float64Array ? numbersOf([column], 0) : textsOf([column], 0);
}
