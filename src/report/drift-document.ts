import type {
  CategoricalFindings,
  ColumnResult,
  DistanceNull,
  DriftResult,
  Moments,
  NumericFindings,
  TableSide,
} from "../drift/drift-result.js";
import type { Explanation } from "../drift/explain-column.js";
import type { MultivariateResult } from "../drift/multivariate.js";
import { VERSION } from "../core/version.js";
import { explanationDocument } from "./explanation-document.js";

/** What a run cost. */
export interface Timing {
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly passes: number;
  readonly peakMemoryBytes: number | null;
}

/** The JSON of `drift`, as the contract has it: `arlequin.drift/1`. */
export function driftDocument(
  result: DriftResult,
  timing: Timing | null,
  explanations: readonly Explanation[] = [],
): Record<string, unknown> {
  const { schemaChanges } = result;
  return {
    schema: "arlequin.drift/1",
    version: VERSION,
    policy: result.policy,
    alpha: result.alpha,
    verdict: result.verdict,
    summary: result.summary,
    reference: sideDocument(result.reference),
    current: sideDocument(result.current),
    drifted_columns: result.driftedColumns,
    drift_share: result.driftShare,
    schema_changes: {
      only_in_reference: schemaChanges.onlyInReference,
      only_in_current: schemaChanges.onlyInCurrent,
      type_changed: schemaChanges.typeChanged,
    },
    columns: result.columns.map((column) => {
      const explanation = explanations.find((one) => one.column === column);
      const document = columnDocument(column);
      return explanation
        ? { ...document, explanation: explanationDocument(explanation) }
        : document;
    }),
    multivariate: result.multivariate && multivariateDocument(result.multivariate),
    ...partsDocument(result),
    ...(result.policyFalseAlarms && { policy_false_alarms: result.policyFalseAlarms }),
    trigger: null,
    timing: timing && {
      seconds: timing.seconds,
      rows_per_second: timing.rowsPerSecond,
      passes: timing.passes,
      peak_memory_bytes: timing.peakMemoryBytes,
    },
  };
}

function multivariateDocument(result: MultivariateResult): Record<string, unknown> {
  const { status, reason, findings, threshold } = result;
  return {
    status,
    reason,
    auc: findings?.auc ?? null,
    p: findings?.p ?? null,
    p_method: findings?.pMethod ?? null,
    p_adjusted: result.pAdjusted,
    threshold,
    smallest_detectable: result.smallestDetectable,
    rows_reference: findings?.rowsReference ?? null,
    rows_current: findings?.rowsCurrent ?? null,
    columns: findings?.columns ?? [],
    folds: findings?.folds ?? [],
  };
}

/** The keys of a result that was judged in parts: `chunks` or `slices`, and the rows in none of them. */
function partsDocument({ parts, leftOut = [] }: DriftResult): Record<string, unknown> {
  if (parts === undefined) return {};
  const list = parts.list.map((part) => ({
    name: part.name,
    ...(part.from !== undefined && { from: part.from, to: part.to }),
    rows: part.rows,
    verdict: part.verdict,
    summary: part.summary,
    drifted_columns: part.driftedColumns,
    drift_share: part.driftShare,
    columns: part.columns.map(columnDocument),
  }));
  return { [`${parts.word}s`]: list, left_out: leftOut };
}

function sideDocument({ source, rows, sha256, profileOf }: TableSide): Record<string, unknown> {
  return { source, rows, sha256, ...(profileOf && { profile_of: profileOf }) };
}

function columnDocument(column: ColumnResult): Record<string, unknown> {
  const { findings, missingTest, smallestDetectable } = column;
  return {
    name: column.name,
    kind: column.kind,
    role: column.role,
    status: column.status,
    reason: column.reason,
    headline: findings && {
      measure: findings.headline.measure,
      value: findings.headline.value,
      ci_low: findings.headline.ciLow,
      ci_high: findings.headline.ciHigh,
      threshold: findings.headline.threshold,
    },
    p: findings?.p ?? null,
    ...(isOpen(findings) && { p_low: findings.pLow }),
    p_method: findings?.pMethod ?? null,
    p_adjusted: column.pAdjusted,
    ...(column.pAdjustedLow !== undefined && { p_adjusted_low: column.pAdjustedLow }),
    smallest_detectable: smallestDetectable && {
      psi: smallestDetectable.psi,
      shift_sd: smallestDetectable.shiftSd,
      alpha: smallestDetectable.alpha,
    },
    n_reference: column.nReference,
    n_current: column.nCurrent,
    missing_reference: column.missingReference,
    missing_current: column.missingCurrent,
    missing_test: missingTest && {
      share_reference: missingTest.shareReference,
      share_current: missingTest.shareCurrent,
      p_fisher: missingTest.pFisher,
      p_adjusted: missingTest.pAdjusted,
      psi: missingTest.psi,
    },
    ...(findings &&
      (findings.kind === "numeric" ? numericDocument(findings) : categoricalDocument(findings))),
    ...(column.tests && { tests: column.tests }),
    ...(column.part !== undefined && { part: column.part }),
  };
}

/** Whether the cells of a profile leave the p open. */
function isOpen(findings: ColumnResult["findings"]): findings is NumericFindings {
  return findings?.kind === "numeric" && findings.pLow < findings.p;
}

function numericDocument(findings: NumericFindings): Record<string, unknown> {
  const { ks, psi, wasserstein, reference, current } = findings;
  return {
    ks: {
      D: ks.d,
      location: ks.location,
      p_asymp: ks.pAsymptotic,
      p_exact: ks.pExact,
      exact: ks.exact,
      ...(!ks.exact && { D_at_most: ks.dAtMost }),
      passes: ks.passes,
    },
    psi: psiDocument(psi),
    wasserstein: {
      value: wasserstein.value,
      over_iqr: wasserstein.overIqr,
      exact: wasserstein.exact,
      error: wasserstein.error,
    },
    kl: findings.kl,
    js_distance: findings.jsDistance,
    total_variation: findings.totalVariation,
    cliffs_delta: findings.cliffsDelta,
    cliffs_delta_error: findings.cliffsDeltaError,
    nulls: nullsDocument(findings.nulls),
    ...moments("reference", reference),
    ...moments("current", current),
    quantiles_reference: reference.quantiles,
    quantiles_current: current.quantiles,
    ...(reference.intervals && { quantile_intervals_reference: reference.intervals }),
    ...(current.intervals && { quantile_intervals_current: current.intervals }),
  };
}

function categoricalDocument(findings: CategoricalFindings): Record<string, unknown> {
  const { chiSquare } = findings;
  return {
    chi_square: {
      statistic: chiSquare.statistic,
      dof: chiSquare.dof,
      p: chiSquare.p,
      p_monte_carlo: chiSquare.pMonteCarlo,
    },
    cramers_v: findings.cramersV,
    psi: psiDocument(findings.psi),
    kl: findings.kl,
    js_distance: findings.jsDistance,
    total_variation: findings.totalVariation,
    nulls: nullsDocument(findings.nulls),
    new_categories: findings.newCategories,
    vanished_categories: findings.vanishedCategories,
  };
}

function psiDocument(
  psi: NumericFindings["psi"] | CategoricalFindings["psi"],
): Record<string, unknown> {
  const { value, debiased, p, ciLow, ciHigh, bins } = psi;
  return { value, debiased, p, ci_low: ciLow, ci_high: ciHigh, bins };
}

function nullsDocument(nulls: Readonly<Record<string, DistanceNull>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(nulls).map(([name, { p, threshold }]) => [name, { p, threshold }]),
  );
}

function moments(side: string, { mean, sd }: Moments): Record<string, unknown> {
  return { [`mean_${side}`]: mean, [`sd_${side}`]: sd };
}
