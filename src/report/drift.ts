import type { DriftResult, TableSide } from "../drift/drift-result.js";
import { explainColumn } from "../drift/explain-column.js";
import type { Block, Report } from "./document.js";
import { driftCsv } from "./drift-csv.js";
import { driftDocument, type Timing } from "./drift-document.js";
import { driftExplanation } from "./drift-explanation.js";
import { driftNotes } from "./drift-notes.js";
import { partsTable } from "./drift-parts.js";
import { driftTable } from "./drift-table.js";
import { driftWords } from "./drift-words.js";
import { grouped } from "./number.js";

/**
 * A drift result in every form: the verdict first, then a line a column, then what else to know.
 *
 * @param explained names of columns whose arithmetic is added
 */
export function driftReport(
  result: DriftResult,
  timing: Timing | null,
  explained: readonly string[] = [],
): Report {
  const explanations = explained.flatMap((name) => explainColumn(result, name) ?? []);
  return {
    document: driftDocument(result, timing, explanations),
    blocks: [...blocks(result, explained), ...explanations.flatMap(driftExplanation)],
    csv: driftCsv(result),
  };
}

function blocks(result: DriftResult, explained: readonly string[]): Block[] {
  const { reference, current } = result;
  return [
    { kind: "text", text: { text: result.summary, tone: "strong" } },
    { kind: "text", text: { text: `${side(reference)} -> ${side(current)}`, tone: "dim" } },
    ...(result.parts ? [partsTable(result.parts)] : [driftTable(result.columns)]),
    ...paragraph(driftWords(result, explained.length === 0 && !result.parts)),
    ...driftNotes(result).map((text): Block => ({ kind: "text", text })),
  ];
}

function paragraph(sentences: readonly string[]): Block[] {
  return sentences.length === 0 ? [] : [{ kind: "text", text: sentences.join("\n"), wrap: true }];
}

function side({ source, rows, profileOf }: TableSide): string {
  const what = profileOf ? "a profile of " : "";
  return `${source} (${what}${grouped(rows)} ${rows === 1 ? "row" : "rows"})`;
}
