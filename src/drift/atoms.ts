import { isOneValue, type Ladder } from "../stats/ladder/ladder.js";

/** From this share of the pooled rows on, a value is an atom: the limit law would hide it. */
const ATOM_SHARE = 0.01;

/** Cells of so many rows that they may hold an atom: a value with over 1 % of the rows of both tables. */
export function heavyCells({ x, y, m, n }: Ladder): number[] {
  const heavy: number[] = [];
  for (let k = 0; k < x.length; k++) if (x[k]! + y[k]! > ATOM_SHARE * (m + n)) heavy.push(k);
  return heavy;
}

/** The atoms among the cells of a ladder. */
export function atomsOf(ladder: Ladder): number[] {
  return heavyCells(ladder).filter((k) => isOneValue(ladder, k));
}
