import { isOneValue, type Ladder } from "../stats/ladder/ladder.js";

/** From this share of the pooled rows on, a value is an atom: the limit law would hide it. */
const ATOM_SHARE = 0.01;

/** Cells of so many rows that they may hold an atom: a value with over 1 % of the rows of both tables. */
export function heavyCells({ x, y, m, n }: Ladder): number[] {
  const heavy: number[] = [];
  const least = ATOM_SHARE * (m + n);
  for (let k = 0; k < x.length; k++) if (x[k]! + y[k]! > least) heavy.push(k);
  return heavy;
}

/** The atoms among the cells of a ladder. */
export function atomsOf(ladder: Ladder): number[] {
  return heavyCells(ladder).filter((k) => isOneValue(ladder, k));
}

/** A column's p where atoms, values with over 1 % of the rows each, were judged apart from the rest. */
export interface AtomSplit {
  readonly values: readonly number[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** Chi-square over the atoms and the rest. */
  readonly pAtoms: number;
  /** Kolmogorov-Smirnov of the rest; null where a table has none. */
  readonly rest: {
    readonly m: number;
    readonly n: number;
    readonly d: number;
    readonly location: number | null;
    /** Rows at or below the location. */
    readonly below: readonly [reference: number, current: number];
    readonly p: number;
  } | null;
}
