import { existsSync } from "node:fs";
import { rowsWhere, selectRows } from "../../src/core/select-rows.js";
import type { Table, TextColumn } from "../../src/core/table.js";
import { preparationDefaults, type PreparationSpec } from "../../src/features/preparation.js";
import { readTable } from "../read-table.js";

/** A question of the training oracles: a data set, and which columns to use. */
export interface TrainingQuestion {
  readonly dataset: string;
  readonly target: string;
  readonly positive: string | null;
  readonly numeric: readonly string[];
  readonly categorical: readonly string[];
  readonly drop_first?: boolean;
}

/** A data set of the oracles with its labels; undefined where the data set is not at hand. */
export function openQuestion(question: TrainingQuestion) {
  const [file = ""] = question.dataset.split(",");
  const path = [`fixtures/data/${file}`, `../shared/data/${file}`].find((p) => existsSync(p));
  if (path === undefined) return undefined;
  let table = readTable(path, question.numeric);
  if (question.dataset.includes("not setosa")) {
    const species = textOf(table, question.target);
    const setosa = species.levels.indexOf("setosa");
    table = selectRows(
      table,
      rowsWhere(table.rows, (row) => species.codes[row] !== setosa),
    );
  }
  const target = textOf(table, question.target);
  const present = target.levels.filter((_, code) => target.codes.includes(code));
  const classes =
    question.positive === null
      ? [...present].sort()
      : [...present].sort((a) => (a === question.positive ? 1 : -1));
  const labels = Int32Array.from(target.codes, (code) => classes.indexOf(target.levels[code]!));
  const spec: PreparationSpec = {
    ...preparationDefaults,
    numbers: question.numeric,
    categories: question.categorical,
    times: [],
    dropFirst: question.drop_first ?? false,
  };
  return { table, labels, classes, spec };
}

function textOf(table: Table, name: string): TextColumn {
  return table.columns.find((column) => column.name === name) as TextColumn;
}
