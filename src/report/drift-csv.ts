import type { DriftResult } from "../drift/drift-result.js";
import type { CsvValue, Report } from "./document.js";

const COLUMNS = [
  "column",
  "kind",
  "status",
  "reason",
  "n_reference",
  "n_current",
  "missing_reference",
  "missing_current",
  "p",
  "p_method",
  "p_adjusted",
  "psi",
  "psi_debiased",
  "psi_low",
  "psi_high",
  "js_distance",
  "ks_d",
  "chi_square",
];

/** A row a column, for a spreadsheet. */
export function driftCsv({ columns }: DriftResult): Report["csv"] {
  const rows = columns.map((column): CsvValue[] => {
    const f = column.findings;
    return [
      column.name,
      column.kind,
      column.status,
      column.reason,
      column.nReference,
      column.nCurrent,
      column.missingReference,
      column.missingCurrent,
      f?.p ?? null,
      f?.pMethod ?? null,
      column.pAdjusted,
      f?.psi.value ?? null,
      f?.psi.debiased ?? null,
      f?.psi.ciLow ?? null,
      f?.psi.ciHigh ?? null,
      f?.jsDistance ?? null,
      f?.kind === "numeric" ? f.ks.d : null,
      f && f.kind !== "numeric" ? f.chiSquare.statistic : null,
    ];
  });
  return { columns: COLUMNS, rows };
}
