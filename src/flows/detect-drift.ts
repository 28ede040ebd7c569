import { neverStops, type Checkpoint } from "../core/checkpoint.js";
import { planColumns, type PlannedColumn } from "../drift/column-plan.js";
import type { ColumnResult, DriftResult, TableSide } from "../drift/drift-result.js";
import { tableFalseAlarms } from "../drift/false-alarms/table-false-alarms.js";
import type { WeighedColumn } from "../drift/judge-columns.js";
import { judgeTable } from "../drift/judge-table.js";
import { POLICIES } from "../drift/policies.js";
import { tableVerdict } from "../drift/table-verdict.js";
import { InputError } from "../core/errors.js";
import type { DataEngine, DataFinding, PartRule } from "../ports/data-engine.js";
import { columnCounter } from "./column-counter.js";
import { multivariateDrift } from "./multivariate-drift.js";
import { openBoth } from "./open-both.js";
import {
  isProfiled,
  NO_PROFILES,
  skipWithheld,
  type ComparedPair,
  type ComparedTable,
} from "./profile/compared-table.js";
import { columnsWork, type Course, type DriftProgress } from "./drift-progress.js";
import type { DriftRequest } from "./drift-request.js";
import { asOne, countingOnce } from "./same-data.js";
import { judgeParts } from "./parts/judge-parts.js";
import { pairParts } from "./parts/paired-parts.js";
import { weighCounted } from "./weigh-counted.js";

/** What a person may want to hear while it works. */
export interface DriftListener {
  findings(findings: readonly DataFinding[]): void;
  progress(progress: DriftProgress): void;
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
  const profiles = request.profiles ?? NO_PROFILES;
  const { readAsNumbers, sides } = await openBoth(engine, request, profiles, (source, share) => {
    listener.progress({ doing: "reading", source, share });
  });
  const [reference, current] = [sides[0].table, sides[1].table];
  listener.findings([...reference.findings, ...current.findings]);
  const { planned: matched, schemaChanges } = planColumns(
    reference.columns,
    current.columns,
    request.choices,
  );
  const planned = skipWithheld(matched, sides);
  const { parts } = request;
  const { checkpoint = neverStops } = listener;
  const compared = asOne(sides);
  const scanned = compared.flatMap(({ table, profile }) => (profile === null ? [table] : []));
  const work = columnsWork([...new Set(scanned)], planned, (progress) => {
    listener.progress(progress);
  });
  const watched = countingOnce(work.watched(engine));
  const judged =
    parts === undefined
      ? await judgeWhole(watched, compared, planned, request, { work, checkpoint })
      : await judgeInParts(watched, compared, planned, { ...request, parts }, { work, checkpoint });
  return {
    policy: request.policy,
    alpha: request.limits.alpha,
    limits: request.limits,
    ...judged,
    reference: sideOf(sides[0]),
    current: sideOf(sides[1]),
    schemaChanges: {
      ...schemaChanges,
      typeChanged: [
        ...schemaChanges.typeChanged.filter(({ column }) => hasValues(judged.columns, column)),
        ...readAsNumbers,
      ],
    },
  };
}

type Judged = Omit<
  DriftResult,
  "policy" | "alpha" | "limits" | "reference" | "current" | "schemaChanges"
>;

async function judgeWhole(
  engine: DataEngine,
  sides: ComparedPair,
  planned: readonly PlannedColumn[],
  request: DriftRequest,
  { work, checkpoint }: Course,
): Promise<Judged> {
  const policy = POLICIES[request.policy];
  const weighed: WeighedColumn[] = [];
  const count = await columnCounter(engine, sides, planned, request.tests);
  const tables = [sides[0].table, sides[1].table] as const;
  const fitting = Math.floor(VALUES_AT_ONCE / (tables[0].rows + tables[1].rows + 1));
  const atOnce = Math.max(1, Math.min(COLUMNS_AT_ONCE, fitting));
  for (let at = 0; at < planned.length; at += atOnce) {
    const batch = planned.slice(at, at + atOnce);
    work.begin(batch);
    const counted = await count(batch);
    for (const [i, plan] of batch.entries()) {
      await checkpoint();
      work.judging(plan);
      weighed.push(weighCounted(plan, counted[i]!, request));
      work.judged(plan);
    }
  }
  const compared = weighed.filter(({ findings }) => findings).map(({ plan }) => plan);
  const { seed, limits } = request;
  if (request.multivariate) work.tellingRowsApart();
  const together = !request.multivariate
    ? null
    : isProfiled(sides)
      ? "a profile has no rows for a classifier"
      : await multivariateDrift(engine, tables, compared, { seed, checkpoint });
  const { columns, multivariate } = judgeTable(weighed, together, policy, limits);
  return {
    ...tableVerdict(columns, policy, multivariate),
    columns,
    multivariate,
    ...(request.policy !== "calibrated" && {
      policyFalseAlarms: tableFalseAlarms(weighed, columns, policy),
    }),
  };
}

async function judgeInParts(
  engine: DataEngine,
  sides: ComparedPair,
  planned: readonly PlannedColumn[],
  request: DriftRequest & { readonly parts: PartRule },
  course: Course,
): Promise<Judged> {
  if (isProfiled(sides)) {
    throw new InputError("a profile is not compared part by part", {
      where: request.parts.by === "value" ? "--slice" : "--chunk",
      fix: "give both tables as data",
    });
  }
  const pairs = await pairParts(engine, sides[0].table, sides[1].table, request.parts);
  const divides = request.parts.by === "value" ? request.parts.column : null;
  const others = planned.map((plan) =>
    plan.name === divides ? { ...plan, skip: "the column of the slices" } : plan,
  );
  const judged = await judgeParts(engine, pairs, others, request, course);
  return { ...judged, multivariate: null, leftOut: pairs.leftOut };
}

/** A column without a value has no type that could have changed. */
function hasValues(columns: readonly ColumnResult[], name: string): boolean {
  const column = columns.find((one) => one.name === name);
  return column?.nReference !== 0 && column?.nCurrent !== 0;
}

function sideOf({ table: { source, rows, sha256 }, profile }: ComparedTable): TableSide {
  return { source, rows, sha256, ...(profile && { profileOf: profile.sources }) };
}
