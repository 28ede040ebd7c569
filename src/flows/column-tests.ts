import { ArlequinError, InputError, UndefinedError } from "../core/errors.js";
import type { ColumnCounts } from "../drift/column-counts.js";
import { sideBySide } from "../drift/weigh-categorical.js";
import { countsOfLadder, type Ladder } from "../stats/ladder/ladder.js";
import { answerFromLadder } from "./answer-from-ladder.js";
import { answerQuestion, statisticNamed, type Outcome } from "./answer-statistic.js";
import type { Question, Statistic } from "./statistics/statistic.js";

/** Up to so many rows a side every statistic is computed from all values. */
export const MOST_ROWS_BY_VALUE = 2_000_000;

/**
 * Answer the statistics of `--tests` for one column: by name, each its result, or why it has none. A
 * statistic for categories is not asked of numbers, nor the other way round.
 *
 * @throws {InputError} when a name is no statistic
 */
export function runColumnTests(
  counts: ColumnCounts,
  names: readonly string[],
): Record<string, Outcome> {
  return Object.fromEntries(
    names.map((name) => {
      const statistic = statisticNamed(name);
      return [name, answered(statistic, counts)];
    }),
  );
}

function answered(statistic: Statistic, counts: ColumnCounts): Outcome {
  try {
    if (counts.by === "value" && !hasEveryValue(counts.ladder)) {
      const result = answerFromLadder(statistic.name, counts.ladder);
      return result
        ? { result }
        : { undefined: whyNotFromLadder(statistic, counts.cells !== undefined) };
    }
    const question = questionOf(statistic.takes, counts);
    if (typeof question === "string") return { undefined: question };
    return answerQuestion(statistic, question);
  } catch (error) {
    if (error instanceof UndefinedError) return { undefined: error.message };
    if (!(error instanceof ArlequinError)) throw error;
    return { error: { what: error.message, where: error.where ?? null, fix: error.fix ?? null } };
  }
}

/** Whether there are few enough values to take them one by one, and no span hides any. */
function hasEveryValue(ladder: Ladder): boolean {
  return Math.max(ladder.m, ladder.n) <= MOST_ROWS_BY_VALUE && countsOfLadder(ladder) !== null;
}

function whyNotFromLadder({ takes }: Statistic, isOfProfile: boolean): string {
  if (areCounts(takes)) return FOR_CATEGORIES;
  if (isOfProfile) return "it needs every value, and a profile keeps counts of cells";
  return `it needs every value, and a side has more than ${MOST_ROWS_BY_VALUE / 1e6} million rows`;
}

const FOR_CATEGORIES = "it takes categories, and this column has numbers";

function areCounts(takes: string): boolean {
  return /\btable\b|\breference_counts\b/.test(takes);
}

/** The arguments that a statistic takes, from the counts of a column; a text says why not. */
function questionOf(takes: string, counts: ColumnCounts): Question | string {
  const has = (name: string) => new RegExp(`\\b${name}\\b`).test(takes);
  if (counts.by === "category") {
    const { reference, current } = sideBySide(counts.categories);
    const [before, after] = [Array.from(reference), Array.from(current)];
    if (has("table")) return { table: [before, after] };
    if (areCounts(takes)) return { reference_counts: before, current_counts: after };
    return "it takes numbers, and this column has categories";
  }
  if (areCounts(takes)) return FOR_CATEGORIES;
  const pooled = countsOfLadder(counts.ladder)!;
  const x = repeated(pooled.values, pooled.x);
  const y = repeated(pooled.values, pooled.y);
  if (has("x") && has("y")) return { x, y };
  return { reference: x, current: y };
}

function repeated(values: Float64Array, counts: Float64Array): number[] {
  const sample: number[] = [];
  values.forEach((value, k) => {
    for (let i = 0; i < counts[k]!; i++) sample.push(value);
  });
  return sample;
}

/** Refuse names that are no statistic, before any work is done. @throws {InputError} */
export function checkTests(names: readonly string[]): void {
  for (const name of names) {
    const { takes } = statisticNamed(name);
    if (/\btable\b|\breference\b|\bx, y\b/.test(takes)) continue;
    throw new InputError(`${name} does not compare two samples`, {
      where: "--tests",
      fix: "see arlequin stat --list",
    });
  }
}
