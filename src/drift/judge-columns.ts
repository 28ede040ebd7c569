import { adjustPValues } from "../stats/adjust-p-values.js";
import type { BothSides } from "./column-counts.js";
import type { PlannedColumn } from "./column-plan.js";
import type {
  ColumnFindings,
  ColumnResult,
  FalseAlarmRate,
  MissingTest,
  SmallestDetectable,
} from "./drift-result.js";
import { missingTest } from "./missing-test.js";
import type { EvidentlyScore, Judgement, Policy, PolicyLimits } from "./policies/policy.js";
import { smallestDetectable } from "./smallest-detectable.js";

/** All that was found out about a column but for what depends on the other columns. */
export interface WeighedColumn {
  readonly plan: PlannedColumn;
  /** Null where the column was not counted. */
  readonly counts: BothSides | null;
  /** Why it is left out. */
  readonly skip: string | null;
  /** Why it could not be weighed. */
  readonly error?: string;
  /** Undefined where a side has no value. */
  readonly findings?: ColumnFindings | undefined;
  readonly tests?: Readonly<Record<string, unknown>>;
  readonly evidently?: EvidentlyScore | null;
  /** Of the policy, where it promises none; null where it cannot be told. */
  readonly falseAlarms?: FalseAlarmRate | null;
}

/** The columns of one run, and what it took to pay for their number. */
export interface JudgedColumns {
  readonly columns: readonly ColumnResult[];
  /** The p of the test of all columns together, adjusted with theirs. */
  readonly jointPAdjusted: number | null;
  readonly familySize: number;
}

/**
 * Judge the columns of one run together: the p of each judged column, of each share of missing
 * values, and of a test of all columns together where there was one, form one family, adjusted by
 * Benjamini and Hochberg; then the policy has its say.
 */
export function judgeColumns(
  weighed: readonly WeighedColumn[],
  policy: Policy,
  limits: PolicyLimits,
  jointP: number | null = null,
): JudgedColumns {
  const missing = weighed.map(missingTestOf);
  const family = [
    ...weighed.map(({ findings }) => findings?.p ?? null),
    ...missing.map((test) => test?.pFisher ?? null),
    jointP,
  ];
  const size = family.filter((p) => p !== null).length;
  const adjusted = adjustPValues(family, "BH");
  const least = adjustPValues([...weighed.map(leastP), ...family.slice(weighed.length)], "BH");
  const isExact = adjusted.every((p, i) => p === least[i]);
  const columns = weighed.map((column, i) => {
    const test = missing[i] ? { ...missing[i], pAdjusted: adjusted[weighed.length + i]! } : null;
    const smallest = detectable(column, limits, size);
    const pAdjusted = adjusted[i] ?? null;
    const evidence = { pAdjusted, missingTest: test, smallestDetectable: smallest };
    const judgement = judged(column, policy, limits, evidence);
    const pAdjustedLow = least[i] ?? pAdjusted;
    if (isExact) return columnResult(column, judgement, pAdjusted, test, smallest);
    const other = judged(withLeastP(column), policy, limits, {
      ...{ pAdjusted: pAdjustedLow, smallestDetectable: smallest },
      missingTest: test && { ...test, pAdjusted: least[weighed.length + i]! },
    });
    const sure = settled(judgement, other, [pAdjustedLow, pAdjusted]);
    const result = columnResult(column, sure, pAdjusted, test, smallest);
    return pAdjustedLow === null ? result : { ...result, pAdjustedLow };
  });
  return { columns, jointPAdjusted: adjusted.at(-1) ?? null, familySize: size };
}

/** The least that the p of a column may be, as far as the cells of a profile tell. */
function leastP({ findings }: WeighedColumn): number | null {
  if (!findings) return null;
  return findings.kind === "numeric" ? findings.pLow : findings.p;
}

function withLeastP(column: WeighedColumn): WeighedColumn {
  const { findings } = column;
  if (findings?.kind !== "numeric") return column;
  return { ...column, findings: { ...findings, p: findings.pLow } };
}

/** Where a judgement hangs on what the cells hide, nobody can tell. */
function settled(
  one: Judgement,
  other: Judgement,
  [low, high]: readonly [number | null, number | null],
): Judgement {
  if (one.status === other.status) return one;
  const [from, to] = [low, high].map((p) => (p ?? 1).toPrecision(2));
  return {
    status: "cannot-tell",
    reason: `the cells of the profile leave the adjusted p between ${from!} and ${to!}`,
  };
}

function missingTestOf({
  counts,
  skip,
  error,
}: WeighedColumn): Omit<MissingTest, "pAdjusted"> | null {
  return counts && skip === null && error === undefined ? missingTest(counts) : null;
}

function detectable(
  { findings, counts }: WeighedColumn,
  limits: PolicyLimits,
  familySize: number,
): SmallestDetectable | null {
  if (!findings || !counts) return null;
  const { material, alpha } = limits;
  const [m, n] = [counts.reference.present, counts.current.present];
  return smallestDetectable(findings.kind, findings.psi.judgedBins, {
    m,
    n,
    material,
    alpha: alpha / familySize,
  });
}

function judged(
  { plan, skip, error, findings, evidently }: WeighedColumn,
  policy: Policy,
  limits: PolicyLimits,
  evidence: {
    readonly pAdjusted: number | null;
    readonly missingTest: MissingTest | null;
    readonly smallestDetectable: SmallestDetectable | null;
  },
): Judgement {
  if (skip !== null) return { status: "skipped", reason: skip };
  if (error !== undefined) return { status: "error", reason: error };
  return policy.judge(
    { name: plan.name, findings, evidently: evidently ?? null, ...evidence },
    limits,
  );
}

function columnResult(
  { plan, counts, findings, tests }: WeighedColumn,
  judgement: Judgement,
  pAdjusted: number | null,
  missing: MissingTest | null,
  smallest: SmallestDetectable | null,
): ColumnResult {
  return {
    name: plan.name,
    kind: plan.kind,
    role: plan.role,
    ...judgement,
    nReference: counts?.reference.present ?? null,
    nCurrent: counts?.current.present ?? null,
    missingReference: counts && counts.reference.rows - counts.reference.present,
    missingCurrent: counts && counts.current.rows - counts.current.present,
    missingTest: missing,
    pAdjusted,
    smallestDetectable: smallest,
    findings: findings ?? null,
    tests: tests ?? null,
  };
}
