import type { ColumnCounts } from "../../drift/column-counts.js";
import type { PlannedColumn } from "../../drift/column-plan.js";
import { truthCounts } from "../../drift/truth-counts.js";
import { countsByValue } from "../../drift/counts-by-value.js";
import type { DataEngine } from "../../ports/data-engine.js";
import { byCategory, MOST_CATEGORIES, MOST_VALUES } from "../count-columns.js";
import type { CountingPlan } from "../plan-counting.js";
import { countByBinsInParts } from "./count-by-bins-in-parts.js";
import { rowsOfPairs, type PairedParts } from "./paired-parts.js";
import { reducePairs } from "./reduce-pairs.js";

/**
 * Let the engine count a column of both sides of all parts, each table in one scan.
 *
 * @returns for each judged part its counts, or why there are none as words; null where it is skipped
 */
export async function countColumnInParts(
  engine: DataEngine,
  pairs: PairedParts,
  plan: PlannedColumn,
  howToCount: CountingPlan,
): Promise<(ColumnCounts | string | null)[]> {
  if (plan.skip !== null) return pairs.judged.map(() => null);
  const column = plan.name;
  const numberPlan = howToCount.get(plan);
  if (numberPlan?.by === "bins") return countByBinsInParts({ engine, pairs, column }, numberPlan);
  const rows = rowsOfPairs(pairs);
  if (plan.kind !== "numeric" && plan.kind !== "boolean") {
    const request = { kind: "categories", column, limit: MOST_CATEGORIES } as const;
    const counted = await reducePairs(engine, pairs, request);
    return rows.map((sides, i) => byCategory(sides, ...counted[i]!));
  }
  const request = { kind: "values", column, limit: MOST_VALUES } as const;
  const counted = await reducePairs(engine, pairs, request);
  return rows.map((sides, i) => {
    const [before, after] = counted[i]!;
    if (before === null || after === null) return `more than ${MOST_VALUES} distinct values`;
    if (plan.kind === "numeric") return countsByValue(sides, [before, after]);
    return byCategory(sides, truthCounts(before), truthCounts(after));
  });
}
