import {
  changeNumbers,
  inOwnUnit,
  meanChange,
  numberRows,
  numbersOf,
  spreadOf,
} from "./column-numbers.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { InjectionOf } from "./injection.js";
import type { TracedColumn } from "./traced-column.js";

/** Every number moves by the same: a gauge that was set anew. */
export function injectShift(
  column: TracedColumn,
  injection: InjectionOf<"shift">,
  scene: InjectionScene,
): Injected {
  const values = numbersOf(column, injection.kind);
  const sd = spreadOf(values);
  const by = inOwnUnit(injection.size, sd, injection);
  const rows = numberRows(values, injection, scene);
  const change = (value: number) => value + by;
  return changeNumbers(column, rows, scene.random, change, (differences) =>
    meanChange(differences, sd),
  );
}
