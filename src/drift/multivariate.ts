import { normalCdf, normalIsf } from "../stats/distributions/normal.js";
import type { PolicyLimits } from "./policies/policy.js";

/** What a classifier found that is to tell the rows of two tables apart. */
export interface MultivariateFindings {
  /** Area under the ROC curve of rows that it had not seen; ½ where the tables are alike. */
  readonly auc: number;
  /** Of the area that p is of, where nothing has changed. */
  readonly standardError: number;
  readonly p: number;
  readonly pMethod: string;
  readonly rowsReference: number;
  readonly rowsCurrent: number;
  /** By how much the area drops without what each column says, the largest drop first. */
  readonly columns: readonly { readonly name: string; readonly importance: number }[];
  readonly folds: readonly number[];
}

/** The verdict on all columns together. */
export interface MultivariateResult {
  readonly status: "drift" | "no-drift" | "cannot-tell";
  readonly reason: string | null;
  /** Null where there was too little to learn from. */
  readonly findings: MultivariateFindings | null;
  readonly pAdjusted: number | null;
  /** The area from which a change matters. */
  readonly threshold: number;
  /** The area that the test would have found with power 0.8. */
  readonly smallestDetectable: number | null;
}

const POWER = 0.8;

/**
 * The area under the ROC curve at which rows differ as much as one column does at a PSI:
 *
 *     Φ(√(PSI / 2))
 *
 * PSI is the symmetrised Kullback-Leibler divergence J of binned shares. For two laws not far apart
 * the log likelihood ratio of a row is about normal with mean ± J / 2 and variance J, and the best
 * classifier, which ranks by it, has this area: 0.563 at a PSI of 0.05. It is exact for a normal
 * column that moves.
 *
 * @param psi ≥ 0
 */
export function aucOfPsi(psi: number): number {
  return normalCdf(Math.sqrt(psi / 2));
}

/**
 * Judge all columns together, as one column is judged: drift is real (p at most alpha) and material.
 *
 * @param findings of the classifier, or why it found nothing
 * @param family p as the policy takes it, adjusted p, and the level of the test were it the only one
 */
export function judgeMultivariate(
  findings: MultivariateFindings | string,
  family: { readonly p: number | null; readonly pAdjusted: number | null; readonly alpha: number },
  { alpha, material }: PolicyLimits,
): MultivariateResult {
  const threshold = aucOfPsi(material);
  if (typeof findings === "string") {
    const none = { findings: null, pAdjusted: null, smallestDetectable: null };
    return { status: "cannot-tell", reason: findings, threshold, ...none };
  }
  const { auc, standardError } = findings;
  const found = 0.5 + (normalIsf(family.alpha) + normalIsf(1 - POWER)) * standardError;
  const smallestDetectable = Math.min(1, found);
  const rest = { findings, pAdjusted: family.pAdjusted, threshold, smallestDetectable };
  const isMaterial = auc >= threshold;
  if (family.p !== null && family.p <= alpha) {
    return isMaterial
      ? { status: "drift", reason: null, ...rest }
      : { status: "no-drift", reason: "real but immaterial", ...rest };
  }
  if (isMaterial || smallestDetectable > threshold) {
    const reason = `too few rows to see an AUC below ${smallestDetectable.toFixed(2)}`;
    return { status: "cannot-tell", reason, ...rest };
  }
  return { status: "no-drift", reason: null, ...rest };
}

/** The columns that carry a difference: at least a tenth of what the first one does, six at most. */
export function carriers({ columns }: MultivariateFindings): string[] {
  const least = Math.max(0.002, (columns[0]?.importance ?? 0) / 10);
  return columns
    .filter(({ importance }) => importance >= least)
    .slice(0, 6)
    .map(({ name }) => name);
}
