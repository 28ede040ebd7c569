import type { ColumnResult, ColumnStatus } from "../drift/drift-result.js";
import { OUTLINE_BINS } from "../drift/outline.js";
import type { Block, Phrase, Tone } from "./document.js";
import { percent, shortNumber, shortPValue } from "./number.js";
import { onOneLine, shortText } from "./short-text.js";
import { sparkline } from "./sparkline.js";

const TONE: Readonly<Record<string, Tone>> = {
  drift: "bad",
  error: "bad",
  "cannot-tell": "warn",
  "no-drift": "good",
  skipped: "dim",
};

/** From so many columns on those that matter stand first: a terminal shows a few hundred lines. */
const MANY_COLUMNS = 100;
const ORDER: readonly ColumnStatus[] = ["drift", "error", "cannot-tell", "no-drift", "skipped"];

/** A line a column: its status, the evidence, and what has changed. */
export function driftTable(columns: readonly ColumnResult[]): Block {
  const byStatus = (a: ColumnResult, b: ColumnResult) =>
    ORDER.indexOf(a.status) - ORDER.indexOf(b.status);
  const shown = columns.length < MANY_COLUMNS ? columns : [...columns].sort(byStatus);
  return {
    kind: "table",
    head: ["column", "status", "p adj.", "PSI", "95 % interval", "before  after", "change"],
    align: ["left", "left", "right", "right", "right", "left", "left"],
    rows: shown.map(row),
    cutToFit: true,
    spare: [4, 5],
  };
}

function row(column: ColumnResult): Phrase[] {
  const { status } = column;
  const tone = TONE[status];
  const shown: Phrase = tone === undefined ? status : { text: status, tone };
  const said = change(column);
  return [
    shortText(column.name),
    shown,
    ...evidence(column),
    picture(column),
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

/** How the values lie in the reference, then in the current data, over the same bins. */
function picture({ findings }: ColumnResult): string {
  if (!findings) return "";
  const { reference, current } = findings.outline;
  const most = Math.max(...reference, ...current);
  return `${sparkline(reference, most).padEnd(OUTLINE_BINS)}  ${sparkline(current, most)}`;
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
  return bin
    ? `${shortText(bin.category)}: ${percent(bin.reference)} -> ${percent(bin.current)}`
    : "";
}

/** The first of some categories, each cut where it is long. */
function names(categories: readonly string[]): string {
  return categories
    .slice(0, 8)
    .map((name) => (name === "" ? '""' : shortText(name)))
    .join(", ");
}
