import { decisionSteps, type DecisionStep } from "./decision-steps.js";
import type { ColumnResult, DriftResult } from "./drift-result.js";
import { explainPsi, type PsiArithmetic } from "./explain-psi.js";
import { placeInFamily, type PlaceInFamily } from "./place-in-family.js";

/** The arithmetic behind all that is said of a column: enough to do it again by hand. */
export interface Explanation {
  readonly column: ColumnResult;
  /** Null where the column was not compared. */
  readonly psi: PsiArithmetic | null;
  readonly family: PlaceInFamily | null;
  readonly missingFamily: PlaceInFamily | null;
  readonly decision: readonly DecisionStep[];
}

/**
 * Retrace the judgement of a column.
 *
 * @param name of a column of the result
 * @returns undefined where there is none of that name
 */
export function explainColumn(result: DriftResult, name: string): Explanation | undefined {
  const column = result.columns.find((one) => one.name === name);
  if (!column) return undefined;
  return {
    column,
    psi: column.findings && explainPsi(column.findings),
    family: placeInFamily(result, name, "values"),
    missingFamily: placeInFamily(result, name, "missing"),
    decision: decisionSteps(column, result),
  };
}
