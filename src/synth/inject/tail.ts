import { InputError } from "../../core/errors.js";
import { changeNumbers, numberRows, numbersOf } from "./column-numbers.js";
import { countOfShare } from "./draw-some.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { InjectionOf } from "./injection.js";
import type { TracedColumn } from "./traced-column.js";

/**
 * The largest numbers move away from the rest: with q the largest number below the tail,
 *
 *     x -> q + factor · (x − q)        for the top `share` of the rows
 *
 * so that the tail gets heavier (or lighter, for a factor below 1) and no gap opens under it.
 */
export function injectTail(
  column: TracedColumn,
  injection: InjectionOf<"tail">,
  scene: InjectionScene,
): Injected {
  const values = numbersOf(column, injection.kind);
  const where = `tail:${injection.column}`;
  const rows = numberRows(values, injection, scene);
  const count = countOfShare(injection.share, rows.length, where);
  const ascending = rows.toSorted((a, b) => values[a]! - values[b]! || a - b);
  const [below] = ascending.slice(rows.length - count - 1);
  const top = ascending.slice(rows.length - count).sort();
  const q = values[below ?? -1];
  if (q === undefined || count === rows.length) {
    const fix = "give a share well below 1";
    throw new InputError("a tail of all rows leaves nothing below it", { where, fix });
  }
  const excess = top.reduce((sum, row) => sum + (values[row]! - q), 0);
  if (excess === 0) {
    throw new InputError(`the top ${count} values of column "${injection.column}" are all ${q}`, {
      where,
      fix: "give a share that the largest value alone does not fill",
    });
  }
  const change = (value: number) => q + injection.factor * (value - q);
  return changeNumbers(column, top, scene.random, change, (differences) => ({
    share: count / rows.length,
    factor: 1 + differences.reduce((sum, difference) => sum + difference, 0) / excess,
    threshold: q,
  }));
}
