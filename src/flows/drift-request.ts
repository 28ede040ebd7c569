import type { ColumnChoices } from "../drift/column-plan.js";
import type { PolicyName } from "../drift/drift-result.js";
import type { PolicyLimits } from "../drift/policies/policy.js";
import type { PartRule, TableRequest } from "../ports/data-engine.js";
import type { Profiles } from "./profile/compared-table.js";

export interface DriftRequest {
  readonly reference: TableRequest;
  readonly current: TableRequest;
  readonly choices: ColumnChoices;
  readonly policy: PolicyName;
  readonly limits: PolicyLimits;
  /** More statistics for each column, by the names of `stat`. */
  readonly tests: readonly string[];
  readonly seed: number;
  /** Where a source is a profile. */
  readonly profiles?: Profiles;
  /** Look for a change that no single column shows, too. */
  readonly multivariate?: boolean;
  /** Judge the current table part by part: by chunks of time or rows, or by the values of a column. */
  readonly parts?: PartRule;
}
