import type { ColumnResult } from "./drift-result.js";
import { judgeColumns, type WeighedColumn } from "./judge-columns.js";
import {
  judgeMultivariate,
  type MultivariateFindings,
  type MultivariateResult,
} from "./multivariate.js";
import type { Policy, PolicyLimits } from "./policies/policy.js";

/**
 * Judge each column, and all of them together where that was asked for, as one family. Of the p for
 * all together a calibrated policy takes the adjusted one, the others the p as it is.
 *
 * @param together what was found, or in words why nothing was; null where it was not asked for
 */
export function judgeTable(
  weighed: readonly WeighedColumn[],
  together: MultivariateFindings | string | null,
  policy: Policy,
  limits: PolicyLimits,
): { readonly columns: readonly ColumnResult[]; readonly multivariate: MultivariateResult | null } {
  const jointP = together === null || typeof together === "string" ? null : together.p;
  const {
    columns,
    jointPAdjusted: pAdjusted,
    familySize,
  } = judgeColumns(weighed, policy, limits, jointP);
  if (together === null) return { columns, multivariate: null };
  const family =
    policy.name === "calibrated"
      ? { p: pAdjusted, pAdjusted, alpha: limits.alpha / Math.max(1, familySize) }
      : { p: jointP, pAdjusted, alpha: limits.alpha };
  return { columns, multivariate: judgeMultivariate(together, family, limits) };
}
