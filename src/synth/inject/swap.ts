import { InputError } from "../../core/errors.js";
import { classesOf, requireTwo } from "./column-classes.js";
import { countOfShare, drawSome } from "./draw-some.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { InjectionOf } from "./injection.js";
import { copyCells, type TracedColumn } from "./traced-column.js";

/**
 * Another mix of the same categories: cells of the most frequent ones become cells of the others, in
 * proportion to these. Who gives does not get, so the total variation is the share of the cells.
 */
export function injectSwap(
  column: TracedColumn,
  injection: InjectionOf<"swap">,
  { firstRow, random }: InjectionScene,
): Injected {
  const { kind, column: name, share } = injection;
  const classes = classesOf(column, kind, firstRow);
  requireTwo(classes, kind, name);
  const { rows, codes, counts, examples } = classes;
  const where = `${kind}:${name}:${share}`;
  const moving = countOfShare(share, rows.length, where);
  const order = Array.from(counts, (_, code) => code).sort((a, b) => counts[b]! - counts[a]!);
  const gives = new Set<number>();
  let toGive = 0;
  for (const code of order.slice(0, -1)) {
    if (toGive >= moving) break;
    gives.add(code);
    toGive += counts[code]!;
  }
  if (toGive < moving) {
    const most = Math.floor((1000 * toGive) / rows.length) / 1000;
    throw new InputError(`at most ${most} of the rows can change to a rarer category`, {
      where,
      fix: `give a share of at most ${most}`,
    });
  }
  const givers = rows.filter((row) => gives.has(codes[row]!));
  const takers = rows.filter((row) => !gives.has(codes[row]!));
  const pool = takers.length > 0 ? takers : examples.filter((_, code) => !gives.has(code));
  const chosen = drawSome(givers, moving, random);
  const from = Int32Array.from(codes, (_, row) => row);
  for (const row of chosen) from[row] = pool[Math.floor(random() * pool.length)]!;
  return {
    column: copyCells(column, from),
    rows: chosen,
    realised: { total_variation: moving / rows.length },
  };
}
