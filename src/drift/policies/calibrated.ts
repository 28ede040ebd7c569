import type { ColumnEvidence, Judgement, Policy, PolicyLimits } from "./policy.js";

/**
 * The default rule: drift is a change that is both real (its adjusted p is at most alpha) and
 * material (its debiased PSI reaches the threshold). A change that is real but small is no drift,
 * and said to be; where neither was shown, the smallest change that would have been found decides
 * between «no drift» and «cannot tell».
 *
 * @see Benjamini, Hochberg (1995), "Controlling the false discovery rate", JRSS B 57(1), 289–300
 */
export const calibrated: Policy = {
  name: "calibrated",
  judge(evidence, limits) {
    const missing = judgeMissing(evidence, limits);
    if (missing?.status === "drift" || !evidence.findings) {
      return missing ?? { status: "cannot-tell", reason: "no value on one side" };
    }
    const { value, ciHigh, threshold } = evidence.findings.headline;
    const real = evidence.pAdjusted !== null && evidence.pAdjusted <= limits.alpha;
    if (ciHigh === Infinity)
      return { status: "cannot-tell", reason: "too few rows to size a change" };
    if (real && value >= threshold) return { status: "drift", reason: null };
    if (real) return { status: "no-drift", reason: "real but immaterial" };
    if (missing) return missing;
    if (ciHigh < threshold) return { status: "no-drift", reason: null };
    const smallest = evidence.smallestDetectable?.psi ?? Infinity;
    if (smallest <= threshold) return { status: "no-drift", reason: null };
    return { status: "cannot-tell", reason: tooFew(smallest) };
  },
  tableDrifts: (drifted) => drifted > 0,
};

/** What the share of missing values says: drift, a change too small to matter, or nothing. */
function judgeMissing(
  { missingTest }: ColumnEvidence,
  { alpha, material }: PolicyLimits,
): Judgement | null {
  if (!missingTest || missingTest.pAdjusted > alpha) return null;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const change = `missing ${percent(missingTest.shareReference)} -> ${percent(missingTest.shareCurrent)}`;
  if (missingTest.psi >= material) return { status: "drift", reason: change, byMissing: true };
  return { status: "no-drift", reason: `${change}: real but immaterial`, byMissing: true };
}

function tooFew(smallest: number): string {
  if (!Number.isFinite(smallest)) return "too few rows";
  return `too few rows to see a PSI below ${smallest.toFixed(2)}`;
}
