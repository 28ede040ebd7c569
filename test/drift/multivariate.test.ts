import { expect, it } from "vitest";
import type { ColumnResult } from "../../src/drift/drift-result.js";
import {
  aucOfPsi,
  carriers,
  judgeMultivariate,
  type MultivariateFindings,
} from "../../src/drift/multivariate.js";
import { calibrated } from "../../src/drift/policies/calibrated.js";
import { evidently } from "../../src/drift/policies/evidently.js";
import { tableVerdict } from "../../src/drift/table-verdict.js";
import { normalCdf } from "../../src/stats/distributions/normal.js";

const LIMITS = { alpha: 0.05, material: 0.05, psiAlert: 0.2 };
const found: MultivariateFindings = {
  auc: 0.7,
  standardError: 0.01,
  p: 1e-9,
  pMethod: "normal",
  rowsReference: 1000,
  rowsCurrent: 1000,
  columns: [
    { name: "x", importance: 0.2 },
    { name: "y", importance: 0.15 },
    { name: "z", importance: 0.001 },
  ],
  folds: [0.7, 0.7, 0.7, 0.7, 0.7],
};
const judged = (more: Partial<MultivariateFindings>) => {
  const findings = { ...found, ...more };
  return judgeMultivariate(findings, { p: findings.p, pAdjusted: findings.p, alpha: 0.05 }, LIMITS);
};

it("takes the area of a normal column that moves so far that it has the PSI", () => {
  expect(aucOfPsi(0)).toBe(0.5);
  expect(aucOfPsi(0.05)).toBeCloseTo(0.5628, 4);
  // A shift by δ has the divergence δ², and the area P(X < Y + δ) = Φ(δ / √2).
  expect(aucOfPsi(0.3 ** 2)).toBeCloseTo(normalCdf(0.3 / Math.SQRT2), 12);
});

it("needs drift to be real and material", () => {
  expect(judged({})).toMatchObject({ status: "drift", reason: null, threshold: aucOfPsi(0.05) });
  expect(judged({ auc: 0.53 })).toMatchObject({
    status: "no-drift",
    reason: "real but immaterial",
  });
  expect(judged({ auc: 0.51, p: 0.2 })).toMatchObject({ status: "no-drift", reason: null });
});

it("cannot tell where it would not have seen what matters, or learnt nothing", () => {
  expect(judged({ auc: 0.51, p: 0.2, standardError: 0.04 })).toMatchObject({
    status: "cannot-tell",
    reason: "too few rows to see an AUC below 0.60",
  });
  expect(judged({ auc: 0.58, p: 0.2 }).status).toBe("cannot-tell");
  expect(judged({ auc: 0.5, p: 1, standardError: Infinity }).smallestDetectable).toBe(1);
  const none = judgeMultivariate("too few rows", { p: null, pAdjusted: null, alpha: 0.05 }, LIMITS);
  expect(none).toMatchObject({ status: "cannot-tell", reason: "too few rows", findings: null });
});

it("names the columns that carry it", () => {
  expect(carriers(found)).toEqual(["x", "y"]);
  expect(carriers({ ...found, columns: [{ name: "x", importance: -0.01 }] })).toEqual([]);
});

const column = (name: string, status: ColumnResult["status"]) => ({ name, status }) as ColumnResult;

it("makes the table drift where no single column does, or too few of them do", () => {
  const quiet = [column("x", "no-drift"), column("y", "no-drift"), column("z", "cannot-tell")];
  expect(tableVerdict(quiet, calibrated, judged({}))).toMatchObject({
    verdict: "drift",
    summary:
      "No single column drifts, but the columns together do: x, y (AUC 0.700); cannot tell: z",
    driftedColumns: [],
  });
  const few = [column("x", "drift"), column("y", "no-drift"), column("z", "no-drift")];
  expect(tableVerdict(few, evidently, judged({}))).toMatchObject({
    verdict: "drift",
    summary: "Few columns drift (x), but the columns together do: x, y (AUC 0.700)",
  });
  expect(tableVerdict(few, calibrated, judged({})).summary).toBe("Drift in 1 of 3 columns: x");
  expect(tableVerdict(quiet, calibrated, judged({ auc: 0.5, p: 1 })).verdict).toBe("no-drift");
});
