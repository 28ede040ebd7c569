import type { Policy } from "./policy.js";

/**
 * The namesake's rule: drift when a column's p is below alpha or its customary PSI is above the
 * alert. Nothing is adjusted over columns, and the sizes of the tables do not matter to the alert:
 * it is here for comparison and for those who want it.
 */
export const classic: Policy = {
  name: "classic",
  judge({ findings }, { alpha, psiAlert }) {
    if (!findings) return { status: "cannot-tell", reason: "no value on one side" };
    const reasons: string[] = [];
    if (findings.p < alpha) reasons.push(`p < ${alpha}`);
    if (findings.psi.value > psiAlert) reasons.push(`PSI > ${psiAlert}`);
    return reasons.length > 0
      ? { status: "drift", reason: reasons.join(" and ") }
      : { status: "no-drift", reason: null };
  },
  tableDrifts: (drifted) => drifted > 0,
};
