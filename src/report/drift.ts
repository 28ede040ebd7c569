import type {
  ColumnResult,
  ColumnStatus,
  DriftResult,
  PolicyFalseAlarms,
  TableSide,
} from "../drift/drift-result.js";
import type { Block, CsvValue, Phrase, Report, Tone } from "./document.js";
import { driftDocument, type Timing } from "./drift-document.js";
import { grouped, percent, shortNumber, shortPValue } from "./number.js";

const TONE: Readonly<Record<string, Tone>> = {
  drift: "bad",
  error: "bad",
  "cannot-tell": "warn",
  "no-drift": "good",
  skipped: "dim",
};

/** A drift result in every form: the verdict first, then a line a column, then what else to know. */
export function driftReport(result: DriftResult, timing: Timing | null): Report {
  return { document: driftDocument(result, timing), blocks: blocks(result), csv: csv(result) };
}

/** From so many columns on those that matter stand first: a terminal shows a few hundred lines. */
const MANY_COLUMNS = 100;
const ORDER: readonly ColumnStatus[] = ["drift", "error", "cannot-tell", "no-drift", "skipped"];

function blocks(result: DriftResult): Block[] {
  const { reference, current, columns } = result;
  const byStatus = (a: ColumnResult, b: ColumnResult) =>
    ORDER.indexOf(a.status) - ORDER.indexOf(b.status);
  const shown = columns.length < MANY_COLUMNS ? columns : [...columns].sort(byStatus);
  return [
    { kind: "text", text: { text: result.summary, tone: "strong" } },
    { kind: "text", text: { text: `${side(reference)} -> ${side(current)}`, tone: "dim" } },
    {
      kind: "table",
      head: ["column", "status", "p adj.", "PSI", "95 % interval", "change"],
      align: ["left", "left", "right", "right", "right", "left"],
      rows: shown.map(row),
      cutToFit: true,
    },
    ...notes(result).map((text): Block => ({ kind: "text", text })),
  ];
}

function side({ source, rows }: TableSide): string {
  return `${source} (${grouped(rows)} ${rows === 1 ? "row" : "rows"})`;
}

function row(column: ColumnResult): Phrase[] {
  const { status } = column;
  const tone = TONE[status];
  const shown: Phrase = tone === undefined ? status : { text: status, tone };
  const said = change(column);
  return [
    short(column.name),
    shown,
    ...evidence(column),
    column.findings ? said : { text: said, tone: "dim" },
  ];
}

/** p, PSI and its interval: of the missing values where they have decided, else of the values. */
function evidence({ findings, pAdjusted, missingTest, byMissing }: ColumnResult): string[] {
  if (missingTest && (byMissing || !findings)) {
    return [shortPValue(missingTest.pAdjusted), psi(missingTest.psi), ""];
  }
  if (!findings) return ["", "", ""];
  const { value, ciLow, ciHigh } = findings.headline;
  const p = pAdjusted === null ? "" : shortPValue(pAdjusted);
  return [p, psi(value), `${psi(ciLow)}..${psi(ciHigh)}`];
}

/** A debiased PSI for people: below 0 it says no more than 0 does. */
function psi(value: number): string {
  return value < 10 ? Math.max(0, value).toFixed(3) : shortNumber(value, 3);
}

/** What changed, in a few words: where the difference is largest, or which categories. */
function change({ findings, status, reason }: ColumnResult): string {
  if (reason !== null || status !== "drift" || !findings) return onOneLine(reason ?? "");
  if (findings.kind === "numeric") {
    const [before, after] = [
      findings.reference.quantiles["0.5"],
      findings.current.quantiles["0.5"],
    ];
    const areKnown = typeof before === "number" && typeof after === "number";
    return areKnown && before !== after
      ? `median ${shortNumber(before)} -> ${shortNumber(after)}`
      : `KS D ${shortNumber(findings.ks.d, 3)}`;
  }
  if (findings.newCategories.length > 0) return `new: ${names(findings.newCategories)}`;
  if (findings.vanishedCategories.length > 0) return `gone: ${names(findings.vanishedCategories)}`;
  const [bin] = [...findings.psi.bins].sort((a, b) => b.contribution - a.contribution);
  return bin ? `${short(bin.category)}: ${percent(bin.reference)} -> ${percent(bin.current)}` : "";
}

/** The first of some categories, each cut where it is long. */
function names(categories: readonly string[]): string {
  return categories
    .slice(0, 8)
    .map((name) => (name === "" ? '""' : short(name)))
    .join(", ");
}

function short(text: string, most = 22): string {
  const line = onOneLine(text);
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** Text from the data, which may hold ends of line: they would break the table. */
function onOneLine(text: string): string {
  return text.replace(/\r?\n|\r/g, "⏎");
}

/** What the table has no place for. */
function notes(result: DriftResult): string[] {
  const { onlyInReference, onlyInCurrent, typeChanged } = result.schemaChanges;
  const list = (names: readonly string[]) =>
    names.slice(0, 12).join(", ") + (names.length > 12 ? `, ... (${names.length})` : "");
  const told: string[] = [];
  if (onlyInReference.length > 0) told.push(`only in the reference: ${list(onlyInReference)}`);
  if (onlyInCurrent.length > 0) told.push(`only in the current data: ${list(onlyInCurrent)}`);
  if (typeChanged.length > 0)
    told.push(
      `type changed: ${list(typeChanged.map((c) => `${c.column} (${c.reference} -> ${c.current})`))}`,
    );
  const quiet = result.columns.filter(
    ({ status }) => status === "no-drift" || status === "cannot-tell",
  );
  const blindest = quiet.reduce(
    (most, { smallestDetectable: s }) => Math.max(most, s?.psi ?? 0),
    0,
  );
  if (blindest > 0) {
    told.push(
      `no drift means: a PSI of ${shortNumber(blindest, 2)} in any one column would be found (power 80 %)`,
    );
  }
  if (result.policyFalseAlarms) told.push(falseAlarms(result.policy, result.policyFalseAlarms));
  return told;
}

/** What an alarm of a policy that promises no rate is worth. */
function falseAlarms(policy: string, { columns, table }: PolicyFalseAlarms): string {
  const rates = Object.values(columns).map(({ rate }) => rate);
  const [least, most] = [Math.min(...rates), Math.max(...rates)].map((rate) => percent(rate));
  const each = rates.length === 0 ? "" : ` (a column: ${least} to ${most})`;
  return `false alarms of ${policy}: this table in ${percent(table)} of looks without a change${each}`;
}

const COLUMNS = [
  "column",
  "kind",
  "status",
  "reason",
  "n_reference",
  "n_current",
  "missing_reference",
  "missing_current",
  "p",
  "p_method",
  "p_adjusted",
  "psi",
  "psi_debiased",
  "psi_low",
  "psi_high",
  "js_distance",
  "ks_d",
  "chi_square",
];

function csv({ columns }: DriftResult): Report["csv"] {
  const rows = columns.map((column): CsvValue[] => {
    const f = column.findings;
    return [
      column.name,
      column.kind,
      column.status,
      column.reason,
      column.nReference,
      column.nCurrent,
      column.missingReference,
      column.missingCurrent,
      f?.p ?? null,
      f?.pMethod ?? null,
      column.pAdjusted,
      f?.psi.value ?? null,
      f?.psi.debiased ?? null,
      f?.psi.ciLow ?? null,
      f?.psi.ciHigh ?? null,
      f?.jsDistance ?? null,
      f?.kind === "numeric" ? f.ks.d : null,
      f && f.kind !== "numeric" ? f.chiSquare.statistic : null,
    ];
  });
  return { columns: COLUMNS, rows };
}
