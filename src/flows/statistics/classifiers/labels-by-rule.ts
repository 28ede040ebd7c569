import { InputError } from "../../../core/errors.js";
import type { NumberColumn, Table } from "../../../core/table.js";
import { evaluateRule } from "../../../model/labels/evaluate-rule.js";
import { parseRule } from "../../../model/labels/parse-rule.js";
import { arrayOf, numberOrMissing } from "../question.js";
import type { Question } from "../statistic.js";

/** Labels told by a rule over arrays of numbers, instead of one by one. */
export interface RuledLabels {
  readonly rule: string;
  readonly [array: string]: unknown;
}

export function isRuled(labels: unknown): labels is RuledLabels {
  return (
    typeof labels === "object" &&
    labels !== null &&
    "rule" in labels &&
    typeof labels.rule === "string"
  );
}

/**
 * Labels by a rule: 1 where it holds, 0 where it does not, undefined where a value that decides it is
 * missing. It is written as for `train --label rule:...`; a leading «1 where» and what follows a comma,
 * a remark for people, are no part of it. It may name the arrays that come with it (`u`) and the scores.
 *
 * @throws {InputError} when the rule makes no sense, names no array at hand, or their lengths differ
 */
export function labelsByRule(labels: RuledLabels, question: Question): (0 | 1 | undefined)[] {
  const { rule: text, ...arrays } = labels;
  const scores = question.y_score === undefined ? {} : { y_score: question.y_score };
  const columns = Object.keys({ ...scores, ...arrays }).map((name) =>
    numbersUnder(name, { ...scores, ...arrays }),
  );
  const [rule = ""] = text.replace(/^\s*1\s+where\s+/i, "").split(",");
  const answers = evaluateRule(parseRule(rule), tableOf(columns));
  return Array.from(answers, (answer) => (answer === -1 ? undefined : answer === 1 ? 1 : 0));
}

function numbersUnder(name: string, arrays: Question): NumberColumn {
  const values = arrayOf(arrays, name).map(
    (value, i) => numberOrMissing(value, `${name}[${i}]`) ?? NaN,
  );
  return { name, kind: "number", values: Float64Array.from(values) };
}

function tableOf(columns: readonly NumberColumn[]): Table {
  const rows = columns[0]?.values.length ?? 0;
  const other = columns.find(({ values }) => values.length !== rows);
  if (other !== undefined) {
    throw new InputError(
      `${other.name} has ${other.values.length} rows, ${columns[0]!.name} ${rows}`,
      {
        where: other.name,
        fix: "give arrays of one length",
      },
    );
  }
  return { rows, columns };
}
