import { UndefinedError } from "../../core/errors.js";
import { rowsWhere, selectRows } from "../../core/select-rows.js";
import type { Table } from "../../core/table.js";
import { labelsOf, type Labeller } from "../../model/labels/labeller.js";

/** Labelled rows: those without a label are left out. */
export interface LabelledRows {
  readonly table: Table;
  readonly labels: Int32Array;
}

/**
 * Refuse rows of one class only, or of none.
 *
 * @throws {UndefinedError} when the labels of all rows are the same
 */
export function checkClasses({ labels }: LabelledRows, { classes }: Labeller, label: string): void {
  const [only, ...others] = [...new Set(labels)];
  if (others.length > 0) return;
  const what = only === undefined ? "gives no row a label" : `makes every row ${classes[only]!}`;
  throw new UndefinedError(`${label} ${what}`, {
    where: `--label (${labels.length} labelled rows)`,
    fix: "give a label that tells rows apart, or more rows",
  });
}

/** The rows of a table that have a label, with their labels. */
export function withLabels(table: Table, labeller: Labeller): LabelledRows {
  const all = labelsOf(labeller, table);
  const kept = rowsWhere(table.rows, (row) => all[row]! >= 0);
  if (kept.length === table.rows) return { table, labels: all };
  return { table: selectRows(table, kept), labels: all.filter((label) => label >= 0) };
}
