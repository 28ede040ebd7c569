import { classesOf, requireTwo } from "./column-classes.js";
import { countOfShare, drawSome } from "./draw-some.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { InjectionOf } from "./injection.js";
import { copyCells, type TracedColumn } from "./traced-column.js";

/** Labels of rows drawn at random become one of the other classes, each as likely as the next. */
export function injectLabelFlip(
  column: TracedColumn,
  injection: InjectionOf<"label-flip">,
  { firstRow, random }: InjectionScene,
): Injected {
  const { kind, column: name, share } = injection;
  const classes = classesOf(column, kind, firstRow);
  requireTwo(classes, kind, name);
  const { rows, codes, examples } = classes;
  const chosen = drawSome(rows, countOfShare(share, rows.length, `${kind}:${name}`), random);
  const from = Int32Array.from(codes, (_, row) => row);
  for (const row of chosen) {
    const other = Math.floor(random() * (examples.length - 1));
    from[row] = examples[other < codes[row]! ? other : other + 1]!;
  }
  return {
    column: copyCells(column, from),
    rows: chosen,
    realised: { share: chosen.length / rows.length },
  };
}
