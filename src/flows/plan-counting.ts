import type { PlannedColumn } from "../drift/column-plan.js";
import { KS_EXACT_LIMIT } from "../stats/tests/ks-two-sample.js";
import type { DataEngine, EngineTable, Glance } from "../ports/data-engine.js";

/** Tables up to so many rows a side are counted value by value: it is as fast, and nothing is left to refine. */
const FEW_ROWS = 300_000;
/** Columns that may have no more distinct values than this are counted by value, too. */
const FEW_VALUES = 2 ** 17;

/** How to count a column of numbers, and what a glance at both tables showed. */
export interface NumberPlan {
  readonly by: "values" | "bins";
  readonly glances: readonly [Glance, Glance];
}

export type CountingPlan = ReadonlyMap<PlannedColumn, NumberPlan>;

/**
 * Decide for each column of numbers of large tables how it is counted; small ones need no plan.
 *
 * @param fewRows tables up to so many rows a side are small
 */
export async function planCounting(
  engine: DataEngine,
  [reference, current]: readonly [EngineTable, EngineTable],
  planned: readonly PlannedColumn[],
  fewRows = FEW_ROWS,
): Promise<CountingPlan> {
  const isSmall = Math.max(reference.rows, current.rows) <= fewRows;
  if (isSmall || reference.rows * current.rows <= KS_EXACT_LIMIT) return new Map();
  const numbers = planned.filter(({ kind, skip }) => kind === "numeric" && skip === null);
  if (numbers.length === 0) return new Map();
  const columns = numbers.map(({ name }) => name);
  const [before, after] = await engine.reduce([
    { kind: "glance", table: reference, columns },
    { kind: "glance", table: current, columns },
  ]);
  return new Map(
    numbers.map((plan, i) => {
      const glances = [before[i]!, after[i]!] as const;
      const distinct = Math.max(glances[0].distinct, glances[1].distinct);
      return [plan, { by: distinct <= FEW_VALUES ? "values" : "bins", glances }];
    }),
  );
}
