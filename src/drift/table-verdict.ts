import type { ColumnResult, DriftResult, TableVerdict } from "./drift-result.js";
import { shortList } from "./column-plan.js";
import { carriers, type MultivariateResult } from "./multivariate.js";
import type { Policy } from "./policies/policy.js";

/**
 * What the columns come to: skipped ones and errors do not count. Under any policy the table has
 * drifted where its columns together have.
 */
export function tableVerdict(
  columns: readonly ColumnResult[],
  policy: Policy,
  multivariate: MultivariateResult | null = null,
): Pick<DriftResult, "verdict" | "summary" | "driftedColumns" | "driftShare"> {
  const withStatus = (status: string) =>
    columns.filter((column) => column.status === status).map(({ name }) => name);
  const [drifted, quiet, unsure, errors] = [
    withStatus("drift"),
    withStatus("no-drift"),
    withStatus("cannot-tell"),
    withStatus("error"),
  ];
  const judged = drifted.length + quiet.length + unsure.length;
  const bySingle = policy.tableDrifts(drifted.length, judged);
  const together = !bySingle && multivariate?.status === "drift" ? multivariate : null;
  const verdict: TableVerdict =
    bySingle || together
      ? "drift"
      : drifted.length + quiet.length === 0
        ? "cannot-tell"
        : "no-drift";
  const first = together
    ? headOfAll(together, drifted)
    : head(verdict, drifted, { judged, quiet: quiet.length });
  const parts = [first];
  if (verdict !== "cannot-tell" && unsure.length > 0)
    parts.push(`cannot tell: ${shortList(unsure)}`);
  if (errors.length > 0) parts.push(`not compared for an error: ${shortList(errors)}`);
  return {
    verdict,
    summary: parts.join("; "),
    driftedColumns: drifted,
    driftShare: judged === 0 ? 0 : drifted.length / judged,
  };
}

/** Where the columns together have drifted, and single ones have not, or too few of them. */
function headOfAll({ findings }: MultivariateResult, drifted: readonly string[]): string {
  const by = findings ? carriers(findings) : [];
  const which = by.length === 0 ? "" : `: ${by.join(", ")}`;
  const single =
    drifted.length === 0 ? "No single column drifts" : `Few columns drift (${shortList(drifted)})`;
  return `${single}, but the columns together do${which} (AUC ${findings!.auc.toFixed(3)})`;
}

function head(
  verdict: TableVerdict,
  drifted: readonly string[],
  { judged, quiet }: { readonly judged: number; readonly quiet: number },
): string {
  const of = `${judged} ${judged === 1 ? "column" : "columns"}`;
  if (verdict === "cannot-tell") {
    return judged === 0
      ? "Cannot tell: no column could be judged"
      : `Cannot tell: too little data in all ${of}`;
  }
  if (drifted.length === 0) return `No drift in ${quiet < judged ? `${quiet} of ` : ""}${of}`;
  const some = `${drifted.length} of ${of}: ${shortList(drifted)}`;
  return verdict === "drift" ? `Drift in ${some}` : `No drift of the table: only ${some}`;
}
