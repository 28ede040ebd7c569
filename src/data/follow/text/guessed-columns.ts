import type { EngineColumn } from "../../../ports/data-engine.js";
import { guessColumns, resolveType } from "../../columns/guess-columns.js";

/**
 * Columns with the types that the first rows show, by the engine's rules; the engine would then hold
 * them against all rows.
 */
export function guessedColumns(
  names: readonly string[],
  sample: readonly (readonly string[])[],
  missingValues: readonly string[],
): EngineColumn[] {
  return guessColumns(names, sample, { source: "", missingValues }).map((plan, place) => {
    const zeros = sample.filter((row) => (row[place] ?? "").trim().startsWith("0")).length;
    const type = resolveType(plan, plan.guess === "code" ? [0, 0, zeros] : [0, 0, 0]);
    return { name: plan.name, type, storedAs: "text" };
  });
}
