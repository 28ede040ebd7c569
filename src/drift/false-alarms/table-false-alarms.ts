import type { ColumnResult, FalseAlarmRate, PolicyFalseAlarms } from "../drift-result.js";
import type { WeighedColumn } from "../judge-columns.js";
import type { Policy } from "../policies/policy.js";

/**
 * How often a policy calls a table drifted when nothing has changed, from the rates of its columns. The
 * columns are taken as independent: where they move together the rate of «any column» is lower than
 * this, that of «half of them» may be higher.
 *
 *     Σ P(k of the columns alarm), over the k that make the table drift
 *
 * @param weighed columns with their rates
 * @param columns the same, judged: one that is judged without a rate never alarms
 */
export function tableFalseAlarms(
  weighed: readonly WeighedColumn[],
  columns: readonly Pick<ColumnResult, "status">[],
  policy: Policy,
): PolicyFalseAlarms {
  const rates = new Map<string, FalseAlarmRate>();
  for (const { plan, falseAlarms } of weighed) if (falseAlarms) rates.set(plan.name, falseAlarms);
  const judged = columns.filter(({ status }) => status !== "skipped" && status !== "error").length;
  let chances = [1]; // chances[k]: k alarms among the columns so far
  for (const { rate } of rates.values()) {
    chances = [...chances, 0].map(
      (chance, k) => chance * (1 - rate) + (chances[k - 1] ?? 0) * rate,
    );
  }
  const table = chances.reduce(
    (sum, chance, alarms) => sum + (policy.tableDrifts(alarms, judged) ? chance : 0),
    0,
  );
  return {
    columns: Object.fromEntries(rates),
    table: Math.min(1, table),
    method: "redraws of the pooled rows, columns taken as independent",
  };
}
