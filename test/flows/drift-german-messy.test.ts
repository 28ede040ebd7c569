import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { openDuckDb } from "../../src/data/duckdb/open-duckdb.js";
import { detectDrift } from "../../src/flows/detect-drift.js";

const FULL = "../shared/oracles/drift-german-messy.json";
const DATA = "../shared/data";

interface Messy {
  readonly cases: readonly {
    readonly input: { readonly column: string };
    readonly expected: Readonly<Record<string, number>> & {
      readonly ks: Readonly<Record<string, number>>;
      readonly missing_test: Readonly<Record<string, number>>;
    };
  }[];
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // Nothing comes in.
}

// Words, blanks and odd spellings of «nothing» among the numbers of one side, on every column.
it.skipIf(!existsSync(FULL))("reads a messy table as pandas does once it is told how", async () => {
  const { cases } = JSON.parse(readFileSync(FULL, "utf8")) as Messy;
  await using engine = await openDuckDb({ stdin: nothing() });
  const found: string[] = [];
  const { columns, schemaChanges } = await detectDrift(
    engine,
    {
      reference: { source: `${DATA}/german_credit_original.csv`, missingValues: ["NA"] },
      current: { source: `${DATA}/german_credit_modified.csv`, missingValues: ["NA"] },
      choices: {},
      policy: "calibrated",
      limits: { alpha: 0.05, material: 0.05, psiAlert: 0.2 },
      tests: [],
      seed: 0,
    },
    {
      findings: (findings) => void found.push(...findings.map(({ what }) => what)),
      progress: () => undefined,
    },
  );
  expect(columns).toHaveLength(21);
  expect(schemaChanges.onlyInCurrent).toEqual(["mixed_type_col"]);
  expect(found).toHaveLength(1);
  for (const { input, expected } of cases) {
    const column = columns.find(({ name }) => name === input.column)!;
    expect(column).toMatchObject({
      kind: "numeric",
      nReference: expected.n_reference,
      nCurrent: expected.n_current,
      missingReference: expected.missing_reference,
      missingCurrent: expected.missing_current,
    });
    const { findings, missingTest } = column;
    if (findings?.kind !== "numeric") throw new Error(`${input.column} is not numeric`);
    const pairs: [unknown, unknown][] = [
      [findings.ks.d, expected.ks.D],
      [findings.ks.pAsymptotic, expected.ks.p_asymp],
      [findings.ks.pExact, expected.ks.p_exact],
      [findings.psi.value, expected.psi],
      [findings.jsDistance, expected.js_distance_base2_quantile_bins],
      [findings.wasserstein.value, expected.wasserstein],
      [findings.wasserstein.overIqr, expected.wasserstein_over_iqr],
      [findings.cliffsDelta, expected.cliffs_delta],
      [findings.reference.mean, expected.mean_reference],
      [findings.current.mean, expected.mean_current],
      [missingTest?.pFisher, expected.missing_test.p_fisher],
    ];
    for (const [ours, theirs] of pairs) {
      if (typeof theirs !== "number") continue;
      // The oracle's own tolerance: 1e-7 relative, 1e-10 absolute.
      expect(Math.abs(Number(ours) - theirs)).toBeLessThanOrEqual(
        Math.max(1e-10, 1e-7 * Math.abs(theirs)),
      );
    }
  }
});
