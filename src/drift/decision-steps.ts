import type { ColumnResult, DriftResult } from "./drift-result.js";

/** A comparison that the verdict on a column rests on. */
export interface DecisionStep {
  readonly question: string;
  readonly measure: string;
  readonly value: number;
  readonly comparison: "<=" | ">=" | "<" | ">";
  readonly limit: number;
  readonly holds: boolean;
}

type Run = Pick<DriftResult, "policy" | "limits">;

/**
 * The comparisons behind a column's status, in the order in which its policy makes them, up to the one
 * that decides. None where the column was not judged, or by a rule that its reason spells out.
 */
export function decisionSteps(column: ColumnResult, { policy, limits }: Run): DecisionStep[] {
  if (column.status === "skipped" || column.status === "error") return [];
  if (policy === "evidently") return [];
  return policy === "classic" ? classicSteps(column, limits) : calibratedSteps(column, limits);
}

function calibratedSteps(column: ColumnResult, { alpha, material }: Run["limits"]): DecisionStep[] {
  const { missingTest: missing, findings, pAdjusted, smallestDetectable } = column;
  const steps: DecisionStep[] = [];
  const ask = (...of: Parameters<typeof step>): boolean => {
    const asked = step(...of);
    steps.push(asked);
    return asked.holds;
  };
  const isMissingReal =
    missing !== null && ask("missing: real?", "adjusted p", missing.pAdjusted, "<=", alpha);
  if (isMissingReal && ask("missing: material?", "debiased PSI", missing.psi, ">=", material))
    return steps;
  if (!findings || pAdjusted === null) return steps;
  const { value, ciHigh, threshold } = findings.headline;
  const isReal = ask("real?", "adjusted p", pAdjusted, "<=", alpha);
  if (ciHigh === Infinity) return steps;
  if (isReal) ask("material?", "debiased PSI", value, ">=", threshold);
  else if (
    !isMissingReal &&
    !ask("shown to be small?", "upper end of the interval", ciHigh, "<", threshold)
  ) {
    const smallest = smallestDetectable?.psi ?? Infinity;
    ask("would be found?", "smallest PSI found", smallest, "<=", threshold);
  }
  return steps;
}

function classicSteps({ findings }: ColumnResult, limits: Run["limits"]): DecisionStep[] {
  if (!findings) return [];
  return [
    step("unlikely by chance?", "p, not adjusted", findings.p, "<", limits.alpha),
    step("large?", "customary PSI", findings.psi.value, ">", limits.psiAlert),
  ];
}

function step(
  question: string,
  measure: string,
  value: number,
  comparison: DecisionStep["comparison"],
  limit: number,
): DecisionStep {
  return { question, measure, value, comparison, limit, holds: HOLDS[comparison](value, limit) };
}

const HOLDS: Readonly<Record<DecisionStep["comparison"], (a: number, b: number) => boolean>> = {
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
};
