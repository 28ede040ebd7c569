import { InputError, UndefinedError } from "../../core/errors.js";
import type { Table } from "../../core/table.js";
import { findColumn } from "../../features/find-column.js";
import { quantile } from "../../stats/descriptive/quantile.js";
import { sortedLabels } from "../../stats/scores/confusion-matrix.js";
import { evaluateRule } from "./evaluate-rule.js";
import type { LabelStrategy } from "./label-strategy.js";
import type { Rule } from "./rule.js";

/** How rows get their labels: a strategy with all that was learnt from data settled. Plain data. */
export type Labeller =
  | { readonly kind: "column"; readonly column: string; readonly classes: readonly string[] }
  | { readonly kind: "rule"; readonly rule: Rule; readonly classes: readonly string[] }
  | {
      readonly kind: "quantile";
      readonly column: string;
      readonly threshold: number;
      readonly classes: readonly string[];
    };

/** More classes than this, and the column holds numbers or names rather than classes. */
const MOST_CLASSES = 100;
const POSITIVE_WORDS = ["1", "1.0", "true", "yes", "y", "t"];

/**
 * Settle how rows get their labels. The classes of a column are its distinct texts in sorted order;
 * of two, the second is the positive one: the one given, else one that reads as yes (1, true, yes),
 * else the later in sort order. A rule makes the classes 0 and 1, a quantile too: 1 above the type 7
 * quantile of the finite values.
 *
 * @throws {InputError} when a column is not there, there are over 100 classes, or no class is the
 *   positive one that was given
 * @throws {UndefinedError} when there are fewer than two classes, or no value to take a quantile of
 */
export function fitLabeller(
  strategy: LabelStrategy,
  table: Table,
  positive: string | null = null,
): Labeller {
  if (strategy.kind === "column") {
    const { column } = strategy;
    const { codes, levels } = findColumn(table, column, "text");
    const present = [...new Set(codes)].filter((code) => code >= 0).map((code) => levels[code]!);
    return { kind: "column", column, classes: classesOf(column, present, positive) };
  }
  if (positive !== null && positive !== "1") {
    throw new InputError(`"${positive}" cannot be the positive class of ${strategy.text}`, {
      where: "positive",
      fix: "leave it out: 1 is positive, 0 negative",
    });
  }
  const classes = ["0", "1"];
  if (strategy.kind === "rule") return { kind: "rule", rule: strategy.rule, classes };
  const finite = findColumn(table, strategy.column, "number").values.filter(Number.isFinite);
  if (finite.length === 0) throw new UndefinedError(`column "${strategy.column}" has no number`);
  const threshold = quantile(finite, strategy.share);
  return { kind: "quantile", column: strategy.column, threshold, classes };
}

/**
 * The labels of a table: the class of each row, −1 where it cannot be told: a value is missing, or
 * the text is none of the classes.
 *
 * @throws {InputError} when a column is not there
 */
export function labelsOf(labeller: Labeller, table: Table): Int32Array {
  if (labeller.kind === "rule") return Int32Array.from(evaluateRule(labeller.rule, table));
  if (labeller.kind === "quantile") {
    const { values } = findColumn(table, labeller.column, "number");
    return Int32Array.from(values, (value) =>
      Number.isNaN(value) ? -1 : Number(value > labeller.threshold),
    );
  }
  const { codes, levels } = findColumn(table, labeller.column, "text");
  const places = Int32Array.from(levels, (level) => labeller.classes.indexOf(level));
  return Int32Array.from(codes, (code) => (code < 0 ? -1 : places[code]!));
}

function classesOf(column: string, present: readonly string[], positive: string | null): string[] {
  if (present.length < 2) {
    throw new UndefinedError(
      `label column "${column}" has ${present.length === 0 ? "no value" : `one value, "${present[0]!}"`}`,
      { where: column, fix: "give rows of at least two classes" },
    );
  }
  if (present.length > MOST_CLASSES) {
    throw new InputError(`label column "${column}" has ${present.length} distinct values`, {
      where: column,
      fix: `make classes of it, e.g. quantile:${column}:0.95`,
    });
  }
  const classes = sortedLabels(present) as string[];
  const yes = classes.find((name) => POSITIVE_WORDS.includes(name.toLowerCase()));
  const second = positive ?? (classes.length === 2 ? yes : undefined);
  if (second === undefined) return classes;
  if (!classes.includes(second) || classes.length > 2) {
    const what =
      classes.length > 2
        ? `there are ${classes.length} classes, so none of them is the positive one`
        : `"${second}" is none of the classes`;
    throw new InputError(what, {
      where: `${column}: ${classes.join(", ")}`,
      fix: classes.length > 2 ? "leave --positive out" : "name one of the classes",
    });
  }
  return [...classes.filter((name) => name !== second), second];
}
