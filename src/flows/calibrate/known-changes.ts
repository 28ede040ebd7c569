import type { ValueChange, WatchedValues } from "./column-cells.js";

/** A change of known size that can be put into a column. */
export interface KnownChange {
  /** In standard deviations; null where share is moved. */
  readonly shift: number | null;
  readonly moved: number | null;
  readonly change: ValueChange;
}

/** In standard deviations of the column. */
export const SHIFTS = [0.1, 0.25, 0.5, 1] as const;
/** Share of all rows that goes from the largest level to the second. */
export const MOVED_SHARE = 0.1;

/**
 * The changes that are put into a column, from the smallest to the largest: shifts of numbers, and of categories
 * a share that is moved. None where a column is constant.
 */
export function knownChanges(column: WatchedValues): readonly KnownChange[] {
  if (column.kind === "text") return movedShare(column);
  const present = column.values.filter(Number.isFinite);
  const deviation = standardDeviation(present);
  if (!(deviation > 0)) return [];
  const pair = twoValues(present);
  const isWhole = present.every(Number.isInteger);
  return SHIFTS.flatMap((shift): KnownChange[] => {
    const by = shift * deviation;
    const change = pair ? risen(pair, by) : isWhole ? stepped(by) : shifted(by);
    return change === null ? [] : [{ shift, moved: null, change }];
  });
}

const asNumber = (value: number | string): number => value as number; // of a column of numbers

function shifted(by: number): ValueChange {
  const move = (value: number | string) => asNumber(value) + by;
  return { one: move, other: move, chance: 0 };
}

/** Whole numbers stay whole: a part of them goes one step farther than the others. */
function stepped(by: number): ValueChange {
  const step = Math.floor(by);
  return {
    one: (value) => asNumber(value) + step,
    other: (value) => asNumber(value) + step + 1,
    chance: by - step,
  };
}

interface TwoValues {
  readonly low: number;
  readonly high: number;
  readonly lowShare: number;
}

/** Of two values, the lower becomes the higher as often as the mean needs; null where it cannot rise so far. */
function risen({ low, high, lowShare }: TwoValues, by: number): ValueChange | null {
  const chance = by / ((high - low) * lowShare);
  if (chance > 1) return null;
  return { one: (value) => value, other: (value) => (value === low ? high : value), chance };
}

function twoValues(present: Float64Array): TwoValues | null {
  const distinct = new Set<number>();
  for (const value of present) if (distinct.add(value).size > 2) return null;
  const [a, b] = [...distinct];
  if (a === undefined || b === undefined) return null;
  const [low, high] = [Math.min(a, b), Math.max(a, b)];
  return { low, high, lowShare: present.filter((value) => value === low).length / present.length };
}

function movedShare({ codes, levels }: WatchedValues & { readonly kind: "text" }): KnownChange[] {
  const counts = levels.map((name) => ({ name, count: 0 }));
  for (const code of codes) if (code >= 0) counts[code]!.count += 1;
  const [first, second] = counts.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
  if (first === undefined || second === undefined || second.count === 0) return [];
  const chance = (MOVED_SHARE * codes.length) / first.count;
  if (chance > 1) return [];
  const change: ValueChange = {
    one: (value) => value,
    other: (value) => (value === first.name ? second.name : value),
    chance,
  };
  return [{ shift: null, moved: MOVED_SHARE, change }];
}

function standardDeviation(values: Float64Array): number {
  let [mean, squares] = [0, 0];
  values.forEach((value, i) => {
    const before = value - mean;
    mean += before / (i + 1);
    squares += before * (value - mean);
  });
  return values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
}
