import { neverStops, type Checkpoint } from "../core/checkpoint.js";
import { ArlequinError } from "../core/errors.js";
import { seededRandom } from "../core/random.js";
import { planColumns, type ColumnChoices, type PlannedColumn } from "../drift/column-plan.js";
import type { ColumnCounts } from "../drift/column-counts.js";
import type { ColumnResult, DriftResult, PolicyName, TableSide } from "../drift/drift-result.js";
import { columnFalseAlarms } from "../drift/false-alarms/column-false-alarms.js";
import { tableFalseAlarms } from "../drift/false-alarms/table-false-alarms.js";
import type { WeighedColumn } from "../drift/judge-columns.js";
import { judgeTable } from "../drift/judge-table.js";
import { POLICIES } from "../drift/policies.js";
import type { PolicyLimits } from "../drift/policies/policy.js";
import { reasonNotComparable, reasonToSkip } from "../drift/reason-to-skip.js";
import { tableVerdict } from "../drift/table-verdict.js";
import { evidentlyScore, weighColumn } from "../drift/weigh-column.js";
import type { DataEngine, DataFinding, EngineTable, TableRequest } from "../ports/data-engine.js";
import { multivariateDrift } from "./multivariate-drift.js";
import { openBoth } from "./open-both.js";
import { countColumns } from "./count-columns.js";
import { planCounting } from "./plan-counting.js";
import { MOST_ROWS_BY_VALUE, runColumnTests } from "./column-tests.js";

export interface DriftRequest {
  readonly reference: TableRequest;
  readonly current: TableRequest;
  readonly choices: ColumnChoices;
  readonly policy: PolicyName;
  readonly limits: PolicyLimits;
  /** More statistics for each column, by the names of `stat`. */
  readonly tests: readonly string[];
  readonly seed: number;
  /** Look for a change that no single column shows, too. */
  readonly multivariate?: boolean;
}

/** What a person may want to hear while it works. */
export interface DriftListener {
  findings(findings: readonly DataFinding[]): void;
  progress(share: number): void;
  /** Where a wish to stop is heard. */
  readonly checkpoint?: Checkpoint;
}

/** Columns whose counts are in memory at once, ... */
const COLUMNS_AT_ONCE = 1000;
/** ... fewer where each may hold so many distinct values that they come to more than this. */
const VALUES_AT_ONCE = 2 ** 22;

/**
 * Compare two tables column by column. The engine counts, the judgement is made here; a column that
 * cannot be judged is reported, and hurts no other.
 *
 * @throws {InputError} when a table cannot be read, or the two have no column in common
 */
export async function detectDrift(
  engine: DataEngine,
  request: DriftRequest,
  listener: DriftListener,
): Promise<DriftResult> {
  const { limits } = request;
  const policy = POLICIES[request.policy];
  const { reference, current, readAsNumbers } = await openBoth(engine, request);
  listener.findings([...reference.findings, ...current.findings]);
  const { planned, schemaChanges } = planColumns(
    reference.columns,
    current.columns,
    request.choices,
  );
  const weighed: WeighedColumn[] = [];
  const howToCount = await planCounting(
    engine,
    [reference, current],
    planned,
    request.tests.length > 0 ? MOST_ROWS_BY_VALUE : undefined,
  );
  const fitting = Math.floor(VALUES_AT_ONCE / (reference.rows + current.rows + 1));
  const atOnce = Math.max(1, Math.min(COLUMNS_AT_ONCE, fitting));
  for (let at = 0; at < planned.length; at += atOnce) {
    const batch = planned.slice(at, at + atOnce);
    const counted = await countColumns(engine, [reference, current], batch, howToCount);
    weighed.push(...batch.map((plan, i) => weigh(plan, counted[i]!, request)));
    listener.progress(Math.min(1, (at + atOnce) / planned.length));
  }
  const compared = weighed.filter(({ findings }) => findings).map(({ plan }) => plan);
  const { seed } = request;
  const { checkpoint = neverStops } = listener;
  const together = request.multivariate
    ? await multivariateDrift(engine, [reference, current], compared, { seed, checkpoint })
    : null;
  const { columns, multivariate } = judgeTable(weighed, together, policy, limits);
  return {
    policy: request.policy,
    alpha: limits.alpha,
    limits,
    ...tableVerdict(columns, policy, multivariate),
    reference: side(reference),
    current: side(current),
    schemaChanges: {
      ...schemaChanges,
      typeChanged: [
        ...schemaChanges.typeChanged.filter(({ column }) => hasValues(columns, column)),
        ...readAsNumbers,
      ],
    },
    columns,
    multivariate,
    ...(request.policy !== "calibrated" && {
      policyFalseAlarms: tableFalseAlarms(weighed, columns, policy),
    }),
  };
}

/** A column without a value has no type that could have changed. */
function hasValues(columns: readonly ColumnResult[], name: string): boolean {
  const column = columns.find((one) => one.name === name);
  return column?.nReference !== 0 && column?.nCurrent !== 0;
}

function side({ source, rows, sha256 }: EngineTable): TableSide {
  return { source, rows, sha256 };
}

/** A column that cannot be weighed is an error of that column alone, unless the fault is ours. */
function weigh(
  plan: PlannedColumn,
  counted: ColumnCounts | string | null,
  request: DriftRequest,
): WeighedColumn {
  if (plan.skip !== null || counted === null) return { plan, counts: null, skip: plan.skip };
  if (typeof counted === "string") return { plan, counts: null, skip: null, error: counted };
  const error = reasonNotComparable(plan, counted);
  if (error !== null) return { plan, counts: counted, skip: null, error };
  const skip = reasonToSkip(plan, counted);
  if (skip !== null) return { plan, counts: counted, skip };
  const { alpha, material } = request.limits;
  try {
    const random = seededRandom(request.seed, plan.name);
    const findings = weighColumn(plan, counted, { random, alpha, material });
    const evidently = request.policy === "evidently" ? evidentlyScore(counted) : null;
    return {
      plan,
      counts: counted,
      skip: null,
      findings,
      evidently,
      falseAlarms: columnFalseAlarms(counted, findings, evidently, { ...request, random }),
      ...(request.tests.length > 0 && { tests: runColumnTests(counted, request.tests) }),
    };
  } catch (error) {
    if (!(error instanceof ArlequinError)) throw error;
    return { plan, counts: counted, skip: null, error: error.message };
  }
}
