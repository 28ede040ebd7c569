import { expect, it } from "vitest";
import type { ColumnFindings, MissingTest } from "../../src/drift/drift-result.js";
import { POLICIES } from "../../src/drift/policies.js";
import type { ColumnEvidence } from "../../src/drift/policies/policy.js";

const limits = { alpha: 0.05, material: 0.05, psiAlert: 0.2 };

/** Evidence of a column, as far as the rules look at it. */
function evidence(given: {
  value?: number;
  high?: number;
  p?: number;
  pAdjusted?: number;
  psi?: number;
  missing?: Partial<MissingTest>;
  smallest?: number;
}): ColumnEvidence {
  const { value = 0, high = 1, p = 0.5, pAdjusted = 0.5, psi = 0, smallest = 0.01 } = given;
  const headline = {
    measure: "psi_debiased",
    value,
    ciLow: 0,
    ciHigh: high,
    threshold: limits.material,
  };
  return {
    name: "x",
    findings: { headline, p, psi: { value: psi } } as unknown as ColumnFindings,
    pAdjusted,
    missingTest: given.missing
      ? {
          shareReference: 0,
          shareCurrent: 0.1,
          pFisher: 1e-9,
          pAdjusted: 1e-9,
          psi: 0.3,
          ...given.missing,
        }
      : null,
    smallestDetectable: { psi: smallest, shiftSd: null, alpha: 0.05 },
    evidently: null,
  };
}
const calibrated = (given: Parameters<typeof evidence>[0]) =>
  POLICIES.calibrated.judge(evidence(given), limits);
const classic = (given: Parameters<typeof evidence>[0]) =>
  POLICIES.classic.judge(evidence(given), { ...limits, alpha: 0.01 });

it.each([
  ["real and material", { value: 0.3, pAdjusted: 1e-6 }, "drift", null],
  [
    "real at the very level, material at the very threshold",
    { value: 0.05, pAdjusted: 0.05 },
    "drift",
    null,
  ],
  ["real and small", { value: 0.01, pAdjusted: 1e-6 }, "no-drift", "real but immaterial"],
  ["not real, shown to be small", { value: 0.01, high: 0.04 }, "no-drift", null],
  [
    "not real, and a material change would have been found",
    { value: 0.03, smallest: 0.05 },
    "no-drift",
    null,
  ],
  [
    "not real, and a material change could have hidden",
    { value: 0.03, smallest: 0.2 },
    "cannot-tell",
    "too few rows to see a PSI below 0.20",
  ],
  [
    "too few rows to size anything",
    { high: Infinity, pAdjusted: 1e-6 },
    "cannot-tell",
    "too few rows to size a change",
  ],
  ["many more missing values", { missing: {} }, "drift", "missing 0.0 % -> 10.0 %"],
  [
    "a few more missing values",
    { missing: { psi: 0.01 } },
    "no-drift",
    "missing 0.0 % -> 10.0 %: real but immaterial",
  ],
] as const)("calibrated: %s", (_, given, status, reason) => {
  expect(calibrated(given)).toMatchObject({ status, reason });
});

it.each([
  [{ p: 0.009 }, "drift", "p < 0.01"],
  [{ p: 0.01 }, "no-drift", null],
  [{ psi: 0.2 }, "no-drift", null],
  [{ psi: 0.21, p: 0.001 }, "drift", "p < 0.01 and PSI > 0.2"],
] as const)("classic: %j", (given, status, reason) => {
  expect(classic(given)).toEqual({ status, reason });
});

it("calls a table drifted by one column, but Evidently's by half of them", () => {
  expect(POLICIES.calibrated.tableDrifts(1, 100)).toBe(true);
  expect(POLICIES.classic.tableDrifts(0, 100)).toBe(false);
  expect([POLICIES.evidently.tableDrifts(1, 3), POLICIES.evidently.tableDrifts(2, 4)]).toEqual([
    false,
    true,
  ]);
});

it("cannot judge a column without values on one side", () => {
  for (const policy of Object.values(POLICIES)) {
    const none = { ...evidence({}), findings: undefined };
    expect(policy.judge(none, limits).status).toBe("cannot-tell");
  }
});
