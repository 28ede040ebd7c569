import type { DriftResult } from "../drift/drift-result.js";
import { shortNumber } from "./number.js";

/** Standard deviations between the quartiles of a normal column; a long tail does not move quartiles. */
const NORMAL_IQR = 1.349;

/**
 * The smallest change that was certain enough to be found in any quiet column, and what it is in one of
 * them; null where no column was quiet.
 */
export function whatNoDriftMeans({ columns }: DriftResult): string | null {
  const quiet = columns.filter(({ status }) => status === "no-drift" || status === "cannot-tell");
  const psi = quiet.reduce((most, { smallestDetectable: s }) => Math.max(most, s?.psi ?? 0), 0);
  if (psi === 0) return null;
  if (psi === Infinity) return "no drift means little: too few rows to be sure to find any change";
  const found = `no drift means: a PSI of ${shortNumber(psi, 2)} in any one column would be found`;
  const shifts = quiet.flatMap(({ name, findings, smallestDetectable: s }) => {
    if (findings?.kind !== "numeric" || s?.shiftSd == null || s.shiftSd === Infinity) return [];
    if (findings.outline.reference.length <= 2) return []; // yes or no do not shift
    const { quantiles } = findings.reference;
    const sd = ((quantiles["0.75"] ?? NaN) - (quantiles["0.25"] ?? NaN)) / NORMAL_IQR;
    if (!(sd > 0 && sd < Infinity)) return [];
    const shift = Number((s.shiftSd * sd).toPrecision(2));
    return [`\n(for ${name}, a shift of about ${shortNumber(shift)})`];
  });
  return `${found} 4 times in 5${shifts[0] ?? ""}`;
}
