import { ArlequinError } from "../core/errors.js";
import { seededRandom } from "../core/random.js";
import type { ColumnCounts } from "../drift/column-counts.js";
import type { PlannedColumn } from "../drift/column-plan.js";
import { columnFalseAlarms } from "../drift/false-alarms/column-false-alarms.js";
import type { WeighedColumn } from "../drift/judge-columns.js";
import { reasonNotComparable, reasonToSkip } from "../drift/reason-to-skip.js";
import { evidentlyScore, weighColumn } from "../drift/weigh-column.js";
import { runColumnTests } from "./column-tests.js";
import type { DriftRequest } from "./drift-request.js";

/** A column that cannot be weighed is an error of that column alone, unless the fault is ours. */
export function weighCounted(
  plan: PlannedColumn,
  counted: ColumnCounts | string | null,
  request: Omit<DriftRequest, "reference" | "current">,
): WeighedColumn {
  if (plan.skip !== null || counted === null) return { plan, counts: null, skip: plan.skip };
  if (typeof counted === "string") return { plan, counts: null, skip: null, error: counted };
  // The counts themselves are let go: those of a column may take a hundred megabytes.
  const counts = { reference: counted.reference, current: counted.current };
  const error = reasonNotComparable(plan, counted);
  if (error !== null) return { plan, counts, skip: null, error };
  const skip = reasonToSkip(plan, counted);
  if (skip !== null) return { plan, counts, skip };
  const { alpha, material } = request.limits;
  try {
    const random = seededRandom(request.seed, plan.name);
    const findings = weighColumn(plan, counted, { random, alpha, material });
    const evidently = request.policy === "evidently" ? evidentlyScore(counted) : null;
    return {
      plan,
      counts,
      skip: null,
      findings,
      evidently,
      falseAlarms: columnFalseAlarms(counted, findings, evidently, { ...request, random }),
      ...(request.tests.length > 0 && { tests: runColumnTests(counted, request.tests) }),
    };
  } catch (error) {
    if (!(error instanceof ArlequinError)) throw error;
    return { plan, counts, skip: null, error: error.message };
  }
}
