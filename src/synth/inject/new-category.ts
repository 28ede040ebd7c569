import { InputError } from "../../core/errors.js";
import { classesOf } from "./column-classes.js";
import { countOfShare, drawSome } from "./draw-some.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { InjectionOf } from "./injection.js";
import type { TracedColumn } from "./traced-column.js";

/** Cells of rows drawn at random become a category that the column has never had. */
export function injectNewCategory(
  traced: TracedColumn,
  { kind, column: name, share, category }: InjectionOf<"new-category">,
  { firstRow, random }: InjectionScene,
): Injected {
  const { column, cells } = traced;
  const where = `${kind}:${name}`;
  if (column.kind !== "text") {
    const holds = column.kind === "number" ? "numbers" : "time stamps";
    throw new InputError(`${kind} works on categories; "${name}" holds ${holds}`, {
      where,
      fix: "name a column of texts, or have it read as texts with --categorical",
    });
  }
  const { rows } = classesOf(traced, kind, firstRow);
  if (category !== undefined && column.levels.includes(category)) {
    const fix = "name another category";
    throw new InputError(`"${category}" is a category of "${name}" already`, { where, fix });
  }
  const added = category ?? unusedName(column.levels);
  const chosen = drawSome(rows, countOfShare(share, rows.length, where), random);
  const [codes, sources] = [column.codes.slice(), cells.slice()];
  for (const row of chosen) {
    codes[row] = column.levels.length;
    sources[row] = -1;
  }
  const levels = [...column.levels, added];
  return {
    column: { column: { ...column, codes, levels }, cells: sources },
    rows: chosen,
    realised: { share: chosen.length / rows.length, category: added },
  };
}

/** "new", or "new-2" and so on where that is taken. */
function unusedName(taken: readonly string[]): string {
  let name = "new";
  for (let i = 2; taken.includes(name); i++) name = `new-${i}`;
  return name;
}
