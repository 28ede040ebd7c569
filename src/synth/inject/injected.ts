import type { Random } from "../../core/random.js";
import type { TracedColumn } from "./traced-column.js";

/** Where and with which chance an injection works. */
export interface InjectionScene {
  /** The first row that may be touched, counted from 0. */
  readonly firstRow: number;
  readonly random: Random;
}

/** What came of an injection that changes cells. */
export interface Injected {
  readonly column: TracedColumn;
  /** The rows that were chosen, ascending; a number that rounds to what it was is among them. */
  readonly rows: Int32Array;
  /** What it came to, by the names of the truth file. */
  readonly realised: Readonly<Record<string, number | string | null>>;
}
