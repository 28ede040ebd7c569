import { InputError } from "../../core/errors.js";
import { didYouMean } from "../../core/nearest-name.js";
import { rowsWhere } from "../../core/select-rows.js";
import { classesOf, requireTwo, type ColumnClasses } from "./column-classes.js";
import { drawSome } from "./draw-some.js";
import type { Injected, InjectionScene } from "./injected.js";
import type { InjectionOf } from "./injection.js";
import type { TracedColumn } from "./traced-column.js";

/** Classes that read as yes. */
const POSITIVE = ["1", "true", "yes"];

/** What came of an injection that drops rows. */
export interface Imbalance {
  /** The rows that are left, ascending. */
  readonly kept: Int32Array;
  readonly realised: Injected["realised"];
}

/**
 * Another share of one class, by dropping rows at random: of the class where it is to be rarer, of all
 * others where it is to be more frequent. The rows that are left are in their order, and rows without
 * a class stay.
 *
 * @throws {InputError} when there is no such class, or too few rows for that share
 */
export function injectImbalance(
  column: TracedColumn,
  { kind, column: name, share, category }: InjectionOf<"imbalance">,
  { firstRow, random }: InjectionScene,
): Imbalance {
  const classes = classesOf(column, kind, firstRow);
  requireTwo(classes, kind, name);
  const { rows, codes, names } = classes;
  const wanted = placeOfClass(classes, category, `${kind}:${name}`);
  const mine = rows.filter((row) => codes[row] === wanted);
  const others = rows.filter((row) => codes[row] !== wanted);
  const isRarer = share * rows.length < mine.length;
  const [drop, stay] = isRarer ? [mine, others] : [others, mine];
  const odds = isRarer ? share / (1 - share) : (1 - share) / share;
  const left = Math.round(stay.length * odds);
  if (left === 0 || stay.length === 0) {
    throw new InputError(`${rows.length} rows are too few for a share of ${share}`, {
      where: `${kind}:${name}`,
      fix: "give a share that is less extreme",
    });
  }
  const dropped = new Set(drawSome(drop, drop.length - Math.min(left, drop.length), random));
  const mineLeft = isRarer ? mine.length - dropped.size : mine.length;
  return {
    kept: rowsWhere(codes.length, (row) => !dropped.has(row)),
    realised: {
      class: names[wanted]!,
      share_before: mine.length / rows.length,
      share: mineLeft / (rows.length - dropped.size),
    },
  };
}

/** The class that is named, else the one that reads as yes, else the later of two. */
function placeOfClass({ names }: ColumnClasses, category: string | undefined, where: string) {
  if (category === undefined) {
    const yes = names.findIndex((name) => POSITIVE.includes(name.toLowerCase()));
    if (yes >= 0) return yes;
    if (names.length === 2) return names[0]! < names[1]! ? 1 : 0;
    throw new InputError(`there are ${names.length} classes, and none reads as the positive one`, {
      where,
      fix: `name one: ${where}:${names[0]!}=0.2`,
    });
  }
  const place = names.indexOf(category);
  if (place >= 0) return place;
  throw new InputError(`"${category}" is none of the classes${didYouMean(category, names)}`, {
    where,
    fix: `name one of ${names.slice(0, 10).join(", ")}`,
  });
}
