import { InputError } from "../core/errors.js";
import type { Sample } from "../core/sample.js";
import type { Hypergeometric } from "./distributions/hypergeometric.js";

/** Counts of two samples (rows) in two categories (columns): a b over c d. */
export interface FourfoldTable {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/**
 * @param rows two rows of two whole counts ≥ 0; rows or columns that are all 0 are allowed
 * @throws {InputError} when it is anything else
 * @example fourfoldTable([[1, 2], [3, 4]]).c // 3
 */
export function fourfoldTable(rows: readonly Sample[]): FourfoldTable {
  const cells = rows.flatMap((row) => Array.from(row));
  const [a = 0, b = 0, c = 0, d = 0] = cells;
  if (rows.length !== 2 || rows.some((row) => row.length !== 2)) {
    throw new InputError("the table is not 2 × 2", { fix: "give two rows of two counts" });
  }
  const wrong = cells.find((count) => !(Number.isSafeInteger(count) && count >= 0));
  if (wrong === undefined) return { a, b, c, d };
  const fix = "give whole counts of at least 0";
  throw new InputError(`the table holds ${wrong}, which is not a count`, { fix });
}

/** The law of `a` when margins are fixed and the row does not matter: the first row drawn from all. */
export function lawOfFirstCell({ a, b, c, d }: FourfoldTable): Hypergeometric {
  return { marked: a + c, others: b + d, draws: a + b };
}
