import { isOneValue, type Ladder } from "../stats/ladder/ladder.js";
import type { ColumnCounts, SideCounts } from "./column-counts.js";
import type { PlannedColumn } from "./column-plan.js";

/** Fewer rows than this say nothing about what a column is. */
export const ENOUGH_ROWS = 50;
/** From this share of distinct values on, a text column names rows or is written by people. */
const DISTINCT_SHARE = 0.5;

/**
 * Why the values of a column cannot be compared: the tables hold different kinds of them, and either
 * times or too many to take them for categories.
 *
 * @returns null where they can, or one table has no value and so no kind
 */
export function reasonNotComparable(plan: PlannedColumn, counts: ColumnCounts): string | null {
  const { reference, current } = counts;
  if (plan.mixed === undefined || reference.present === 0 || current.present === 0) return null;
  const areMany = isSpread(reference) && isSpread(current);
  return areMany || plan.mixed.includes("times") ? `not comparable: ${plan.mixed}` : null;
}

/**
 * Why a column is not worth comparing: one value on both sides, a name for each row, or free text.
 * What the user asked for by name is always compared.
 *
 * @returns null where it is
 */
export function reasonToSkip(plan: PlannedColumn, counts: ColumnCounts): string | null {
  if (plan.forced) return null;
  const { reference, current } = counts;
  if (reference.present === 0 && current.present === 0) return "no value in either table";
  if (counts.by === "value")
    return counts.reference.isRunningNumber && counts.current.isRunningNumber
      ? `${IDENTIFIER}: --numeric compares it`
      : constant(counts);
  if (!isSpread(reference) || !isSpread(current)) return constant(counts);
  const share = Math.round((100 * reference.distinct) / reference.present);
  return `an identifier or free text (${share} % of its values are distinct): --categorical compares it`;
}

/** So many of a text column's values are distinct that they name rows, or are written by people. */
export function isSpread({ present, distinct }: Omit<SideCounts, "rows">): boolean {
  return present >= ENOUGH_ROWS && distinct / present > DISTINCT_SHARE;
}

/** A counter: whole numbers that never repeat and leave few gaps. */
export function isRunning(numbers: {
  readonly present: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly isWhole: boolean;
  readonly isUnique: boolean;
}): boolean {
  const { present, minimum, maximum, isWhole, isUnique } = numbers;
  if (present < ENOUGH_ROWS || !isWhole || !isUnique) return false;
  const range = maximum - minimum;
  // More values than whole numbers there: some occur in two of the parts that were put together.
  return range < 2 * present && present <= range + 1;
}

const IDENTIFIER = "an identifier: whole numbers without a repeat, next to each other";

function constant(counts: ColumnCounts): string | null {
  const [one, other] =
    counts.by === "value"
      ? [onlyValue(counts.ladder, "x"), onlyValue(counts.ladder, "y")]
      : counts.categories.map((list) => (list.length === 1 ? list[0]?.name : undefined));
  if (one === undefined || one !== other) return null;
  const isExact = counts.by === "category" || Math.abs(Number(one)) < 2 ** 53;
  const said = "one and the same value in both tables";
  return isExact ? said : `${said}, as far as 53 bits can tell: --categorical compares the digits`;
}

/** The value of a side that has no other. */
function onlyValue(ladder: Ladder, side: "x" | "y"): string | undefined {
  const held = ladder[side];
  const first = held.findIndex((count) => count > 0);
  if (first === -1 || !isOneValue(ladder, first)) return undefined;
  for (let k = first + 1; k < held.length; k++) if (held[k]! > 0) return undefined;
  return String(ladder.low[first]);
}
