import { ArlequinError, InputError } from "../core/errors.js";
import type { ColumnCounts } from "../drift/column-counts.js";
import { sideBySide } from "../drift/weigh-categorical.js";
import { countsOfLadder } from "../stats/ladder/ladder.js";
import { answerQuestion, statisticNamed, type Outcome } from "./answer-statistic.js";
import type { Question, Statistic } from "./statistics/statistic.js";

/** Statistics that need the values one by one are not computed beyond so many rows a side. */
const MOST_ROWS = 2_000_000;

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
  const question = questionOf(statistic.takes, counts);
  if (typeof question === "string") return { undefined: question };
  try {
    return answerQuestion(statistic, question);
  } catch (error) {
    if (!(error instanceof ArlequinError)) throw error;
    return { error: { what: error.message, where: error.where ?? null, fix: error.fix ?? null } };
  }
}

/** The arguments that a statistic takes, from the counts of a column; a text says why not. */
function questionOf(takes: string, counts: ColumnCounts): Question | string {
  const has = (name: string) => new RegExp(`\\b${name}\\b`).test(takes);
  const areCounts = has("table") || has("reference_counts");
  if (counts.by === "category") {
    const { reference, current } = sideBySide(counts.categories);
    const [before, after] = [Array.from(reference), Array.from(current)];
    if (has("table")) return { table: [before, after] };
    if (areCounts) return { reference_counts: before, current_counts: after };
    return "it takes numbers, and this column has categories";
  }
  if (areCounts) return "it takes categories, and this column has numbers";
  const pooled = countsOfLadder(counts.ladder);
  if (pooled === null || Math.max(pooled.m, pooled.n) > MOST_ROWS) {
    return `it needs every value, and there are more than ${MOST_ROWS}`;
  }
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
