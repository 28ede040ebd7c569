import type { ColumnChoices } from "../../../drift/column-plan.js";
import type { PolicyName } from "../../../drift/drift-result.js";
import type { DriftRequest } from "../../../flows/drift-request.js";
import type { DataFormat } from "../../../ports/data-engine.js";
import { columnChoicesOf } from "../../column-choices.js";
import type { Context } from "../../context.js";
import { classicAlpha } from "../../detector-options.js";
import { partRuleOf, type PartFlags } from "./part-options.js";
import type { Sides } from "./sides.js";

/** What the flags say of the comparison itself. */
export interface Comparison extends ColumnChoices, PartFlags {
  readonly policy: PolicyName;
  readonly alpha?: number;
  readonly material: number;
  readonly psiAlert: number;
  readonly tests: readonly string[];
  readonly missingValues: readonly string[];
  readonly inputFormat?: DataFormat;
  readonly multivariate?: true;
  readonly seed: number;
}

/** The comparison that the flags ask for. */
export function requestOf(
  options: Comparison,
  [reference, current]: Sides,
  env: Context["env"],
): DriftRequest {
  const { policy, material, psiAlert, tests, seed, numeric, categorical } = options;
  const parts = partRuleOf(options, options);
  const data = {
    missingValues: options.missingValues,
    ...(options.inputFormat && { format: options.inputFormat }),
    ...(numeric && { numeric }),
    ...(categorical && { categorical }),
  };
  return {
    reference: { source: reference, ...data },
    current: { source: current, ...data },
    choices: columnChoicesOf(options),
    policy,
    limits: { alpha: options.alpha ?? defaultAlpha(policy, env), material, psiAlert },
    tests,
    seed,
    multivariate: options.multivariate ?? false,
    ...(parts && { parts }),
  };
}

/** DRIFT_ALPHA is the namesake's: it sets the level of its own policy only. */
function defaultAlpha(policy: PolicyName, env: Context["env"]): number {
  return policy === "classic" ? classicAlpha(undefined, env) : 0.05;
}
