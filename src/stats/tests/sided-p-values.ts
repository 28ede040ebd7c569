import type { Alternative } from "../alternative.js";

/** The p-values of one test against each alternative, all in [0, 1]. */
export type SidedPValues = Readonly<Record<Alternative, number>>;
