import { InputError } from "../../core/errors.js";
import type { Verdict } from "./trigger-gate.js";

/** What a drift report says, as far as a trigger goes by it. */
export interface DriftEvidence {
  readonly verdict: Verdict;
  /** One plain sentence; empty where the report has none. */
  readonly summary: string;
  readonly policy: string | null;
  readonly alpha: number | null;
  readonly driftedColumns: readonly string[];
  readonly reference: EvidenceSide;
  readonly current: EvidenceSide;
  /** The whole report, for whoever is told. */
  readonly document: Readonly<Record<string, unknown>>;
}

export interface EvidenceSide {
  readonly source: string | null;
  readonly rows: number | null;
  readonly sha256: string | null;
}

const SCHEMAS: readonly unknown[] = ["arlequin.drift/1", "arlequin.drift-state/1"];
const VERDICTS: readonly string[] = ["drift", "no-drift", "cannot-tell"];

/**
 * Read a report that `arlequin drift --json` wrote.
 *
 * @param where the file, for messages
 * @throws {InputError} when it is not such a report
 */
export function parseDriftEvidence(text: string, where: string): DriftEvidence {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    const fix = "give what arlequin drift --json writes";
    throw new InputError(`this is not JSON: ${(cause as Error).message}`, { where, fix, cause });
  }
  return driftEvidence(document, where);
}

/** @throws {InputError} when the document is no drift report */
export function driftEvidence(document: unknown, where: string): DriftEvidence {
  const fix = "give what arlequin drift --json writes";
  if (!isRecord(document)) throw new InputError("this is no drift report", { where, fix });
  const { schema, verdict } = document;
  if (schema !== undefined && !SCHEMAS.includes(schema)) {
    const what = `the schema is ${JSON.stringify(schema)}, not "arlequin.drift/1"`;
    throw new InputError(what, { where, fix });
  }
  if (typeof verdict !== "string" || !VERDICTS.includes(verdict)) {
    const shown = verdict === undefined ? "missing" : JSON.stringify(verdict);
    const what = `the verdict is ${shown}`;
    throw new InputError(`${what}, where drift, no-drift or cannot-tell was expected`, {
      where,
      fix,
    });
  }
  const drifted = document.drifted_columns;
  return {
    verdict: verdict as Verdict,
    summary: textOr(document.summary, ""),
    policy: textOr(document.policy, null),
    alpha: numberOrNull(document.alpha),
    driftedColumns: Array.isArray(drifted) ? drifted.map(String) : [],
    reference: side(document.reference),
    current: side(document.current),
    document,
  };
}

/** What a person wants to know of it: pairs of a name and a value. */
export function factsOf(evidence: DriftEvidence): readonly (readonly [string, string])[] {
  const { driftedColumns, policy, alpha, reference, current } = evidence;
  const facts: (readonly [string, string | null])[] = [
    ["drifted columns", driftedColumns.map((name) => withHeadline(evidence, name)).join(", ")],
    ["current", shown(current)],
    ["reference", shown(reference)],
    ["policy", policy === null ? null : `${policy}${alpha === null ? "" : `, alpha ${alpha}`}`],
  ];
  return facts.flatMap(([name, value]) => (value === null || value === "" ? [] : [[name, value]]));
}

/** "amount (psi 0.412)" */
function withHeadline({ document }: DriftEvidence, name: string): string {
  const columns = Array.isArray(document.columns) ? (document.columns as unknown[]) : [];
  const column = columns.find((entry) => isRecord(entry) && entry.name === name);
  const headline = isRecord(column) ? column.headline : undefined;
  if (!isRecord(headline) || typeof headline.value !== "number") return name;
  return `${name} (${String(headline.measure)} ${headline.value.toFixed(3)})`;
}

function shown({ source, rows }: EvidenceSide): string | null {
  if (source === null) return null;
  return rows === null ? source : `${source}, ${rows} rows`;
}

function side(value: unknown): EvidenceSide {
  const entry = isRecord(value) ? value : {};
  return {
    source: textOr(entry.source, null),
    rows: numberOrNull(entry.rows),
    sha256: textOr(entry.sha256, null),
  };
}

function textOr<T>(value: unknown, other: T): string | T {
  return typeof value === "string" ? value : other;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
