import { isoSeconds } from "../../core/clock.js";
import { VERSION } from "../../core/version.js";
import type { TableVerdict } from "../../drift/drift-result.js";
import type { LookColumn, WatchLook } from "../../drift/watch/watch-look.js";
import type { Block, Phrase, Report } from "../document.js";
import { grouped, shortNumber } from "../number.js";
import { shortText } from "../short-text.js";
import { strongestFirst } from "./strongest-first.js";
import { watchSummary } from "./watch-evidence.js";
import { changeWords, daysWords, evidenceWords, sinceWords } from "./watch-words.js";

/** A batch that the detector of a state has judged. */
export interface JudgedBatch {
  readonly batch: {
    readonly at: number;
    readonly verdict: TableVerdict;
    readonly drifted: readonly string[];
  };
  /** It was counted by an earlier run. */
  readonly isAgain: boolean;
  /** Null where the state keeps its verdict alone. */
  readonly look: WatchLook | null;
  readonly table: {
    readonly source: string;
    readonly rows: number;
    readonly sha256: string | null;
  };
  /** Batches so far. */
  readonly batches: number;
}

/** How it is judged. */
export interface BatchRules {
  readonly mode: string;
  readonly season: string;
  /** "growing by hour" */
  readonly modeWords: string;
  readonly budgetDays: number;
  /** There is a theorem behind `budgetDays`. */
  readonly isGuaranteed: boolean;
}

/**
 * What the detector says of a batch; and beneath it the comparison with the reference, where there is one.
 *
 * @param comparison with the reference, batch for batch: it has no part in the verdict
 */
export function batchReport(
  judged: JudgedBatch,
  rules: BatchRules,
  comparison: { readonly report: Report; readonly reference: JudgedBatch["table"] } | null,
): Report {
  const columns = judged.look?.columns ?? [];
  return {
    document: batchDocument(judged, rules, comparison),
    blocks: [
      ...batchBlocks(judged, rules),
      ...(comparison === null
        ? []
        : [{ kind: "text", text: "This batch alone, against the reference:" } as const]),
      ...(comparison?.report.blocks ?? []),
    ],
    csv: {
      columns: [
        "name",
        "kind",
        "state",
        "reason",
        "evidence_days",
        "change",
        "changed_at",
        "effect",
      ],
      rows: columns.map((one) => Object.values(columnDocument(one)).slice(0, 8) as string[]),
    },
  };
}

/** `arlequin.drift-state/1` */
function batchDocument(
  { batch, isAgain, look, table, batches }: JudgedBatch,
  rules: BatchRules,
  comparison: { readonly report: Report; readonly reference: JudgedBatch["table"] } | null,
): Report["document"] {
  const side = ({ source, rows, sha256 }: JudgedBatch["table"]) => ({ source, rows, sha256 });
  return {
    schema: "arlequin.drift-state/1",
    version: VERSION,
    policy: "calibrated",
    mode: rules.mode,
    season: rules.season,
    budget_days: rules.budgetDays,
    verdict: batch.verdict,
    summary: summaryOf({ batch, look }, rules),
    at: isoSeconds(new Date(batch.at)),
    counted: isAgain ? "before" : "now",
    batches,
    reference: comparison && side(comparison.reference),
    current: side(table),
    drifted_columns: batch.drifted,
    columns: look?.columns.map(columnDocument) ?? [],
    warnings: look?.warnings ?? [],
    comparison: comparison?.report.document ?? null,
  };
}

function columnDocument(column: LookColumn): Readonly<Record<string, unknown>> {
  const { name, kind, state, reason, evidenceDays, change, changedAt, effect } = column;
  return {
    ...{ name, kind, state, reason },
    evidence_days: evidenceDays,
    change,
    changed_at: changedAt === null ? null : isoSeconds(new Date(changedAt)),
    effect,
    headline: effect === null ? null : { measure: "psi", value: effect },
  };
}

/** What was found, in one sentence. */
function summaryOf(
  { batch, look }: Pick<JudgedBatch, "batch" | "look">,
  { budgetDays }: BatchRules,
): string {
  if (batch.verdict === "cannot-tell")
    return "Too few rows so far to tell: the first ones make the bins of the columns.";
  if (look !== null)
    return watchSummary(look, { source: "", policy: "calibrated", mode: "", budgetDays });
  return batch.verdict === "drift"
    ? `Drift was found in ${batch.drifted.join(", ")}.`
    : "No change was found.";
}

function batchBlocks(judged: JudgedBatch, rules: BatchRules): Block[] {
  const { batch, isAgain, look, table, batches } = judged;
  const { modeWords, budgetDays, isGuaranteed } = rules;
  const rows = `${grouped(table.rows)} ${table.rows === 1 ? "row" : "rows"}`;
  const counted = isAgain ? "already counted" : `batch ${grouped(batches)}`;
  const bound = isGuaranteed
    ? `at most one false alarm in ${daysWords(budgetDays)}`
    : "no bound on false alarms";
  const facts = [
    `${table.source} (${rows}) up to ${isoSeconds(new Date(batch.at))}: ${counted}`,
    `${modeWords}  ${bound}`,
  ];
  const blocks: Block[] = [
    { kind: "text", text: { text: summaryOf(judged, rules), tone: "strong" }, wrap: true },
    { kind: "text", text: { text: facts.join("\n"), tone: "dim" } },
  ];
  if (look === null) return blocks;
  blocks.push(columnTable(look, budgetDays));
  for (const text of look.warnings) blocks.push({ kind: "text", text: { text, tone: "warn" } });
  return blocks;
}

const TONE = {
  alarm: "bad",
  "in-alarm": "bad",
  small: "warn",
  learning: "dim",
  skipped: "dim",
} as const;

function columnTable({ columns, at }: WatchLook, budgetDays: number): Block {
  return {
    kind: "table",
    head: ["column", "state", `days of ${shortNumber(budgetDays)}`, "PSI", "change"],
    align: ["left", "left", "right", "right", "left"],
    rows: strongestFirst(columns).map((column) => [
      shortText(column.name),
      stateOf(column),
      column.evidenceDays === null ? "" : evidenceWords(column.evidenceDays),
      column.effect === null ? "" : column.effect.toFixed(3),
      [changeWords(column), sinceWords(column, at)].filter((words) => words !== "").join(" "),
    ]),
    cutToFit: true,
  };
}

function stateOf({ state }: LookColumn): Phrase {
  const text = state.replace("-", " ");
  return state === "watching" ? text : { text, tone: TONE[state] };
}
