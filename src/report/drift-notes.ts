import type { DriftResult, PolicyFalseAlarms } from "../drift/drift-result.js";
import { carriers, type MultivariateResult } from "../drift/multivariate.js";
import { grouped, percent, shortPValue } from "./number.js";
import { whatNoDriftMeans } from "./what-no-drift-means.js";

/** What else to know beside the table: a sentence each. */
export function driftNotes(result: DriftResult): string[] {
  const { onlyInReference, onlyInCurrent, typeChanged } = result.schemaChanges;
  const list = (names: readonly string[]) =>
    names.slice(0, 12).join(", ") + (names.length > 12 ? `, ... (${names.length})` : "");
  const told: string[] = [];
  if (onlyInReference.length > 0) told.push(`only in the reference: ${list(onlyInReference)}`);
  if (onlyInCurrent.length > 0) told.push(`only in the current data: ${list(onlyInCurrent)}`);
  if (typeChanged.length > 0)
    told.push(
      `type changed: ${list(typeChanged.map((c) => `${c.column} (${c.reference} -> ${c.current})`))}`,
    );
  const quiet = whatNoDriftMeans(result);
  if (quiet !== null) told.push(quiet);
  if (result.multivariate) told.push(allTogether(result.multivariate));
  for (const { rows, why } of result.leftOut ?? [])
    told.push(`in no part: ${grouped(rows)} rows, ${why}`);
  if (result.policyFalseAlarms) told.push(falseAlarms(result.policy, result.policyFalseAlarms));
  return told;
}

/** How well a classifier tells the two tables apart, and what that means. */
function allTogether({
  status,
  reason,
  findings,
  pAdjusted,
  threshold,
  smallestDetectable,
}: MultivariateResult): string {
  const head = `all columns together: ${status}`;
  if (findings === null) return `${head}, ${reason ?? ""}`;
  const p = pAdjusted === null ? "" : `, p adj. ${shortPValue(pAdjusted)}`;
  const found = `${head}, AUC ${findings.auc.toFixed(3)}${p}`;
  if (reason !== null) return `${found}: ${reason}`;
  const least = Math.max(threshold, smallestDetectable ?? 1).toFixed(3);
  if (status === "no-drift") return `${found}: an AUC of ${least} would be found (power 80 %)`;
  const by = carriers(findings);
  return by.length === 0 ? found : `${found}, carried by ${by.join(", ")}`;
}

/** What an alarm of a policy that promises no rate is worth. */
function falseAlarms(policy: string, { columns, table }: PolicyFalseAlarms): string {
  const rates = Object.values(columns).map(({ rate }) => rate);
  const [least, most] = [Math.min(...rates), Math.max(...rates)].map((rate) => percent(rate));
  const each = rates.length === 0 ? "" : ` (a column: ${least} to ${most})`;
  return `false alarms of ${policy}: this table in ${percent(table)} of looks without a change${each}`;
}
