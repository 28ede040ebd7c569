import fc from "fast-check";
import { expect, it } from "vitest";
import { decisionSteps } from "../../src/drift/decision-steps.js";
import type { ColumnResult, PolicyName } from "../../src/drift/drift-result.js";
import { POLICIES } from "../../src/drift/policies.js";

const limits = { alpha: 0.05, material: 0.05, psiAlert: 0.2 };
const p = fc.constantFrom(0.001, 0.05, 0.4);
const size = fc.constantFrom(0.01, 0.05, 0.3, Infinity);
const evidence = fc.record({
  pAdjusted: p,
  missingTest: fc.option(
    fc.record({ pAdjusted: p, psi: size, shareReference: p, shareCurrent: p }),
  ),
  findings: fc.option(
    fc.record({
      p,
      headline: fc.record({ value: size, ciHigh: size, threshold: fc.constant(limits.material) }),
      psi: fc.record({ value: size }),
    }),
  ),
  smallestDetectable: fc.option(fc.record({ psi: size })),
});

/** What the steps alone say. */
function statusOf(steps: ReturnType<typeof decisionSteps>, policy: PolicyName): string {
  const holds = (question: string) => steps.find((step) => step.question === question)?.holds;
  if (policy === "classic") return steps.some((step) => step.holds) ? "drift" : "no-drift";
  if (holds("missing: material?") || (holds("real?") && holds("material?"))) return "drift";
  return holds("shown to be small?") === false && holds("would be found?") === false
    ? "cannot-tell"
    : "no-drift";
}

it("leads to the status that the policy has given", () => {
  fc.assert(
    fc.property(
      evidence,
      fc.constantFrom("calibrated" as const, "classic" as const),
      (of, policy) => {
        const { findings, ...rest } = of;
        const column = { name: "c", evidently: null, findings: findings ?? undefined, ...rest };
        const { status } = POLICIES[policy].judge(column as never, limits);
        const result = { ...of, status } as unknown as ColumnResult;
        const steps = decisionSteps(result, { policy, limits });
        // Without a value, or rows to size a change, there is nothing to compare.
        const isBlind = findings === null || findings.headline.ciHigh === Infinity;
        if (status === "cannot-tell" && isBlind) return;
        expect(statusOf(steps, policy)).toBe(status);
        for (const { value, comparison, limit, holds } of steps) {
          const [isLess, isEqual] = [value < limit, value === limit];
          const truth = {
            "<": isLess,
            "<=": isLess || isEqual,
            ">": !isLess && !isEqual,
            ">=": !isLess,
          };
          expect(holds).toBe(truth[comparison]);
        }
      },
    ),
  );
});
