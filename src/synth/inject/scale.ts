import { InputError } from "../../core/errors.js";
import { changeNumbers, numberRows, numbersOf } from "./column-numbers.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { InjectionOf } from "./injection.js";
import type { TracedColumn } from "./traced-column.js";

/** Every number times a factor: cents where there were euros. */
export function injectScale(
  column: TracedColumn,
  injection: InjectionOf<"scale">,
  scene: InjectionScene,
): Injected {
  const values = numbersOf(column, injection.kind);
  const rows = numberRows(values, injection, scene);
  const before = rows.reduce((sum, row) => sum + Math.abs(values[row]!), 0);
  if (before === 0) {
    throw new InputError(`there is nothing but zeros in column "${injection.column}" to scale`, {
      where: `scale:${injection.column}`,
      fix: "use shift",
    });
  }
  const change = (value: number) => value * injection.factor;
  return changeNumbers(column, rows, scene.random, change, (differences) => {
    let after = 0;
    rows.forEach((row, i) => (after += Math.abs(values[row]! + differences[i]!)));
    return { factor: after / before };
  });
}
