import fc from "fast-check";
import { expect, it } from "vitest";
import type { ColumnResult } from "../../src/drift/drift-result.js";
import { placeInFamily } from "../../src/drift/place-in-family.js";
import { adjustPValues } from "../../src/stats/adjust-p-values.js";

const column = (name: string, p: number | null, missing: number | null) =>
  ({
    name,
    findings: p === null ? null : { p },
    missingTest: missing === null ? null : { pFisher: missing },
  }) as unknown as ColumnResult;

it("ends in the adjusted p, ties and missing tests among the family", () => {
  const p = fc.option(fc.constantFrom(0, 1e-9, 0.01, 0.02, 0.02, 0.5, 1));
  fc.assert(
    fc.property(fc.array(fc.tuple(p, p), { minLength: 1, maxLength: 8 }), p, (pairs, joint) => {
      const columns = pairs.map(([own, missing], i) => column(`c${i}`, own, missing));
      const multivariate = joint === null ? null : { findings: { p: joint } };
      const result = { columns, multivariate } as never;
      const adjusted = adjustPValues(
        [...pairs.map(([own]) => own), ...pairs.map(([, m]) => m), joint],
        "BH",
      );
      pairs.forEach((_, i) => {
        const of = (part: "values" | "missing") => placeInFamily(result, `c${i}`, part)?.adjusted;
        expect(of("values") ?? null).toBe(adjusted[i]);
        expect(of("missing") ?? null).toBe(adjusted[pairs.length + i]);
      });
    }),
  );
});
